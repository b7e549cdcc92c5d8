import Store

/// Who has which connection, without the connections: what to do is returned, and done by `PostgresPool` outside the
/// lock.
struct PoolState<Connection: Sendable, Waiter: Sendable>: Sendable {
  /// What somebody who wants a connection gets.
  enum Grant: Sendable {
    case connection(Connection)
    /// A place for one: they open it, and say what became of it.
    case opening
  }

  /// What one who asks is told.
  enum Answer: Sendable {
    case granted(Grant)
    case refused(StoreError)
    /// They were put in the queue.
    case waiting
  }

  /// What the change of a connection leads to.
  struct Consequences: Sendable {
    /// Who gets something.
    var grants: [(Waiter, Grant)] = []
    /// Who is sent away.
    var refusals: [(Waiter, StoreError)] = []
    /// Connections that nobody needs any more.
    var closing: [Connection] = []
    /// Somebody has to try, time and again, until the database is back.
    var healing = false
    /// Nothing is left: whoever waits for the end may go on.
    var ended = false
  }

  private let size: Int
  private let waitingLimit: Int
  private var idle: [Connection] = []
  private var waiting: [Waiter] = []
  /// Connections that are there, idle or in use.
  private var live = 0
  /// Connections that somebody is opening for themselves.
  private var opening = 0
  /// Why the last attempt to open one failed; nil since one succeeded. There is a healer as long as it is set.
  private var failure: StoreError?
  private var isClosed = false

  init(size: Int, waitingLimit: Int) { (self.size, self.waitingLimit) = (size, waitingLimit) }

  /// A call wants a connection; `waiter` stands in the queue for it if need be.
  mutating func requested(by waiter: Waiter) -> Answer {
    if isClosed { return .refused(.unavailable("the server is stopping")) }
    if let connection = idle.popLast() { return .granted(.connection(connection)) }
    if failure == nil, live + opening < size {
      opening += 1
      return .granted(.opening)
    }
    if let failure, live == 0 { return .refused(failure) }
    guard waiting.count < waitingLimit else { return .refused(.overloaded) }
    waiting.append(waiter)
    return .waiting
  }

  /// Who was granted an opening has a connection, and uses it.
  mutating func opened() {
    opening -= 1
    live += 1
    failure = nil
  }

  /// Who was granted an opening has none.
  mutating func openingFailed(_ error: StoreError) -> Consequences {
    var result = Consequences()
    opening -= 1
    result.healing = failure == nil && !isClosed
    failure = error
    settle(&result)
    return result
  }

  /// The healer has a connection, or gives up because the pool is closed.
  mutating func healed(_ connection: Connection?) -> Consequences {
    var result = Consequences()
    failure = nil
    if let connection {
      live += 1
      pass(connection, &result)
    }
    settle(&result)
    return result
  }

  /// The healer has failed again; true where it should go on.
  mutating func healingFailed(_ error: StoreError) -> Bool {
    // Somebody's opening that was under way already may have succeeded meanwhile.
    guard !isClosed, failure != nil else { return false }
    failure = error
    return true
  }

  /// A connection is free again.
  mutating func returned(_ connection: Connection) -> Consequences {
    var result = Consequences()
    pass(connection, &result)
    settle(&result)
    return result
  }

  /// A connection is gone.
  mutating func lost() -> Consequences {
    var result = Consequences()
    live -= 1
    settle(&result)
    return result
  }

  /// No new calls from now on; those that wait still get their turn.
  mutating func closed() -> Consequences {
    var result = Consequences()
    isClosed = true
    result.closing = idle
    live -= idle.count
    idle = []
    settle(&result)
    return result
  }

  private mutating func pass(_ connection: Connection, _ result: inout Consequences) {
    if !waiting.isEmpty {
      result.grants.append((waiting.removeFirst(), .connection(connection)))
    } else if isClosed || live > size {
      live -= 1
      result.closing.append(connection)
    } else {
      idle.append(connection)
    }
  }

  /// Sees that nobody waits for what will not come.
  private mutating func settle(_ result: inout Consequences) {
    if let failure {
      if live == 0 {
        result.refusals += waiting.map { ($0, failure) }
        waiting = []
      }
    } else {
      while !waiting.isEmpty, live + opening < size {
        opening += 1
        result.grants.append((waiting.removeFirst(), .opening))
      }
    }
    result.ended = isClosed && live + opening == 0 && waiting.isEmpty
  }
}
