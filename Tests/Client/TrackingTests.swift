import Languages
import Outbox
import Primitives
import Sync
import TestScopes
import TestSupport
import Testing
import Transport
import XP

@testable import Tracking

@Suite("Tracking", .ownThread())
struct TrackingTests {
  /// A local profile on a computer of its own.
  private final class Desk {
    let folder = MemoryFolder()
    let scheduler = VirtualScheduler()
    let owner: Owner
    let outbox: Outbox
    let sync: SyncManager
    let tracking: Tracking
    let left = Watched<LeavingReport?>(nil)
    let status = Watched<SyncStatus?>(nil)
    /// What the computer's clock shows.
    let clock: Watched<Timestamp>

    init(clock start: Timestamp = Timestamp(milliseconds: 1_790_000_000_000), skew: Int64? = nil) throws {
      let clock = Watched(start)
      self.clock = clock
      owner = Owner(ledger: nil, studentID: UniqueID(high: 7, low: 7))
      outbox = Outbox(
        directory: folder.path, journalDirectories: [folder.path + "/journal"], now: { clock.current },
        generator: SeededGenerator(seed: 1))
      if let skew { try outbox.recordClockSkew(milliseconds: skew) }
      let (left, status) = (left, status)
      let parts = SyncParts(
        outbox: outbox, senderLock: SenderLock(directory: folder.path), owner: owner,
        place: nil, token: nil,
        transport: FakeTransport(on: scheduler) { _ in .unreachable }, scheduler: scheduler,
        clocks: Clocks(wall: { clock.current }, sinceBoot: { 0 }, localDate: { $0.date() }), seed: 1,
        language: English())
      sync = SyncManager(parts) { event in
        if case .left(let report) = event { left.update { $0 = report } }
        if case .statusChanged(let new) = event { status.update { $0 = new } }
      }
      tracking = Tracking(
        outbox: outbox, sync: sync, owner: owner, generator: SeededGenerator(seed: 2))
    }

    func events() throws -> [XPEvent] { try outbox.batch(of: 500, owner: owner) }
  }

  @Test("awardXP returns the points queued, and they are in the file when it returns")
  func awards() throws {
    let desk = try Desk()
    #expect(try desk.tracking.awardXP(10, gameType: .typing, context: AwardContext()) == 10)
    let reopened = Outbox(
      directory: desk.folder.path, journalDirectories: [], now: { Timestamp(milliseconds: 0) },
      generator: SeededGenerator(seed: 3))
    let stored = try reopened.batch(of: 10, owner: desk.owner)
    #expect(stored.map(\.delta) == [10])
    #expect(stored.map(\.kind) == ["typing"])
    #expect(stored.map(\.studentID) == [desk.owner.studentID])
    #expect(desk.tracking.totalWithPending() == 10)
    #expect(desk.tracking.studentTotalXP() == nil)
    #expect(try desk.tracking.outboxStatus().pendingCount == 1)
    #expect(desk.tracking.syncStatus().state == .local)
  }

