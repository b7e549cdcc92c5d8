import Languages
package import Primitives
package import Sync
package import Transport
package import Wire

/// One Glosa server, asked by a command that waits for the answer.
package struct ServerConnection {
  package let url: ServerURL
  private let trust: ServerTrust
  /// The bearer token; nil for joining.
  let token: String?
  /// The ledger that the token is for; nil where that is not known. No other gets to see it.
  private let ledger: UniqueID?
  private let transport: any Transport

  /// A connection to a place whose address a person may have typed.
  package init(
    _ place: ServerPlace, token: String?, of ledger: UniqueID? = nil,
    transport: any Transport = CurlTransport()
  ) throws(CommandFailure) {
    do {
      url = try ServerURL(place.address)
    } catch {
      throw CommandFailure(.badUsage, error.spoken)
    }
    (trust, self.token, self.ledger) = (place.trust, token, ledger)
    self.transport = transport
  }

  /// Asks, as nobody, which ledger answers at the address; nil where it is a server of a version that can't say.
  package func identity() throws(CommandFailure) -> UniqueID? {
    let builder = RequestBuilder(place, token: nil)
    let response = try answer(to: builder.request(.healthz, timeout: .seconds(10)))
    let health = (try? JSON.parse(response.body)).flatMap { Health(json: $0) }
    let found = LedgerMark(response.header)?.serverID
    guard response.status == 200, let health, health.serverID == found else {
      throw unexpectedResponse(response.status)
    }
    return found
  }

  /// Where the server is, its address in its one form.
  package var place: ServerPlace { ServerPlace(url.description, trust: trust) }

  private var requests: RequestBuilder { RequestBuilder(place, token: token) }

  /// An answer with a status of success.
  package struct Answer {
    let status: Int
    /// Null where the answer has no body.
    package let json: JSON
  }

  /// Sends a request and waits for the answer.
  ///
  /// - Throws: `CommandFailure` with a sentence for every answer that is no success.
  @discardableResult
  package func ask(
    _ endpoint: Endpoint, _ ids: UniqueID..., query: String = "", body: JSON? = nil
  ) throws(CommandFailure) -> Answer {
    try ask(endpoint, ids, query, body)
  }

  private func ask(
    _ endpoint: Endpoint, _ ids: [UniqueID], _ query: String, _ body: JSON?
  ) throws(CommandFailure) -> Answer {
    let response = try success(of: endpoint, ids, query, body)
    if response.status == 204, response.body.isEmpty { return Answer(status: 204, json: .null) }
    guard let json = try? JSON.parse(response.body) else { throw unexpectedResponse(response.status) }
    return Answer(status: response.status, json: json)
  }

  /// The elements of an answer that is a list, all of them understood.
  package func list<Element: ListElement>(
    _ endpoint: Endpoint, _ ids: UniqueID...
  ) throws(CommandFailure) -> [Received<Element>] {
    guard let rows = Listing<Element>.rows(of: try ask(endpoint, ids, "", nil).json) else {
      throw malformedBody
    }
    let elements = rows.compactMap { row in Element(json: row).map { Received(value: $0, json: row) } }
    guard elements.count == rows.count else { throw malformedBody }
    return elements
  }

  /// The bytes of an answer that is no JSON, of a type such as `text/csv`.
  package func read(
    _ endpoint: Endpoint, _ ids: UniqueID..., type: String
  ) throws(CommandFailure) -> [UInt8] {
    let response = try success(of: endpoint, ids, "", nil)
    guard response.header("Content-Type")?.lowercased().hasPrefix(type) == true else {
      throw unexpectedResponse(response.status)
    }
    return response.body
  }

  /// The live board of a class, as the teacher whose token this is; not started.
  package func boardFeed(
    of schoolClass: SchoolClass, report: @escaping @Sendable (BoardFeedEvent) -> Void
  ) -> BoardFeed {
    BoardFeed(
      of: schoolClass.id, by: requests, ledger: ledger, over: transport,
      on: DispatchScheduler(label: "glosa.board"), seed: .random(in: .min ... .max), report: report)
  }

  /// An answer from a server that is understood, with something missing in it.
  package var malformedBody: CommandFailure {
    CommandFailure(.unreachable, Spoken.language.answerMadeNoSense(of: url.description))
  }

  private func unexpectedResponse(_ status: Int) -> CommandFailure {
    CommandFailure(
      .unreachable, Spoken.language.unlikeGlosa(url.description, status: status))
  }

  /// Makes sure, as nobody, that the ledger of the token answers at the address.
  package func meetLedger() throws(CommandFailure) {
    guard let ledger, token != nil else { return }
    guard let found = try identity() else {
      throw CommandFailure(.notAllowed, Spoken.language.cannotSayWhoItIs(url.description))
    }
    guard found == ledger else { throw Self.otherLedger(found, at: url) }
  }

  private func success(
    of endpoint: Endpoint, _ ids: [UniqueID], _ query: String, _ body: JSON?
  ) throws(CommandFailure) -> HTTPResponse {
    try meetLedger()
    let response = try answer(
      to: requests.request(endpoint, ids, query: query, json: body, timeout: .seconds(10)))
    if (200..<300).contains(response.status) { return response }
    guard let json = try? JSON.parse(response.body), let problem = Problem(json: json) else {
      throw unexpectedResponse(response.status)
    }
    let now = LedgerMark(response.header)?.time ?? Session.wallClock()
    throw Self.failure(
      problem, retryAfter: response.header("Retry-After").flatMap { RetryAfter.seconds($0, now: now) })
  }

  private func answer(to request: HTTPRequest) throws(CommandFailure) -> HTTPResponse {
    do {
      return try transport.response(to: request)
    } catch {
      throw Self.failure(error, at: url)
    }
  }

  /// Why there is no answer.
  static func failure(_ error: TransportError, at url: ServerURL) -> CommandFailure {
    CommandFailure(status(of: error), Spoken.language.failed(at: url.description, error.spoken))
  }

  private static func status(of error: TransportError) -> ExitStatus {
    switch error {
    case .insecure, .wrongKey, .notSecured: .notAllowed
    case .badURL, .unreachable, .noNetwork, .noLibrary, .timedOut, .connectionLost, .responseTooLarge,
      .cancelled,
      .other:
      .unreachable
    case .forTeacher(let error, _): status(of: error)
    }
  }

  private static func otherLedger(_ found: UniqueID, at url: ServerURL) -> CommandFailure {
    CommandFailure(.notAllowed, Spoken.language.otherServer(found, at: url.description))
  }

  private static func failure(_ problem: Problem, retryAfter: Int64?) -> CommandFailure {
    // A refused PIN says itself how long to wait.
    let wait = problem.status == 429 ? nil : retryAfter
    if problem.code == Problem.httpsRequired { return CommandFailure(.notAllowed, problem.detail) }
    return switch problem.status {
    case 401, 403: CommandFailure(.notAllowed, problem.detail, code: problem.code)
    case 429, 500...:
      CommandFailure(
        .unreachable,
        wait.map { Spoken.language.tryAgain(problem.detail, inSeconds: $0) } ?? problem.detail,
        code: problem.code)
    default: CommandFailure(.badInput, problem.detail, code: problem.code)
    }
  }
}
