import CLinux
import Synchronization

/// The processors that this process may use, and threads that keep to one of them.
///
/// A thread begins where the one that started it was confined to. So whatever a confined thread has done elsewhere begins
/// with `useAll`, as everything on a `BlockingExecutor` does.
package enum Processors {
  /// One bit for each processor of the machine.
  struct Mask: Hashable, Sendable {
    /// As many as the system's own type has.
    private(set) var words = [UInt](
      repeating: 0, count: MemoryLayout<cpu_set_t>.size / MemoryLayout<UInt>.size)

    /// A mask of the given processors, each below 1024.
    init(_ processors: [Int]) {
      for processor in processors { words[processor / UInt.bitWidth] |= 1 << (processor % UInt.bitWidth) }
    }

    /// Where the calling thread may run; nil where the system does not tell.
    static var ofThread: Mask? {
      var mask = Mask([])
      let isKnown = mask.words.withUnsafeMutableBytes { words in
        words.withMemoryRebound(to: cpu_set_t.self) { set in
          sched_getaffinity(0, words.count, set.baseAddress) == 0
        }
      }
      return isKnown ? mask : nil
    }

    /// Each processor that is in it, in order.
    var processors: [Int] {
      words.indices.flatMap { word in
        (0..<UInt.bitWidth).filter { words[word] >> $0 & 1 == 1 }.map { word * UInt.bitWidth + $0 }
      }
    }

    /// Lets the calling thread run there and nowhere else.
    ///
    /// - Returns: False where the system does not let it.
    @discardableResult
    func confineThread() -> Bool {
      words.withUnsafeBytes { words in
        words.withMemoryRebound(to: cpu_set_t.self) { set in
          sched_setaffinity(0, words.count, set.baseAddress) == 0
        }
      }
    }
  }

  /// What the process may use, as it was when the first thread was confined.
  private static let all = Mask.ofThread
  private static let isAnyConfined = Atomic(false)

  /// How many processors this process may use; 1 where the system does not tell.
  package static var count: Int { all?.processors.count ?? 1 }

  /// Keeps the calling thread to the first processor of those that the process may use.
  ///
  /// - Returns: False where the system does not let it; the thread runs where it did.
  @discardableResult
  package static func confineToFirst() -> Bool {
    guard let first = all?.processors.first else { return false }
    isAnyConfined.store(true, ordering: .relaxed)
    return Mask([first]).confineThread()
  }

  /// Lets the calling thread use every processor that the process may use, whoever started it.
  package static func useAll() {
    if isAnyConfined.load(ordering: .relaxed) { all?.confineThread() }
  }
}
