import Dispatch
import Glibc
import Languages
import Outbox
import Primitives
import Sync
import Tracking
import Transport
import XP

/// The client's whole stack as the game has it, without the game: a real outbox file, the sync manager,
/// tracking.
struct Pupil: Sendable {
  let owner: Owner
  let outbox: Outbox
  private let sync: SyncManager
  private let tracking: Tracking
  private let hasLeft = DispatchSemaphore(value: 0)

  /// Opens the outbox of a folder; nothing is sent before `start`.
  ///
  /// - Parameters:
  ///   - token: What speaks for the pupil at the server; nil for one who has joined no class.
  ///   - statusChanged: Called on the sync manager's queue.
  ///   - localDate: What the pupil's calendar shows.
  init(
    folder: String, owner: Owner, token: String? = nil,
    statusChanged: @escaping @Sendable (SyncStatus) -> Void = { _ in },
    localDate: @escaping @Sendable (Timestamp) -> CivilDate = { @Sendable moment in moment.date() }
  ) throws {
    self.owner = owner
    let clocks = Clocks.ofThisComputer(localDate: localDate)
    outbox = Outbox(
      directory: folder, journalDirectories: [folder + "/journal"], now: clocks.wall,
      generator: SystemRandomNumberGenerator())
    if let error = outbox.openError { throw BenchmarkError(error.text(in: English())) }
    let parts = SyncParts(
      outbox: outbox, senderLock: SenderLock(directory: folder), owner: owner,
      place: owner.ledger.map { ServerPlace($0) },
      token: token,
      transport: CurlTransport(), scheduler: DispatchScheduler(label: "glosa.sync"), clocks: clocks,
      seed: .random(in: .min ... .max), language: English())
    sync = SyncManager(parts) { @Sendable [hasLeft] event in
      switch event {
      case .statusChanged(let status): statusChanged(status)
      case .confirmed, .paused, .settled, .setsChanged: break
      case .left: hasLeft.signal()
      }
    }
    tracking = Tracking(
      outbox: outbox, sync: sync, owner: owner, generator: SystemRandomNumberGenerator())
  }

  /// Sets the sync manager going.
  func start() { sync.start() }

  /// Ten points for a right answer, as a typing round awards them.
  func award(_ context: AwardContext) throws {
    let points = try tracking.awardXP(10, gameType: .typing, context: context)
    guard points == 10 else { throw BenchmarkError("An award of 10 points stored \(points).") }
  }

  /// Waits until the sync manager has dealt with what it was told, so that its reading falls into nobody's
  /// time.
  func settle() { _ = sync.currentStatus() }

  /// Ends as the game ends, and closes the outbox.
  func leave() {
    sync.leave()
    hasLeft.wait()
    outbox.close()
  }
}

extension Timestamp {
  /// Now, by the computer's clock.
  @Sendable static func now() -> Timestamp {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Timestamp(microseconds: Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000)
  }
}
