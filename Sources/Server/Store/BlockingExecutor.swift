package import Dispatch

/// Runs tasks one after the other on a queue of its own, where they may wait for a disk or another process, or work for
/// long: the queue's thread is nobody else's.
///
/// A store that would have to hand its waiting over to another thread, and be handed the answer back, does it itself
/// where `isCurrent` is true.
package final class BlockingExecutor: TaskExecutor {
  private static let mark = DispatchSpecificKey<Bool>()
  private let queue: DispatchQueue

  /// An executor with a thread of that name, as long as it has something to do.
  package init(label: String, priority: DispatchQoS = .unspecified) {
    queue = DispatchQueue(label: label, qos: priority)
    queue.setSpecific(key: Self.mark, value: true)
  }

  /// True for code that runs on such an executor's queue.
  package static var isCurrent: Bool { DispatchQueue.getSpecific(key: mark) == true }

  package func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    perform { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
  }

  /// Runs a block after all that was handed over before; returns at once.
  package func perform(_ body: @escaping @Sendable () -> Void) {
    queue.async(execute: body)
  }

  /// Runs a block after all that was handed over before, and returns what it made.
  package func run<Value: Sendable, Failure>(
    _ body: @escaping @Sendable () throws(Failure) -> Value
  ) async throws(Failure) -> Value {
    let result: Result<Value, Failure> = await withCheckedContinuation { continuation in
      perform { continuation.resume(returning: Result(catching: body)) }
    }
    return try result.get()
  }
}
