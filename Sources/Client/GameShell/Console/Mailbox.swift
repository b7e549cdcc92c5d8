import CLinux
import Glibc
import Synchronization

/// What other threads have to tell the main loop, in order, with a descriptor that `poll` can wait for.
package final class Mailbox<Message: Sendable>: Sendable {
  /// Readable while messages wait.
  let descriptor: Int32
  private let messages = Mutex<[Message]>([])

  /// An empty mailbox; nil where the process has no file descriptors left.
  package init?() {
    descriptor = eventfd(0, Int32(EFD_CLOEXEC | EFD_NONBLOCK))
    if descriptor < 0 { return nil }
  }

  deinit { close(descriptor) }

  /// Leaves a message, from any thread.
  package func post(_ message: Message) {
    messages.withLock { $0.append(message) }
    var one: UInt64 = 1
    _ = write(descriptor, &one, 8)
  }

  /// Takes all messages out.
  func takeAll() -> [Message] {
    var count: UInt64 = 0
    _ = read(descriptor, &count, 8)
    return messages.withLock { messages in
      defer { messages = [] }
      return messages
    }
  }
}
