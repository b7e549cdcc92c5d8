import Dispatch
import Glibc
import Synchronization
package import Testing

extension Trait where Self == OwnThread {
  /// Each test of the suite runs on a thread of its own, as many at a time as the lane allows.
  package static func ownThread(in lane: Lane = .within) -> OwnThread { OwnThread(lane: lane) }
}

/// Takes tests off Swift's pool of threads, which has one a processor: a test that waits there, for a program's end or a
/// lock, would keep the servers that run in this process from answering.
///
/// A test that has hung ends the whole run with its name, for nothing that comes after it would ever end.
package struct OwnThread: SuiteTrait, TestTrait, TestScoping {
  /// Longer than any test takes on the slowest machine, and than `GLOSA_TESTS=long` has one take.
  private static let patience = DispatchTimeInterval.seconds(300)

  let lane: Lane

  /// The suites in the suite too.
  package var isRecursive: Bool { true }

  /// A scope for each case of each test, none for the suite as such.
  package func scopeProvider(for test: Test, testCase: Test.Case?) -> OwnThread? {
    testCase == nil ? nil : self
  }

  /// Waits for room in the lane, then runs the test.
  package func provideScope(
    for test: Test, testCase: Test.Case?,
    performing function: @concurrent @Sendable () async throws -> Void
  ) async throws {
    await lane.enter()
    defer { lane.leave() }
    let watchdog = Self.watch(test)
    let start = ContinuousClock.now
    defer {
      watchdog.cancel()
      Self.times?.add(ContinuousClock.now - start, of: test)
    }
    try await withTaskExecutorPreference(ThreadExecutor()) { try await function() }
  }

  /// Where the times that tests take go, without their waiting in a lane: the file that `GLOSA_TEST_TIMES` names.
  private static let times = getenv("GLOSA_TEST_TIMES").map { TimesFile(path: String(cString: $0)) }

  private static func watch(_ test: Test) -> any DispatchSourceTimer {
    let name = "✘ Test \(test.displayName ?? test.name) has hung: the run ends here.\n"
    let timer = DispatchSource.makeTimerSource()
    timer.setEventHandler { @Sendable in
      write(STDERR_FILENO, name, name.utf8.count)
      abort()
    }
    timer.schedule(deadline: .now() + patience)
    timer.activate()
    return timer
  }
}

/// Runs the jobs of one test each on a thread that no other has: while a job waits, others go on.
private final class ThreadExecutor: TaskExecutor {
  private let idle = Mutex<[DispatchQueue]>([])

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    // A queue that is made by itself has a thread of its own at once, a concurrent one waits for a free one.
    let queue = idle.withLock { $0.popLast() } ?? DispatchQueue(label: "glosa.test")
    queue.async { @Sendable [self] in
      job.runSynchronously(on: asUnownedTaskExecutor())
      idle.withLock { $0.append(queue) }
    }
  }
}

/// A line a test: milliseconds, a tab, its name.
private struct TimesFile: Sendable {
  let path: String

  func add(_ time: Duration, of test: Test) {
    let line = "\(Int(time / .milliseconds(1)))\t\(test.displayName ?? test.name)\n"
    let file = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
    guard file >= 0 else { return }
    // One write, so that lines of tests that end together don't mix.
    _ = write(file, line, line.utf8.count)
    close(file)
  }
}
