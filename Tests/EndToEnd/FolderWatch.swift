import Foundation

/// Tells of the writes to the files of a folder as they happen, on a thread of its own.
final class FolderWatch: Sendable {
  private let descriptor: Int32
  private let watch: Int32

  /// - Parameter written: Called at a write, with how many there have been. Writes that come close together may count as one.
  init(_ folder: String, written: @escaping @Sendable (_ count: Int) -> Void) throws {
    descriptor = inotify_init1(Int32(O_CLOEXEC))
    watch = inotify_add_watch(descriptor, folder, UInt32(IN_MODIFY))
    guard watch >= 0 else {
      close(descriptor)
      throw ClassroomError(description: "\(folder) can't be watched: \(String(cString: strerror(errno)))")
    }
    Thread.detachNewThread { @Sendable [descriptor] in
      var count = 0
      var buffer = [UInt8](repeating: 0, count: 4096)
      while case let length = read(descriptor, &buffer, buffer.count), length > 0 {
        var rest = buffer[..<length]
        // Four numbers of 32 bits each: whose watch, what it was, and two more, the last the length of a name that follows.
        while rest.count >= 16 {
          let numbers = stride(from: rest.startIndex, to: rest.startIndex + 16, by: 4).map { index in
            rest[index..<index + 4].reversed().reduce(0) { $0 << 8 | Int($1) }
          }
          rest = rest.dropFirst(16 + numbers[3])
          if numbers[1] & Int(IN_IGNORED) != 0 {
            close(descriptor)
            return
          }
          count += 1
          written(count)
        }
      }
    }
  }

  deinit { inotify_rm_watch(descriptor, watch) }
}
