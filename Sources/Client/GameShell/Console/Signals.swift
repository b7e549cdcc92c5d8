import CLinux
import Glibc
import Profile

/// SIGINT, SIGTERM and SIGHUP as something to wait for, instead of something that interrupts.
///
/// Made on the main thread before any other thread exists, so that all threads inherit the blocked signals.
package struct Signals: Sendable {
  /// Readable while a signal waits.
  let descriptor: Int32

  /// Blocks the three signals and opens a descriptor for them.
  package init() {
    var wanted = sigset_t()
    sigemptyset(&wanted)
    for signal in [SIGINT, SIGTERM, SIGHUP] { sigaddset(&wanted, signal) }
    pthread_sigmask(SIG_BLOCK, &wanted, nil)
    descriptor = signalfd(-1, &wanted, Int32(SFD_CLOEXEC | SFD_NONBLOCK))
  }

  /// The next signal that waits, as the status to leave with; nil where none does.
  func next() -> ExitStatus? {
    var information = signalfd_siginfo()
    let size = MemoryLayout<signalfd_siginfo>.size
    guard read(descriptor, &information, size) == size else { return nil }
    return switch Int32(information.ssi_signo) {
    case SIGTERM: .terminated
    case SIGHUP: .hungUp
    default: .interrupted
    }
  }
}
