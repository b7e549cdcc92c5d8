import Languages
import Outbox
import Primitives
import Sync
import TestSupport
import Tracking
import Transport
import Wire
import XP

extension RestoredLedgerTests {
  /// The server's append-only log, of one pupil.
  struct Log {
    var events: [(id: UniqueID, delta: Int)] = []
    var total: Int { events.reduce(0) { $0 + $1.delta } }

    mutating func store(_ news: [JSON]) {
      for event in news {
        guard let id = event["id"]?.id, let delta = event["delta"]?.integer else { continue }
        if !events.contains(where: { $0.id == id }) { events.append((id, delta)) }
      }
    }

    /// What another computer of the pupil wins.
    mutating func storeOfOthers(_ count: Int) {
      for number in 0..<count { events.append((UniqueID(high: 99, low: UInt64(events.count + number)), 10)) }
    }

    /// The newest events behind a cursor, the newest first.
    func page(_ path: String) -> JSON {
      func query(_ name: String) -> Int? {
        path.split(whereSeparator: { "?&".contains($0) }).first { $0.hasPrefix(name + "=") }.flatMap {
          Int($0.dropFirst(name.count + 1))
        }
      }
      let end = min(query("before") ?? events.count, events.count)
      let start = max(0, end - (query("limit") ?? 50))
      return [
        "events": .array(events[start..<end].reversed().map { ["id": .id($0.id)] }),
        "next_before": start > 0 ? .string(String(start)) : .null,
      ]
    }
  }

  final class Desk {
    let folder = MemoryFolder()
    let scheduler = VirtualScheduler()
    let owner = Owner(ledger: FakeTransport.serverID.description, studentID: UniqueID(high: 7, low: 7))
    let log = Watched(Log())
    /// Answers of batches do not arrive.
    let losesAnswers = Watched(false)
    let outbox: Outbox
    let status = Watched<SyncStatus?>(nil)
    let left = Watched<LeavingReport?>(nil)
    let transport: FakeTransport
    private(set) var sync: SyncManager
    private(set) var tracking: Tracking
    private var runs: UInt64 = 1

    init() {
      let (log, losesAnswers, owner) = (log, losesAnswers, owner)
      transport = FakeTransport(on: scheduler) { request in
        let path = String(request.url.dropFirst("https://school.example".count))
        let events = request.body.flatMap { try? JSON.parse($0) }?["events"]?.array ?? []
        if path.hasPrefix(Route.xpEvents) { return .answer(200, log.current.page(path).description) }
        guard [Route.xpSync, Route.xpTotal, Route.questSync].contains(path) else {
          return .answer(404, Problem(status: 404, code: "not_found", detail: "").json(title: "").description)
        }
        if path == Route.xpSync { log.update { $0.store(events) } }
        if losesAnswers.current, path == Route.xpSync { return .silence }
        let answer: JSON = [
          "accepted_ids": .array(events.compactMap { $0["id"] }), "quests": [],
          "total_xp": .integer(log.current.total), "games_played": 1,
          "version": .integer(log.current.events.count), "student_id": .id(owner.studentID),
          "last_game_type": .null, "updated_at": .null,
        ]
        return .answer(200, answer.description)
      }
      outbox = Outbox(
        directory: folder.path, journalDirectories: [], now: { Timestamp(milliseconds: 1_790_000_000_000) },
        generator: SeededGenerator(seed: 1))
      (sync, tracking) = Self.session(outbox, owner, transport, scheduler, folder, status, left, run: 1)
    }

    private static func session(
      _ outbox: Outbox, _ owner: Owner, _ transport: FakeTransport, _ scheduler: VirtualScheduler,
      _ folder: MemoryFolder, _ status: Watched<SyncStatus?>, _ left: Watched<LeavingReport?>, run: UInt64
    ) -> (SyncManager, Tracking) {
      let clock: @Sendable () -> Timestamp = { Timestamp(milliseconds: 1_790_000_000_000) }
      let sync = SyncManager(
        SyncParts(
          outbox: outbox, senderLock: SenderLock(directory: folder.path), owner: owner,
          place: ServerPlace("https://school.example"), token: "t", transport: transport,
          scheduler: scheduler,
          clocks: Clocks(wall: clock, sinceBoot: { 0 }, localDate: { $0.date() }), seed: run,
          language: English())
      ) { event in
        if case .statusChanged(let new) = event { status.update { $0 = new } }
        if case .left(let report) = event { left.update { $0 = report } }
      }
      return (
        sync, Tracking(outbox: outbox, sync: sync, owner: owner, generator: SeededGenerator(seed: run + 1))
      )
    }

    func award(_ count: Int) throws {
      for _ in 0..<count { try tracking.awardXP(10, gameType: .typing, context: AwardContext()) }
    }

    /// Wins points and lets them be sent.
    func play(_ count: Int) throws {
      try award(count)
      scheduler.advance(by: 8000)
    }

    func start() {
      sync.start()
      scheduler.advance(by: 1000)
    }

    func leave() -> LeavingReport? {
      tracking.cleanUpBeforeSignOut()
      _ = scheduler.run { left.current != nil }
      defer { left.update { $0 = nil } }
      return left.current
    }

    /// The next start of the program.
    func startAgain() {
      runs += 10
      (sync, tracking) = Self.session(outbox, owner, transport, scheduler, folder, status, left, run: runs)
      start()
    }

    /// The paths of the pages of the log that were asked for.
    var pages: [String] { transport.paths.filter { $0.contains(Route.xpEvents) } }

    func isAllThere(_ points: Int) -> Bool {
      log.current.total == points && status.current?.state == .synced && status.current?.pendingEvents == 0
        && status.current?.total?.totalXP == points
    }
  }
}
