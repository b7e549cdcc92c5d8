import Primitives
import Transport
import Wire

/// One Glosa server, asked by a command that waits for the answer.
struct ServerConnection {
  let url: ServerURL
  /// The bearer token; nil for joining.
  let token: String?
  private let transport: any Transport

  /// A connection to the address that a person typed.
  init(_ address: String, token: String?, transport: any Transport = CurlTransport()) throws(CommandFailure) {
    do {
      url = try ServerURL(address)
    } catch {
      throw CommandFailure(.badUsage, error.description)
    }
    self.token = token
    self.transport = transport
  }

  /// An answer with a status of success.
  struct Answer {
    let status: Int
    let json: JSON
  }

  /// Sends a request and waits for the answer.
  ///
  /// - Throws: `CommandFailure` with a sentence for every answer that is no success.
  func ask(_ method: String, _ path: String, _ body: JSON? = nil) throws(CommandFailure) -> Answer {
    var headers: [HTTPHeader] = []
    if let token { headers.append(HTTPHeader("Authorization", "Bearer \(token)")) }
    if body != nil { headers.append(HTTPHeader("Content-Type", "application/json")) }
    let request = HTTPRequest(
      method: method, url: url.url(of: path), headers: headers, body: body?.utf8, timeout: .seconds(10))
    let response: HTTPResponse
    do {
      response = try transport.response(to: request)
    } catch {
      throw CommandFailure(.unreachable, "\(url): \(error.description)")
    }
    guard let json = try? JSON.parse(response.body) else {
      throw CommandFailure(
        .unreachable, "\(url) does not answer like a Glosa server (\(response.status)): check the address.")
    }
    if (200..<300).contains(response.status) { return Answer(status: response.status, json: json) }
    guard let problem = Problem(json: json) else {
      throw CommandFailure(
        .unreachable, "\(url) does not answer like a Glosa server (\(response.status)): check the address.")
    }
    let date = response.header("Date").flatMap { HTTPDate.parse($0) } ?? Session.wallClock()
    throw Self.failure(
      problem, retryAfter: response.header("Retry-After").flatMap { RetryAfter.seconds($0, now: date) })
  }

  private static func failure(_ problem: Problem, retryAfter: Int64?) -> CommandFailure {
    // A refused PIN says itself how long to wait.
    let wait = problem.status == 429 ? "" : retryAfter.map { " Try again in \($0) s." } ?? ""
    return switch problem.status {
    case 401, 403: CommandFailure(.notAllowed, problem.detail)
    case 429, 500...: CommandFailure(.unreachable, problem.detail + wait)
    default: CommandFailure(.badInput, problem.detail)
    }
  }
}
