import Store
import TestScopes
import Testing

@testable import PostgresStore

/// Who gets a connection, without connections: they are numbers here, and those who wait letters.
@Suite(.ownThread()) final class PoolStateTests {
  private typealias State = PoolState<Int, String>
  private var state = State(size: 2, waitingLimit: 2)
  private let down = StoreError.unavailable("down")

  /// What became of a request, in a word.
  private func request(_ name: String) -> String {
    switch state.requested(by: name) {
    case .granted(.connection(let number)): "connection \(number)"
    case .granted(.opening): "opening"
    case .refused(.overloaded): "overloaded"
    case .refused: "refused"
    case .waiting: "waiting"
    }
  }

  private func words(_ consequences: State.Consequences) -> [String] {
    consequences.grants.map { waiter, grant in
      if case .connection(let number) = grant { "\(waiter) gets \(number)" } else { "\(waiter) opens" }
    } + consequences.refusals.map { "\($0.0) refused" } + consequences.closing.map { "close \($0)" }
      + (consequences.healing ? ["heal"] : []) + (consequences.ended ? ["ended"] : [])
  }

  @Test("as many as there may be are opened; then who comes waits, in order, until too many do")
  func lends() {
    #expect(request("a") == "opening")
    #expect(request("b") == "opening")
    #expect(request("c") == "waiting")
    #expect(request("d") == "waiting")
    #expect(request("e") == "overloaded")
    state.opened()
    state.opened()
    #expect(words(state.returned(1)) == ["c gets 1"])
    #expect(words(state.returned(2)) == ["d gets 2"])
    #expect(words(state.returned(1)) == [])
    #expect(request("f") == "connection 1")
  }

  @Test("a connection that was lost gives its place to the first who waits")
  func replaces() {
    for name in ["a", "b"] {
      _ = request(name)
      state.opened()
    }
    _ = request("c")
    #expect(words(state.lost()) == ["c opens"])
    state.opened()
    #expect(words(state.lost()) == [])
    #expect(request("d") == "opening")
  }

  @Test("while nothing can be opened, one heals and everybody else is refused at once")
  func heals() {
    _ = request("a")
    _ = request("b")
    #expect(request("c") == "waiting")
    #expect(words(state.openingFailed(down)) == ["c refused", "heal"])
    #expect(words(state.openingFailed(down)) == [], "there is one who heals")
    #expect(request("d") == "refused")
    let goesOn = state.healingFailed(down)
    #expect(goesOn)
    #expect(words(state.healed(7)) == [])
    #expect(request("e") == "connection 7")
    #expect(request("f") == "opening")
  }

  @Test("where one can't be opened but others are there, who comes waits for those")
  func makesDo() {
    _ = request("a")
    state.opened()
    _ = request("b")
    #expect(words(state.openingFailed(down)) == ["heal"])
    #expect(request("b") == "waiting")
    #expect(words(state.returned(1)) == ["b gets 1"])
    #expect(request("c") == "waiting")
    #expect(words(state.lost()) == ["c refused"], "the last one is gone")
  }

  @Test("closing lets nobody in, serves those who wait, and ends with the last connection")
  func closes() {
    for name in ["a", "b"] {
      _ = request(name)
      state.opened()
    }
    _ = request("c")
    #expect(words(state.returned(1)) == ["c gets 1"])
    _ = request("d")
    #expect(words(state.closed()) == [])
    #expect(request("e") == "refused")
    #expect(words(state.returned(2)) == ["d gets 2"])
    #expect(words(state.returned(1)) == ["close 1"])
    #expect(words(state.returned(2)) == ["close 2", "ended"])
  }

  @Test("closing what is idle, or nothing at all, ends at once")
  func closesIdle() {
    #expect(words(state.closed()) == ["ended"])
    state = State(size: 2, waitingLimit: 2)
    _ = request("a")
    state.opened()
    _ = state.returned(1)
    #expect(words(state.closed()) == ["close 1", "ended"])
  }
}
