import Dispatch
import Glibc

/// Ends the process a fixed time after the signal to stop, whatever still hangs.
///
/// It has a dispatch queue of its own: where every thread that runs tasks is stuck, no task would ever get to do it.
/// Everything acknowledged is committed, so ending like this loses nothing. It takes no signal from anybody: whoever
/// else waits for the same one gets it too.
package final class ShutdownWatchdog {
  private let sources: [any DispatchSourceSignal]

  /// Waits for SIGTERM and SIGINT from now on, for as long as this object lives.
  ///
  /// - Parameter delay: From the first signal to the end.
  package convenience init(after delay: Duration) {
    self.init(signals: [SIGTERM, SIGINT], after: delay) { @Sendable in _exit(0) }
  }

  /// - Parameter end: Called once for each signal that came, on a queue of its own.
  init(signals: [Int32], after delay: Duration, end: @escaping @Sendable () -> Void) {
    let queue = DispatchQueue(label: "glosa.shutdown-watchdog", qos: .userInteractive)
    let milliseconds = Int(delay / .milliseconds(1))
    let registered = DispatchSemaphore(value: 0)
    sources = signals.map { signal in
      let source = DispatchSource.makeSignalSource(signal: signal, queue: queue)
      source.setEventHandler { @Sendable in
        queue.asyncAfter(deadline: .now() + .milliseconds(milliseconds)) { @Sendable in end() }
      }
      source.setRegistrationHandler { @Sendable in registered.signal() }
      source.resume()
      return source
    }
    // Until then a signal would have its default effect.
    for _ in sources { registered.wait() }
  }

  deinit { for source in sources { source.cancel() } }
}
