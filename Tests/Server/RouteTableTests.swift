import HTTPTypes
import Hummingbird
import Primitives
import TestScopes
import Testing
import Wire

@testable import API

@Suite(.ownThread()) struct RouteTableTests {
  private func found(_ table: RouteTable, _ method: HTTPRequest.Method, _ path: String) -> String {
    switch table.match(method, path) {
    case .found(let name, _, let ids): "\(name.method) \(name.pattern) \(ids.map(\.low))"
    case .wrongMethod(let name, let allowed): "\(name.method) \(name.pattern) allows \(allowed)"
    case .unknown: "unknown"
    }
  }

  @Test("fixed paths come first, ids are read in either case, and no id is no path")
  func matches() {
    var table = RouteTable()
    let empty = Response(status: .ok)
    table.on(Endpoint(.get, "/a", .anybody)) { _ in empty }
    table.on(Endpoint(.get, "/a/fixed", .anybody)) { _ in empty }
    table.on(Endpoint(.get, "/a/{x}", .anybody)) { (_: Request, _: UniqueID) in empty }
    table.on(Endpoint(.delete, "/a/{x}", .anybody)) { (_: Request, _: UniqueID) in empty }
    table.on(Endpoint(.post, "/a/{x}/b/{y}", .anybody)) { _, _, _ in empty }
    let id = "0192F000-0000-7000-8000-0000000000Aa"
    #expect(found(table, .get, "/a") == "GET /a []")
    #expect(found(table, .head, "/a") == "GET /a []")
    #expect(found(table, .get, "/a/fixed") == "GET /a/fixed []")
    #expect(found(table, .get, "/a/\(id)") == "GET /a/{x} [\(0x8000_0000_0000_00AA as UInt64)]")
    #expect(found(table, .post, "/a/\(id)") == "other /a/{x} allows DELETE, GET, HEAD")
    #expect(found(table, .post, "/a/\(id)/b/\(UniqueID.test(1))").hasPrefix("POST /a/{x}/b/{y} ["))
    for path in [
      "/a/", "/a/x", "/a/\(id)/", "/a/\(id)/b", "/a/\(id)/b/x", "/a/x/b/\(id)", "/a/\(id)/c/\(id)",
      "//a", "/a/\(id)%00", "/b/\(id)", "", "/a/{x}",
    ] { #expect(found(table, .get, path) == "unknown") }
  }

  @Test("every operation's path, with ids in it, is that operation's")
  func agreesWithClients() async throws {
    let table = try await TestServer().responder.routes
    let ids = [UniqueID.test(1), .test(2)]
    for endpoint in Endpoint.all {
      let method = try #require(HTTPRequest.Method(rawValue: endpoint.method.rawValue))
      guard case .found(let name, _, let found) = table.match(method, endpoint.path(ids)) else {
        Issue.record("\(endpoint.path) is not found")
        continue
      }
      #expect(
        name
          == RouteTable.Name(
            method: endpoint.method.rawValue, pattern: endpoint.path, caller: endpoint.caller))
      #expect(found == Array(ids.prefix(endpoint.path.count { $0 == "{" })))
    }
  }
}
