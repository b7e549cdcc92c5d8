package import Transport

/// A request under way on a virtual clock, which its network ends once.
///
/// `@unchecked Sendable`: everything is done on the thread of its scheduler, which makes sure of it.
package final class VirtualExchange: Cancellable, @unchecked Sendable {
  private let scheduler: VirtualScheduler
  private var completion: (@Sendable (Result<HTTPResponse, TransportError>) -> Void)?

  package init(
    on scheduler: VirtualScheduler,
    _ completion: @escaping @Sendable (Result<HTTPResponse, TransportError>) -> Void
  ) {
    (self.scheduler, self.completion) = (scheduler, completion)
  }

  package var isOver: Bool { completion == nil }

  /// Gives the answer, unless one was given or it was called off.
  package func end(_ result: Result<HTTPResponse, TransportError>) {
    let completion = completion
    self.completion = nil
    completion?(result)
  }

  package func cancel() { scheduler.after(0) { self.end(.failure(.cancelled)) } }
}

/// Those who watch the network of a computer.
///
/// `@unchecked Sendable`: everything is done on one thread, that of the computer's scheduler.
package final class NetworkWatches: @unchecked Sendable {
  private var watches: [Watch] = []

  package init() {}

  package func add(_ changed: @escaping @Sendable () -> Void) -> any Cancellable {
    let watch = Watch(changed)
    watches.append(watch)
    return watch
  }

  /// A link, an address or a route came or went.
  package func change() {
    for watch in watches where watch.isOn { watch.changed() }
  }

  /// `@unchecked Sendable`: as the list.
  private final class Watch: Cancellable, @unchecked Sendable {
    let changed: @Sendable () -> Void
    private(set) var isOn = true

    init(_ changed: @escaping @Sendable () -> Void) { self.changed = changed }

    func cancel() { isOn = false }
  }
}

extension HTTPRequest {
  /// How long an answer may take, in milliseconds.
  package var patience: Int64 {
    timeout.components.seconds * 1000 + timeout.components.attoseconds / 1_000_000_000_000_000
  }
}
