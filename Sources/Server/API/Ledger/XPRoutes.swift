import Hummingbird
import Primitives
import Store
import Wire
import XP

/// The ledger: events in, the total and the audit trail out.
struct XPRoutes: Sendable {
  let services: Services

  func add(to routes: inout RouteTable) {
    routes.on(.xpSync, sync)
    routes.on(.xpTotal, total)
    routes.on(.xpEvents, events)
  }

  @Sendable private func sync(_ request: Request) async throws -> Response {
    let sender = try await services.sender(of: request)
    var body: SentBatch?
    do {
      let read = SentBatch(json: try await request.json(for: .xpSync))
      body = read
      return try await store(read, sender)
    } catch let problem as HTTPProblem where sender.isGuess || problem.problem.status == 401 {
      // What a guess may be told is decided by the commit; where there is none, the store is asked after all.
      try await services.check(sender, body: body)
      throw problem
    }
  }

  private func store(_ body: SentBatch, _ sender: Services.Sender) async throws -> Response {
    let events = try body.checkedEvents()
    let now = services.clock.now()
    var validator = EventValidator(student: sender.student)
    validator.validate(events)
    let batch = EventBatch(
      studentID: sender.student, events: validator.valid.map(\.event), receivedAt: now,
      sentAt: body.sentAt, token: sender.token)
    guard validator.rejections.isEmpty else {
      // The client is to learn of every bad event at once, also of those that only the store can tell.
      let conflicts = batch.events.isEmpty ? [] : try await services.store.conflicts(in: batch)
      throw HTTPProblem.rejected(validator.rejections + validator.rejections(ofConflicts: conflicts))
    }
    let start = ContinuousClock.now
    switch try await services.commits(batch) {
    case .signedOut: throw HTTPProblem.unauthorized
    case .conflicting(let places): throw HTTPProblem.rejected(validator.rejections(ofConflicts: places))
    case .stored(let total, let times):
      services.metrics.ingested(events: batch.events.count, after: ContinuousClock.now - start)
      services.boards.stored(of: sender.student)
      // A report that makes no sense is not worth refusing points for.
      if let presence = body.client.flatMap({
        PresenceReader.presence($0, of: sender.student, at: now)
      }) {
        services.boards.heard(presence)
      }
      let stored = zip(batch.events, times).map { StoredMoment(id: $0.id, occurredAt: $1) }
      return .json(
        XPSyncResponse(acceptedIDs: batch.events.map(\.id), stored: stored, total: total).json)
    }
  }

  @Sendable private func total(_ request: Request) async throws -> Response {
    let total = try await services.total(of: request)
    return .json(
      XPTotalResponse(
        studentID: total.studentID, total: total.total, lastGameType: total.lastGameType,
        updatedAt: total.updatedAt
      ).json)
  }

  @Sendable private func events(_ request: Request) async throws -> Response {
    let student = try await services.student(of: request)
    var limit = Limit.usualPageEvents
    if let text = request.parameter(.limit) {
      guard let number = Int(text), number >= Limit.pageEvents.lowerBound else {
        throw HTTPProblem(400, "bad_limit", "limit is not a whole number above 0.")
      }
      limit = min(number, Limit.pageEvents.upperBound)
    }
    var before: EventCursor?
    if let text = request.parameter(.before), !text.isEmpty {
      guard let cursor = EventCursor(text: String(text)) else {
        throw HTTPProblem(400, "bad_cursor", "before is not what an earlier answer gave as next_before.")
      }
      before = cursor
    }
    let page = try await services.store.events(of: student, limit: limit, before: before)
    return .json(LedgerPage(events: page.events.map(\.onTheWire), nextBefore: page.next?.text).json)
  }
}

extension EventCursor {
  /// Opaque to clients: nothing may be concluded from it.
  fileprivate var text: String { String(sequence, radix: 36) }

  fileprivate init?(text: String) {
    guard let sequence = Int64(text, radix: 36), sequence > 0 else { return nil }
    self.init(sequence: sequence)
  }
}

extension StoredEvent {
  /// As its student and their teacher see it.
  var onTheWire: LedgerEvent { LedgerEvent(event: event, occurredAt: occurredAt, receivedAt: receivedAt) }
}
