import Logging
import Store
import Synchronization

/// A few connections, each lent to one call at a time; calls beyond that wait in a queue that has an end.
///
/// While the database can't be reached, calls fail at once, and the pool tries by itself, less and less often, until
/// it can be again.
final class PostgresPool: Sendable {
  /// Somebody who waits for a connection.
  struct Waiter: Sendable {
    fileprivate let granted:
      CheckedContinuation<Result<PoolState<PostgresConnection, Waiter>.Grant, StoreError>, Never>
  }

  private let url: PostgresURL
  private let logger: Logger
  private let limits: PostgresLimits
  private let state: Mutex<PoolState<PostgresConnection, Waiter>>
  /// Who waits for the end of everything.
  private let closing = Mutex<[CheckedContinuation<Void, Never>]>([])

  init(url: PostgresURL, limits: PostgresLimits, logger: Logger) {
    (self.url, self.limits, self.logger) = (url, limits, logger)
    state = Mutex(PoolState(size: limits.connections, waitingLimit: limits.waiting))
  }

  /// Lends a connection.
  ///
  /// A connection that turns out to be dead before anything went over it is replaced by another; one that is lost on
  /// the way is so once more where that does no harm.
  ///
  /// - Parameter isRepeatable: `body` may run a second time though the first one may have had its effect.
  /// - Returns: What `body` returned, or the error that the database answered it with.
  /// - Throws: `.unavailable` or `.overloaded`.
  func withConnection<Value: Sendable>(
    isRepeatable: Bool, _ body: (PostgresConnection) async throws(ConnectionFailure) -> Value
  ) async throws(StoreError) -> Result<Value, SQLFailure> {
    // Each of the idle ones may have died, and the first new one as well.
    var attempts = limits.connections + 1
    var isRepeatable = isRepeatable
    while true {
      let connection = try await lease()
      do throws(ConnectionFailure) {
        let value = try await body(connection)
        carryOut(state.withLock { $0.returned(connection) })
        return .success(value)
      } catch {
        switch error {
        case .failed(let failure):
          carryOut(state.withLock { $0.returned(connection) })
          return .failure(failure)
        case .lost(let reason, let mayHaveRun):
          connection.close()
          carryOut(state.withLock { $0.lost() })
          attempts -= 1
          guard attempts > 0, !mayHaveRun || isRepeatable else { throw .unavailable(reason) }
          if mayHaveRun { isRepeatable = false }
        }
      }
    }
  }

  /// Lets nobody in any more, and returns when those who are in have got what they came for.
  func close() async {
    await withCheckedContinuation { continuation in
      closing.withLock { $0.append(continuation) }
      carryOut(state.withLock { $0.closed() })
    }
  }

  private func lease() async throws(StoreError) -> PostgresConnection {
    while true {
      let grant: Result<PoolState<PostgresConnection, Waiter>.Grant, StoreError> =
        await withCheckedContinuation { continuation in
          switch state.withLock({ $0.requested(by: Waiter(granted: continuation)) }) {
          case .granted(let grant): continuation.resume(returning: .success(grant))
          case .refused(let error): continuation.resume(returning: .failure(error))
          case .waiting: break
          }
        }
      switch try grant.get() {
      case .connection(let connection): return connection
      case .opening:
        // Where others are at work, a failure only means to wait for one of theirs.
        if let connection = await open() { return connection }
      }
    }
  }

  /// Opens what was granted; nil where that failed, as the next request will be told.
  private func open() async -> PostgresConnection? {
    do throws(ConnectionFailure) {
      let connection = try await newConnection()
      state.withLock { $0.opened() }
      return connection
    } catch {
      carryOut(state.withLock { $0.openingFailed(error.storeError) })
      return nil
    }
  }

  private func newConnection() async throws(ConnectionFailure) -> PostgresConnection {
    let connection = try await PostgresConnection.open(url)
    do throws(ConnectionFailure) {
      try await connection.prepareForCalls(limits)
    } catch {
      connection.close()
      throw error
    }
    return connection
  }

  private func carryOut(_ consequences: PoolState<PostgresConnection, Waiter>.Consequences) {
    for (waiter, grant) in consequences.grants { waiter.granted.resume(returning: .success(grant)) }
    for (waiter, error) in consequences.refusals { waiter.granted.resume(returning: .failure(error)) }
    for connection in consequences.closing { connection.close() }
    if consequences.healing { Task { await heal() } }
    if consequences.ended {
      let waiting = closing.withLock { waiting in
        defer { waiting = [] }
        return waiting
      }
      for continuation in waiting { continuation.resume() }
    }
  }

  /// Tries to connect, less and less often, until that succeeds.
  private func heal() async {
    logger.warning("the database can't be reached; trying again until it can")
    var pause = Duration.milliseconds(50)
    while true {
      // Any moment of the second half, so that servers that lost the same database do not come back as one.
      try? await Task.sleep(for: pause * Double.random(in: 0.5...1))
      pause = min(pause * 2, .seconds(5))
      do throws(ConnectionFailure) {
        let connection = try await newConnection()
        carryOut(state.withLock { $0.healed(connection) })
        logger.notice("the database can be reached again")
        return
      } catch {
        guard state.withLock({ $0.healingFailed(error.storeError) }) else {
          carryOut(state.withLock { $0.healed(nil) })
          return
        }
      }
    }
  }
}
