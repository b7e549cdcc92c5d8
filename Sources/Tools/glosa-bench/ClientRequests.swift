import Primitives
import Transport
import Wire

/// Syncs of fresh events over one kept connection of the game's transport, the pupils in turns: one alone would ask for
/// more than the server grants an account.
struct KeptSync {
  private let transport = CurlTransport()
  private let place: ServerPlace
  private var templates: [RequestTemplate]
  private var turn = 0

  /// Opens no connection yet; `end` has to follow.
  init(to server: ServerProcess, events: Int) throws {
    place = try server.place()
    let time = Timestamp.now()
    templates = SeededPupil.all.map { RequestTemplate(syncing: events, of: $0, at: time) }
  }

  /// Syncs once, and adds the time from the request to its whole answer.
  mutating func measure(_ samples: inout Samples, _ numbers: inout EventNumbers) throws {
    turn = (turn + 1) % templates.count
    let body = try JSON.parse(templates[turn].nextBody(&numbers))
    let request = RequestBuilder(place, token: SeededPupil.all[turn].token).request(
      .xpSync, json: body, timeout: .seconds(15))
    let response = try samples.time { try transport.response(to: request) }
    guard response.status == 200 else {
      throw BenchmarkError("The server answered a sync with \(response.status).")
    }
  }

  func end() { transport.shutdown() }
}

/// The first request of a transport, with all that opening a connection takes.
struct FirstRequest {
  private let request: HTTPRequest

  /// `GET /healthz` of that server.
  init(to server: ServerProcess) throws {
    request = RequestBuilder(try server.place(), token: nil).request(
      .healthz, timeout: .seconds(15))
  }

  /// Sends it by a new transport, and adds the time to its whole answer.
  func measure(_ samples: inout Samples) throws {
    let transport = CurlTransport()
    defer { transport.shutdown() }
    let response = try samples.time { try transport.response(to: request) }
    guard response.status == 200 else {
      throw BenchmarkError("The server answered its health with \(response.status).")
    }
  }
}
