import HTTPTypes
import Hummingbird
import Primitives
package import Store
import Wire

/// What every route needs, made once for a server.
package struct Services: Sendable {
  let store: any Store
  let limits: ServerLimits
  let clock: ServerClock
  let random: RandomSource
  let pins: PINHasher
  let gate: PINGate
  let codes: RateLimiter<ClientAddress>
  let newcomers: RateLimiter<Newcomer>
  let commits: GroupCommit
  private let lookups: AccountLookups
  private let deadTokens: DeadTokens
  let metrics = ServerMetrics()
  let boards: BoardHub
  let site: Site
  private let rates: RateLimiter<UniqueID>
  private let senders: AccountCache

  package init(
    store: any Store, limits: ServerLimits, clock: ServerClock, random: RandomSource = .system,
    pinCost: PINHasher.Cost = .standard, site: Site = Site()
  ) {
    self.store = store
    self.site = site
    self.limits = limits
    self.clock = clock
    self.random = random
    pins = PINHasher(
      cost: pinCost, capacity: limits.waitingPINs, capacityPerAddress: limits.waitingPINsPerAddress)
    gate = PINGate(capacity: limits.waitingPINsPerPupil)
    codes = RateLimiter(perSecond: limits.wrongCodesPerSecond, burst: limits.wrongCodeBurst)
    newcomers = RateLimiter(perSecond: limits.newcomersPerSecond, burst: limits.newcomerBurst)
    commits = GroupCommit(store: store, capacity: limits.waitingBatches, size: limits.groupCommit)
    lookups = AccountLookups(store: store, limits: limits)
    boards = BoardHub(store: store, clock: clock, limits: limits, metrics: metrics)
    deadTokens = DeadTokens(store: store, boards: boards, clock: clock, limits: limits)
    rates = RateLimiter(perSecond: limits.requestsPerSecond, burst: limits.requestBurst)
    senders = AccountCache(capacity: limits.rememberedTokens)
  }

  /// The hash of the request's bearer token.
  ///
  /// - Throws: `HTTPProblem.unauthorized` where there is none.
  func token(of request: Request) throws(HTTPProblem) -> TokenHash {
    guard let field = request.headers[.authorization], let token = BearerToken.inAuthorization(field)
    else { throw .unauthorized }
    return BearerToken.hash(of: token)
  }

  /// Who sends the request; each call counts against the account's rate.
  func account(of request: Request) async throws -> Account {
    try await holder(of: request).account
  }

  /// Whose the request's token is, counted against their rate.
  private func holder(of request: Request) async throws -> AccountTotal {
    let token = try token(of: request)
    guard let holder = try await lookups(token) else {
      await deadTokens.wasRefused(token) { await request.clientReport() }
      throw HTTPProblem.unauthorized
    }
    try admit(holder.account.id)
    return holder
  }

  /// Whose a token is at this moment; nil where it is nobody's. Counts against nobody's rate.
  func account(for token: TokenHash) async throws -> Account? { try await lookups(token)?.account }

  /// Counts a request against an account's rate.
  private func admit(_ account: UniqueID) throws(HTTPProblem) {
    guard rates.take(account, at: clock.uptime()) else { throw .tooManyRequests }
  }

  /// The student who sends the request.
  func student(of request: Request) async throws -> UniqueID {
    guard case .student(let id) = try await account(of: request) else { throw HTTPProblem.notAStudent }
    return id
  }

  /// What the ledger says of the student who sends the request.
  func total(of request: Request) async throws -> StudentTotal {
    guard let total = try await holder(of: request).total else { throw HTTPProblem.notAStudent }
    return total
  }

  /// Whose events a request brings, perhaps only by memory.
  struct Sender: Sendable {
    let student: UniqueID
    let token: TokenHash
    /// True where the store has to be asked before the sender may be told anything.
    let isGuess: Bool
  }

  /// The student who sends events. For `xp-sync` alone, where the transaction that stores the events checks the token.
  func sender(of request: Request) async throws -> Sender {
    let token = try token(of: request)
    if let student = senders.student(of: token) {
      try admit(student)
      return Sender(student: student, token: token, isGuess: true)
    }
    guard case .student(let student) = try await holder(of: request).account else {
      throw HTTPProblem.notAStudent
    }
    senders.remember(token, of: student)
    return Sender(student: student, token: token, isGuess: false)
  }

  /// Makes sure that the sender's token is still theirs; else a guess that was wrong is forgotten.
  ///
  /// - Parameter body: What was sent, as far as it was read.
  /// - Throws: `HTTPProblem.unauthorized`.
  func check(_ sender: Sender, body: SentBatch?) async throws {
    if try await account(for: sender.token) == .student(sender.student) { return }
    senders.forget(sender.token)
    await deadTokens.wasRefused(sender.token) { body.flatMap { PresenceReader.report(ofRefused: $0) } }
    throw HTTPProblem.unauthorized
  }

  /// The teacher who sends the request.
  func teacher(of request: Request) async throws -> UniqueID {
    guard case .teacher(let id) = try await account(of: request) else { throw HTTPProblem.notATeacher }
    return id
  }

  /// A new random id that tells when it was made.
  func newID() -> UniqueID {
    var generator = random
    return .version7(milliseconds: clock.now().milliseconds, using: &generator)
  }
}
