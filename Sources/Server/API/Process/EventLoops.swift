import NIOCore
import NIOPosix
import Store

/// The threads that requests are handled on.
package enum EventLoops {
  /// On two processors, keeps all event loops to the first, for a database whose processes run on the same computer.
  ///
  /// Wherever it liked, a loop would take turns with the database on either processor, and both would find their caches
  /// full of the other's memory: an event costs PostgreSQL 200 µs then, by itself half of that. Kept apart they store an
  /// eighth more, and a total is read an eighth more often; what asks the database for nothing is answered half as
  /// often. SQLite, which works in the server's own threads, gains nothing by it, and a database elsewhere would leave
  /// the second processor idle.
  ///
  /// - Returns: True where the loops keep to it from now on; false where there are not two processors, or the system does
  ///   not let them.
  package static func leaveProcessorToDatabase() async -> Bool {
    guard Processors.count == 2 else { return false }
    var areAllConfined = true
    for loop in MultiThreadedEventLoopGroup.singleton.makeIterator() {
      let isConfined = try? await loop.submit { Processors.confineToFirst() }.get()
      areAllConfined = areAllConfined && isConfined == true
    }
    return areAllConfined
  }
}
