import Dispatch
import Glibc
import Terminal

/// Hears SIGINT, SIGTERM and SIGHUP on a thread of its own, so that they end the program even while the main loop hangs
/// in a terminal that takes no output.
final class SignalWatch: Sendable {
  /// A little longer than the main loop gives leaving.
  private static let patience = DispatchTimeInterval.milliseconds(3400)

  /// Hands every signal to the main loop, begins to leave at the first, and ends the process itself if nobody else does.
  init(_ signals: Signals, mailbox: Mailbox, backstage: Backstage) {
    let thread = DispatchQueue(label: "glosa.signals")
    thread.async { @Sendable in
      while true {
        var descriptor = pollfd(fd: signals.descriptor, events: Int16(POLLIN), revents: 0)
        guard poll(&descriptor, 1, -1) > 0, let status = signals.next() else { continue }
        mailbox.post(.signal(status))
        backstage.leave()
        DispatchQueue.global().asyncAfter(deadline: .now() + Self.patience) { @Sendable in
          Terminal.abandon()
          _exit(status.rawValue)
        }
      }
    }
  }
}
