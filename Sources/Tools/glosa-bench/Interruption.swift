import Dispatch
import Glibc
import Synchronization

/// Ctrl-C and its kin: what has to be put right before the program ends.
enum Interruption {
  private struct State {
    var sources: [any DispatchSourceSignal] = []
    var actions: [@Sendable () -> Void] = []
  }

  private static let state = Mutex(State())

  /// Has `action` run, once, where a signal ends the program; the last one given runs first.
  static func cleanUp(_ action: @escaping @Sendable () -> Void) {
    state.withLock { state in
      state.actions.append(action)
      guard state.sources.isEmpty else { return }
      for number in [SIGINT, SIGTERM, SIGHUP] {
        signal(number, SIG_IGN)
        let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
        source.setEventHandler { @Sendable in end(by: number) }
        source.activate()
        state.sources.append(source)
      }
    }
  }

  private static func end(by number: Int32) {
    let actions = state.withLock { state in
      defer { state.actions = [] }
      return state.actions
    }
    for action in actions.reversed() { action() }
    _exit(128 + number)
  }
}
