import Languages
import Outbox
import Primitives
import Sync
import TestSupport
import Tracking
import Transport
import Wire
import XP

/// The scheduler of one program: what the world has for all of them, until the program's life ends.
///
/// `@unchecked Sendable`: as the world's scheduler.
final class ProgramScheduler: Scheduler, @unchecked Sendable {
  private let base: VirtualScheduler
  private var isAlive = true

  init(on base: VirtualScheduler) { self.base = base }

  /// Nothing more of the program happens.
  func kill() { isAlive = false }

  var now: Int64 { base.now }

  func perform(_ body: @escaping @Sendable () -> Void) {
    base.perform { if self.isAlive { body() } }
  }

  func performAndWait<Value: Sendable>(_ body: @Sendable () -> Value) -> Value { base.performAndWait(body) }

  func makeTimer(leeway: Int64, handler: @escaping () -> Void) -> any SchedulerTimer {
    base.makeTimer(leeway: leeway) { if self.isAlive { handler() } }
  }
}

/// A program that runs on a computer for a pupil: outbox, sync manager and tracking as in the real one.
final class SimulatedProgram {
  /// Which of the world's programs it is.
  let life: UInt64
  let pupil: Int
  let owner: Owner
  let outbox: Outbox
  private let sync: SyncManager
  private let tracking: Tracking
  private let scheduler: ProgramScheduler
  /// What it said when it was left.
  private let left = Watched<LeavingReport?>(nil)
  private let status = Watched<SyncStatus?>(nil)

  /// - Parameters:
  ///   - folder: The pupil's home.
  ///   - seed: Of ids and jitter; never the same twice in a world.
  ///   - published: Told of each status, on the world's thread.
  init(
    life: UInt64, pupil: Int, owner: Owner, token: @escaping @Sendable () -> String?, folder: String,
    network: SimulatedNetwork,
    saysPresence: Bool, on world: VirtualScheduler, clocks: Clocks, seed: UInt64,
    published: @escaping @Sendable (SyncStatus) -> Void
  ) {
    (self.life, self.pupil, self.owner) = (life, pupil, owner)
    scheduler = ProgramScheduler(on: world)
    outbox = Outbox(
      directory: folder, journalDirectories: [folder + "/state"], now: clocks.wall,
      generator: SeededGenerator(seed: seed))
    var parts = SyncParts(
      outbox: outbox, senderLock: SenderLock(directory: folder), owner: owner,
      place: ServerPlace("https://school.example"), token: token(), transport: network, scheduler: scheduler,
      clocks: clocks, seed: seed &+ 1, language: English())
    parts.renewed = {
      token().map { RequestBuilder(ServerPlace("https://school.example"), token: $0) }
    }
    parts.saysPresence = saysPresence
    let (left, status) = (left, status)
    sync = SyncManager(parts) { event in
      switch event {
      case .statusChanged(let news):
        status.update { $0 = news }
        published(news)
      case .left(let report): left.update { $0 = report }
      case .confirmed, .setsChanged, .settled, .paused: break
      }
    }
    tracking = Tracking(
      outbox: outbox, sync: sync, owner: owner, generator: SeededGenerator(seed: seed &+ 2))
  }

  var lastStatus: SyncStatus? { status.current }
  var leavingReport: LeavingReport? { left.current }

  func start() { sync.start() }

  func newEventID() -> UniqueID { tracking.newEventID() }

  /// Wins points, and gives them once they are safe; nil where they could not be stored.
  func award(_ score: Int, _ kind: EventKind, _ id: UniqueID) -> Int? {
    try? tracking.awardXP(score, gameType: kind, context: AwardContext(), id: id)
  }

  func forceSync() { tracking.forceSyncXP() }

  func leave() { tracking.cleanUpBeforeSignOut() }

  /// Its life ends in this moment: nothing is closed or said.
  func kill() { scheduler.kill() }

  func snapshot() throws -> OutboxSnapshot { try outbox.snapshot(owner: owner) }
}
