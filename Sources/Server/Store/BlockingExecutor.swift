import Dispatch

/// Runs tasks one after the other on a queue of its own, where they may wait for a disk or another process: the queue's
/// thread is nobody else's.
///
/// A store that would have to hand its waiting over to another thread, and be handed the answer back, does it itself
/// where `isCurrent` is true.
public final class BlockingExecutor: TaskExecutor {
  private static let mark = DispatchSpecificKey<Bool>()
  private let queue: DispatchQueue

  /// An executor with a thread of that name, as long as it has something to do.
  public init(label: String) {
    queue = DispatchQueue(label: label)
    queue.setSpecific(key: Self.mark, value: true)
  }

  /// True for code that runs on such an executor's queue.
  public static var isCurrent: Bool { DispatchQueue.getSpecific(key: mark) == true }

  /// See `TaskExecutor`.
  public func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    queue.async { @Sendable in job.runSynchronously(on: self.asUnownedTaskExecutor()) }
  }
}
