import Assets
import HTTPTypes
import Hummingbird
import Wire

/// The board as a web page: files that are compiled in, and an answer that lets nothing else into the page.
struct BoardPage: Sendable {
  /// The page takes scripts, styles and data from this server alone, sends no form anywhere, and stands in no frame.
  private static let policy = [
    "default-src 'none'", "script-src 'self'", "style-src 'self'", "connect-src 'self'", "img-src data:",
    "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'",
  ].joined(separator: "; ")

  private static let files = [
    (Endpoint.boardPage, "index.html", "text/html; charset=utf-8"),
    (Endpoint.boardStyle, "board.css", "text/css; charset=utf-8"),
    (Endpoint.boardScript, "board.js", "text/javascript; charset=utf-8"),
  ]

  func add(to routes: inout RouteTable) {
    for (endpoint, name, type) in Self.files {
      let text = Assets.web[name] ?? ""
      routes.on(endpoint) { _ in
        var response = Response.text(text, type: type)
        response.headers[.contentSecurityPolicy] = Self.policy
        response.headers[.xContentTypeOptions] = "nosniff"
        if let policy = HTTPField.Name("Referrer-Policy") { response.headers[policy] = "no-referrer" }
        return response
      }
    }
    // What people type is the server's address alone.
    routes.on(.root) { _ in
      Response(status: .seeOther, headers: [.location: Endpoint.boardPage.path])
    }
    routes.on(.boardFolder) { _ in
      Response(status: .permanentRedirect, headers: [.location: Endpoint.boardPage.path])
    }
  }
}
