import HTTPTypes
import Hummingbird
import Primitives
import Store

/// What every route needs, made once for a server.
struct Services: Sendable {
  let store: any Store
  let limits: ServerLimits
  let clock: ServerClock
  let pins: PINHasher
  let attempts: PINAttempts
  let commits: GroupCommit
  private let rates: RateLimiter

  init(store: any Store, limits: ServerLimits, clock: ServerClock, pinCost: PINHasher.Cost = .standard) {
    self.store = store
    self.limits = limits
    self.clock = clock
    pins = PINHasher(cost: pinCost, capacity: limits.waitingPINs)
    attempts = PINAttempts(limit: limits.wrongPINs, window: limits.pinWindow)
    commits = GroupCommit(store: store, capacity: limits.waitingBatches, groupSize: limits.batchesPerCommit)
    rates = RateLimiter(perSecond: limits.requestsPerSecond, burst: limits.requestBurst)
  }

  /// The hash of the request's bearer token.
  ///
  /// - Throws: `Refusal.unauthorized` where there is none.
  func token(of request: Request) throws(Refusal) -> TokenHash {
    guard let field = request.headers[.authorization], let token = BearerToken.inAuthorization(field)
    else { throw .unauthorized }
    return BearerToken.hash(of: token)
  }

  /// Who sends the request; each call counts against the account's rate.
  func account(of request: Request) async throws -> Account {
    guard let account = try await store.account(for: token(of: request)) else { throw Refusal.unauthorized }
    guard rates.take(account.id, at: clock.uptime()) else { throw Refusal.tooManyRequests }
    return account
  }

  /// The student who sends the request.
  func student(of request: Request) async throws -> UniqueID {
    guard case .student(let id) = try await account(of: request) else { throw Refusal.notAStudent }
    return id
  }

  /// The teacher who sends the request.
  func teacher(of request: Request) async throws -> UniqueID {
    guard case .teacher(let id) = try await account(of: request) else { throw Refusal.notATeacher }
    return id
  }

  /// A new random id that tells when it was made.
  func newID() -> UniqueID {
    var generator = SystemRandomNumberGenerator()
    return .version7(milliseconds: clock.now().milliseconds, using: &generator)
  }
}