  @Test("A word bundle pays half, connect pays 0.8 to the power of the earlier rounds; the metadata tells")
  func modifiers() throws {
    let desk = try Desk()
    let context = AwardContext(
      wordSetID: UniqueID(high: 1, low: 2), isWordBundle: true, earlierRounds: 2,
      round: RoundRecord(
        id: UniqueID(high: 3, low: 4), startedAt: Timestamp(milliseconds: 0), finishedAt: nil, answered: 4,
        right: 3))
    #expect(try desk.tracking.awardXP(100, gameType: .connect, context: context) == 32)
    let event = try #require(try desk.events().first)
    #expect(event.wordSetID == UniqueID(high: 1, low: 2))
    #expect(event.metadata["score"]?.integer == 100)
    #expect(
      event.metadata["modifiers"]?.array?.compactMap { $0["name"]?.string } == [
        "word_bundle", "connect_repeat",
      ])
    #expect(event.metadata["round"]?["accuracy_percent"]?.integer == 75)
    #expect(event.metadata["round"]?["started_at"]?.string == "1970-01-01T00:00:00.000Z")
    #expect(event.metadata["round"]?["finished_at"] == .null)
  }

  @Test("A score of nothing stores nothing")
  func nothing() throws {
    let desk = try Desk()
    #expect(try desk.tracking.awardXP(0, gameType: .typing, context: AwardContext()) == 0)
    #expect(try desk.events().isEmpty)
  }

  @Test("Event ids are version 7 and increase, also within a millisecond and when the clock is set back")
  func ids() throws {
    let desk = try Desk()
    var ids = (0..<200).map { _ in desk.tracking.newEventID() }
    desk.clock.update { $0 = $0.adding(seconds: -86_400) }
    ids += (0..<200).map { _ in desk.tracking.newEventID() }
    #expect(ids == ids.sorted())
    #expect(Set(ids).count == 400)
    #expect(ids.allSatisfy { $0.high >> 12 & 0xF == 7 && $0.low >> 62 == 2 })
  }

  @Test(
    "An event keeps the time that the computer's clock showed, right or wrong: the server works out the rest")
  func wrongClock() throws {
    for year in [-56, -7, 0, 5, 20] as [Int64] {
      let shown = Timestamp(milliseconds: 1_790_000_000_000).adding(seconds: year * 365 * 86_400)
      let desk = try Desk(clock: shown, skew: -year * 365 * 86_400_000)
      try desk.tracking.awardXP(10, gameType: .typing, context: AwardContext())
      #expect(try desk.events().map(\.createdAt) == [shown])
    }
  }

  @Test(
    "A clock that shows a year that can't be written costs no point: the event has the nearest time that can")
  func impossibleYear() throws {
    for (milliseconds, year) in [(269_000_000_000_000, "9999-12-31"), (-62_300_000_000_000, "0001-01-02")]
      as [(Int64, String)]
    {
      let desk = try Desk(clock: Timestamp(milliseconds: milliseconds))
      #expect(try desk.tracking.awardXP(10, gameType: .typing, context: AwardContext()) == 10)
      let event = try #require(try desk.events().first)
      #expect(event.createdAt.description == year + "T00:00:00.000Z")
      #expect(Timestamp(event.createdAt.description) == event.createdAt)
      #expect(desk.sync.today().description == year)
    }
  }

  @Test("Rule 11: after the clean-up before sign-out there are no new awards, and the report is true")
  func leaving() throws {
    let desk = try Desk()
    desk.sync.start()
    try desk.tracking.awardXP(10, gameType: .choice, context: AwardContext())
    desk.tracking.cleanUpBeforeSignOut()
    #expect(throws: TrackingError.leaving) {
      try desk.tracking.awardXP(10, gameType: .choice, context: AwardContext())
    }
    #expect(desk.scheduler.run { desk.left.current != nil })
    #expect(
      desk.left.current == LeavingReport(sentXP: 0, pendingEvents: 1, pendingXP: 10, hasServer: false))
  }

  @Test(
    "Rules 8 and 9: points that can't be stored are an error, the status says so, and the next ones clear it")
  func notSaved() throws {
    let desk = try Desk()
    desk.sync.start()
    try desk.tracking.awardXP(10, gameType: .typing, context: AwardContext())
    desk.sync.savingFailed(desk.tracking.newEventID(), reason: "disk full")
    #expect(desk.scheduler.run { desk.status.current?.state == .notSaving(reason: "disk full") })
    try desk.tracking.awardXP(10, gameType: .typing, context: AwardContext())
    #expect(
      desk.scheduler.run { desk.status.current?.state == .local && desk.status.current?.pendingXP == 20 })
    desk.outbox.close()
    #expect(throws: TrackingError.self) {
      try desk.tracking.awardXP(10, gameType: .typing, context: AwardContext())
    }
    #expect(
      desk.scheduler.run { if case .notSaving? = desk.status.current?.state { true } else { false } })
  }

  @Test("The old name forwards")
  @available(*, deprecated)
  func oldName() throws {
    let desk = try Desk()
    #expect(try desk.tracking.updateStudentProgress(10, gameType: .typing, context: AwardContext()) == 10)
    #expect(try desk.events().count == 1)
  }
}
