import Primitives
import Store
import Synchronization

/// Remembers whose the tokens are that have sent events lately. Only a guess: the token may have died since, in this
/// process or another. It spares the route that is asked most a look into the store before the one that counts.
///
/// Two generations of at most half the capacity: when the younger is full, the older is forgotten.
final class AccountCache: Sendable {
  private struct State {
    var young: [TokenHash: UniqueID] = [:]
    var old: [TokenHash: UniqueID] = [:]
  }

  private let generation: Int
  private let state = Mutex(State())

  /// - Parameter capacity: How many tokens are remembered at most.
  init(capacity: Int) { generation = max(1, capacity / 2) }

  /// The student whose token it was when last asked; nil where nothing is remembered.
  func student(of token: TokenHash) -> UniqueID? {
    state.withLock { state in
      if let student = state.young[token] { return student }
      guard let student = state.old.removeValue(forKey: token) else { return nil }
      remember(token, student, &state)
      return student
    }
  }

  /// Remembers what the store said.
  func remember(_ token: TokenHash, of student: UniqueID) {
    state.withLock { remember(token, student, &$0) }
  }

  /// Forgets a token that turned out to be dead.
  func forget(_ token: TokenHash) {
    state.withLock { state in
      state.young[token] = nil
      state.old[token] = nil
    }
  }

  private func remember(_ token: TokenHash, _ student: UniqueID, _ state: inout State) {
    if state.young.count >= generation { state = State(old: state.young) }
    state.young[token] = student
    state.old[token] = nil
  }
}
