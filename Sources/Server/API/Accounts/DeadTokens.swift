import HTTPTypes
import Hummingbird
import Primitives
import Store
import Wire

/// What a request is still good for whose token a new PIN has made worthless: it is refused, and the board learns whose
/// program it is that has to sign in again.
struct DeadTokens: Sendable {
  /// Reports a second of one student that are listened to, and how many at once.
  private static let rate = (perSecond: 1.0, burst: 4.0)

  private let lookups: GroupedCalls<TokenHash, SignedOutStudent?>
  private let boards: BoardHub
  private let clock: ServerClock
  /// Apart from the rates of accounts: who has an old token must not keep its student from being served.
  private let rates = RateLimiter<UniqueID>(perSecond: rate.perSecond, burst: rate.burst)

  init(store: any Store, boards: BoardHub, clock: ServerClock, limits: ServerLimits) {
    (self.boards, self.clock) = (boards, clock)
    lookups = GroupedCalls(
      label: "dead tokens", capacity: limits.waitingLookups, size: GroupSize(items: limits.tokensPerLookup)
    ) { tokens throws(StoreError) in
      try await store.signedOutStudents(by: tokens).map { .success($0) }
    }
  }

  /// A request with that token, which is no account's, is being refused. One more look at the store, and nothing else for a
  /// token that never was anybody's. What fails here is silent: the request is refused anyway.
  ///
  /// - Parameter report: What the client says of itself; read only where the token was a student's.
  func wasRefused(_ token: TokenHash, report: () async -> ClientReport?) async {
    guard let student = try? await lookups(token),
      rates.take(student.studentID, at: clock.uptime())
    else { return }
    boards.refused(student, report: await report())
  }
}

extension Request {
  /// What the client says of itself in a body that nobody has read yet; nil where it says nothing that can be read.
  func clientReport() async -> ClientReport? {
    let reporting = [Endpoint.presence, .xpSync].first {
      $0.method.rawValue == method.rawValue && $0.path == uri.path
    }
    guard let reporting, let body = try? await json(for: reporting) else { return nil }
    return reporting == .presence
      ? ClientReport(json: body).flatMap { PresenceReader.report(ofRefused: $0) }
      : PresenceReader.report(ofRefused: SentBatch(json: body))
  }
}
