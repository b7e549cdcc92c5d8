import Foundation
import Glibc

/// A folder of a test in memory (tmpfs), so that a file there costs no disk's time and is a real file all the same. It
/// goes with the object.
package final class MemoryFolder: Sendable {
  /// Where it is.
  package let path: String

  /// An empty folder.
  package init() {
    var template = Array("/dev/shm/glosa-test.XXXXXX".utf8CString)
    precondition(mkdtemp(&template) != nil, "there is no /dev/shm to write to")
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}
