import Languages
import Outbox
import Primitives
import Sync
import TestScopes
import TestSupport
import Testing
import Tracking
import Transport
import Vocabulary
import Wire
import XP

/// The sync manager's second channel and what the teacher gave, against a server that says what a test wants.
@Suite("Sync, quests and classroom", .ownThread())
struct SyncQuestsTests {
  private typealias Answer = (status: Int, body: JSON)

  /// A set's files in memory.
  private final class FakeSetCache: WordSetCache {
    let files = Watched<[UniqueID: [UInt8]]>([:])
    func ids() -> [UniqueID] { Array(files.current.keys) }
    func put(_ bytes: [UInt8], as id: UniqueID) -> Bool {
      files.update { $0[id] = bytes }
      return true
    }
    func remove(_ id: UniqueID) { files.update { $0[id] = nil } }
  }

  /// A pupil, and a server that stores what it is sent, on a clock that the test turns.
  private final class Desk {
    let folder = MemoryFolder()
    let scheduler = VirtualScheduler()
    let owner = Owner(ledger: FakeTransport.serverID.description, studentID: UniqueID(high: 7, low: 7))
    let outbox: Outbox
    let sync: SyncManager
    let tracking: Tracking
    let transport: FakeTransport
    let setCache = FakeSetCache()
    let status = Watched<SyncStatus?>(nil)
    let left = Watched<LeavingReport?>(nil)
    let setChanges = Watched(0)
    /// What the pupil's calendar shows.
    let date = Watched(CivilDate("2026-11-22")!)

    /// - Parameter answers: Nil for a path that the server does not know.
    init(
      answers: @escaping (_ line: String, _ body: JSON) -> Answer?,
      silent: @escaping (String) -> Bool = { _ in false }
    ) {
      transport = FakeTransport(on: scheduler) { request in
        let path = request.url.dropFirst("https://school.example".count)
        let line = request.method + " " + path
        if silent(line) { return .silence }
        let body = request.body.flatMap { try? JSON.parse($0) } ?? .null
        let (status, json) =
          answers(line, body) ?? (404, Problem(status: 404, code: "not_found", detail: "").json(title: ""))
        return .answer(status, json.description)
      }
      let clock: @Sendable () -> Timestamp = { Timestamp(milliseconds: 1_790_000_000_000) }
      outbox = Outbox(
        directory: folder.path, journalDirectories: [folder.path + "/journal"], now: clock,
        generator: SeededGenerator(seed: 1))
      let (left, status, date, setChanges) = (left, status, date, setChanges)
      var parts = SyncParts(
        outbox: outbox, senderLock: SenderLock(directory: folder.path), owner: owner,
        place: ServerPlace("https://school.example"), token: "t",
        transport: transport, scheduler: scheduler,
        clocks: Clocks(wall: clock, sinceBoot: { 0 }, localDate: { _ in date.current }), seed: 1,
        language: English())
      parts.setCache = setCache
      sync = SyncManager(parts) { event in
        switch event {
        case .left(let report): left.update { $0 = report }
        case .statusChanged(let new): status.update { $0 = new }
        case .setsChanged: setChanges.update { $0 += 1 }
        case .confirmed, .settled, .paused: break
        }
      }
      tracking = Tracking(
        outbox: outbox, sync: sync, owner: owner, generator: SeededGenerator(seed: 2))
    }

    /// Lets time pass until the status is as wanted.
    func waits(until isWanted: (SyncStatus?) -> Bool) -> Bool {
      scheduler.run { isWanted(status.current) }
    }

    /// Paths asked for, in order.
    var paths: [String] {
      transport.requests.map { String($0.url.dropFirst("https://school.example".count)) }
    }

    func award(_ count: Int) throws {
      for _ in 0..<count { try tracking.awardXP(10, gameType: .typing, context: AwardContext()) }
    }
  }

  /// What a server that stores everything has of the pupil.
  private struct Ledger {
    var points = 0
    var ids: [UniqueID] = []
    var quests: [String: Int] = [:]
    var version = 0
  }

  /// A server with all routes of the pupil's channels.
  private static func complete(_ ledger: Watched<Ledger>, _ rest: [String: JSON] = [:])
    -> @Sendable (String, JSON) -> Answer?
  {
    { line, body in
      let parts = line.split(separator: " ")
      let path = String(parts.count > 1 ? parts[1] : "")
      let events = body["events"]?.array ?? []
      let ids = JSON.array(events.compactMap { $0["id"] })
      func total(_ ledger: Ledger) -> JSONObject {
        [
          "total_xp": .integer(ledger.points), "games_played": 1, "version": .integer(ledger.version),
          "student_id": .id(UniqueID(high: 7, low: 7)), "last_game_type": .null, "updated_at": .null,
        ]
      }
      func standings(_ ledger: Ledger, _ date: JSON) -> JSON {
        .array(
          ledger.quests.map { id, progress in
            [
              "quest_id": .string(id), "quest_date": date, "progress": .integer(progress), "goal": 10,
              "completed_at": progress >= 10 ? "2026-11-22T10:00:00Z" : .null, "bonus_xp": 20,
            ]
          })
      }
      switch path {
      case Route.xpSync, Route.questSync:
        let now = ledger.update { ledger in
          ledger.version += 1
          for event in events {
            ledger.points += event["delta"]?.integer ?? 0
            if let id = event["id"]?.id { ledger.ids.append(id) }
            if let quest = event["quest_id"]?.string {
              ledger.quests[quest, default: 0] += event["progress"]?.integer ?? 0
            }
          }
          return ledger
        }
        var answer = total(now)
        answer["accepted_ids"] = ids
        if path == Route.questSync { answer["quests"] = standings(now, events[0]["quest_date"] ?? .null) }
        return (200, .object(answer))
      case Route.xpTotal: return (200, .object(total(ledger.current)))
      case _ where path.hasPrefix(Route.xpEvents):
        return (200, ["events": .array(ledger.current.ids.map { ["id": .id($0)] })])
      case _ where path.hasPrefix(Route.quests + "?date="):
        return (200, ["quests": standings(ledger.current, .string(String(path.suffix(10))))])
      default: return rest[path].map { (200, $0) }
      }
    }
  }

  @Test("An award reaches the ledger as points and as quest progress, and the status tells both")
  func bothChannels() throws {
    let ledger = Watched(Ledger())
    let desk = Desk(answers: Self.complete(ledger))
    let mine = Quest.daily(for: desk.owner.studentID, on: desk.date.current)
    try desk.award(3)
    #expect(desk.sync.currentStatus().quests.map(\.quest) == mine)
    let typing = try #require(desk.sync.currentStatus().quests.first { $0.quest.task == .answers(.typing) })
    #expect(typing.pending == 3 && typing.confirmed == 0 && typing.progress == 3)
    let waiting = desk.sync.currentStatus().questPending
    #expect(waiting >= 6)
    #expect(desk.paths.isEmpty)
    desk.sync.start()
    #expect(desk.waits { $0?.state == .synced && $0?.questPending == 0 && $0?.pendingEvents == 0 })
    #expect(ledger.current.points == 30)
    #expect(ledger.current.quests[typing.quest.id] == 3)
    let after = try #require(desk.sync.currentStatus().quests.first { $0.quest == typing.quest })
    #expect(after.confirmed == 3 && after.pending == 0)
    #expect(desk.sync.currentStatus().total?.totalXP == 30)
    #expect(desk.paths.first == Route.xpSync)
    #expect(desk.paths.contains(Route.questSync))
  }

  @Test("A server without quests takes the points; the status is good and the quest progress waits")
  func serverWithoutQuests() throws {
    let ledger = Watched(Ledger())
    let all = Self.complete(ledger)
    let desk = Desk { line, body in line.contains("quest") ? nil : all(line, body) }
    try desk.award(2)
    desk.sync.start()
    #expect(desk.waits { $0?.state == .synced && $0?.pendingEvents == 0 })
    let waiting = desk.sync.currentStatus().questPending
    #expect(waiting > 0)
    #expect(try desk.outbox.snapshot(owner: desk.owner).questsUnknown)
    desk.tracking.cleanUpBeforeSignOut()
    #expect(desk.scheduler.run { desk.left.current != nil })
    #expect(desk.left.current?.pendingQuests == 0 && desk.left.current?.sentXP == 20)
  }

  @Test("At the start, and on a new day, what another computer did is asked for")
  func otherComputer() throws {
    let ledger = Watched(Ledger())
    let desk = Desk(answers: Self.complete(ledger))
    let quest = Quest.daily(for: desk.owner.studentID, on: desk.date.current)[0]
    ledger.update { $0.quests[quest.id] = 10 }
    desk.sync.start()
    #expect(desk.waits { $0?.quests.first?.isBonusAwarded == true })
    #expect(desk.status.current?.quests.first?.confirmed == 10)
    let tomorrow = CivilDate("2026-11-23")!
    ledger.update { $0.quests = [:] }
    desk.date.update { $0 = tomorrow }
    desk.sync.flush(forced: true)
    #expect(desk.waits { $0?.quests.first?.date == tomorrow && $0?.quests.first?.confirmed == 0 })
    #expect(desk.scheduler.run { desk.paths.contains { $0.contains("date=\(tomorrow)") } })
  }

  @Test("Homework and sets come to this computer, changed ones again, and a set that is gone is taken away")
  func classroom() throws {
    let ledger = Watched(Ledger())
    let work = Homework(
      id: UniqueID(high: 5, low: 1), title: "Läxa", wordSetID: UniqueID(high: 8, low: 1), goalXP: 50,
      dueAt: nil, earnedXP: 20)
    let sets = (1...2 as ClosedRange<UInt64>).map { number in
      WordSet(
        id: UniqueID(high: 8, low: number), title: "Set \(number)", from: "sv", to: "en",
        words: [Word(term: "hund", translation: "dog")])
    }
    let versions = Watched(["1", "1"])
    @Sendable func rest() -> [String: JSON] {
      let listed = zip(sets, versions.current).map { set, version -> JSON in
        [
          "id": .id(set.id), "title": .string(set.title), "from": "sv", "to": "en", "word_count": 1,
          "updated_at": .string(version),
        ]
      }
      return [
        Route.homework: ["homework": [work.json]], Route.wordSets: ["word_sets": .array(listed)],
        Route.wordSet(sets[0].id): sets[0].json, Route.wordSet(sets[1].id): sets[1].json,
      ]
    }
    let desk = Desk { line, body in Self.complete(ledger, rest())(line, body) }
    desk.sync.start()
    #expect(desk.waits { $0?.homework == [work] })
    #expect(desk.scheduler.run { desk.setChanges.current == 1 })
    #expect(desk.setCache.files.current.count == 2)
    #expect(desk.setCache.files.current[sets[0].id] == Array(sets[0].tsv.utf8))

    func fetches(_ set: WordSet) -> Int { desk.paths.count { $0 == Route.wordSet(set.id) } }
    versions.update { $0 = ["1", "2"] }
    try desk.award(1)
    desk.sync.flush(forced: true)
    #expect(desk.scheduler.run { desk.setChanges.current == 2 })
    #expect(fetches(sets[0]) == 1 && fetches(sets[1]) == 2)

    versions.update { $0 = ["1"] }
    try desk.award(1)
    desk.sync.flush(forced: true)
    #expect(desk.scheduler.run { desk.setChanges.current == 3 })
    #expect(desk.setCache.ids() == [sets[0].id])
    #expect(try desk.outbox.setVersions(owner: desk.owner) == [sets[0].id: "1"])
  }

  @Test("Who waits for the refresh is called back once it is over, also where there is nothing to ask")
  func waiting() throws {
    let desk = Desk(answers: Self.complete(Watched(Ledger())))
    desk.sync.start()
    #expect(desk.waits { $0?.total != nil })
    let done = Watched(false)
    desk.sync.whenRefreshed { @Sendable in done.update { $0 = true } }
    #expect(desk.scheduler.run { done.current })
    #expect(desk.paths.contains(Route.wordSets))
  }

  @Test("Sending and leaving never wait for homework or sets that don't come")
  func slowClassroom() throws {
    let ledger = Watched(Ledger())
    let all = Self.complete(ledger)
    let desk = Desk(answers: all, silent: { $0.contains(Route.homework) })
    desk.sync.start()
    #expect(desk.scheduler.run { desk.paths.contains(Route.homework) })
    try desk.award(1)
    desk.sync.flush(forced: true)
    let asked = desk.scheduler.now
    #expect(desk.waits { $0?.state == .synced && $0?.total?.totalXP == 10 })
    #expect(desk.scheduler.now - asked < 1000)
    desk.tracking.cleanUpBeforeSignOut()
    #expect(desk.scheduler.run { desk.left.current != nil })
    #expect(desk.scheduler.now - asked < 2000)
    #expect(desk.left.current?.pendingEvents == 0 && desk.left.current?.pendingQuests == 0)
  }

  @Test("A local profile has no quests and makes no progress on any")
  func localProfile() throws {
    let (folder, scheduler) = (MemoryFolder(), VirtualScheduler())
    let owner = Owner(ledger: nil, studentID: UniqueID(high: 7, low: 7))
    let clock: @Sendable () -> Timestamp = { Timestamp(milliseconds: 1_790_000_000_000) }
    let outbox = Outbox(
      directory: folder.path, journalDirectories: [], now: clock, generator: SeededGenerator(seed: 1))
    let sync = SyncManager(
      SyncParts(
        outbox: outbox, senderLock: SenderLock(directory: folder.path), owner: owner,
        place: nil, token: nil,
        transport: FakeTransport(on: scheduler) { _ in .unreachable }, scheduler: scheduler,
        clocks: Clocks(wall: clock, sinceBoot: { 0 }, localDate: { $0.date() }), seed: 1,
        language: English())
    ) { _ in }
    let tracking = Tracking(
      outbox: outbox, sync: sync, owner: owner, generator: SeededGenerator(seed: 2))
    try tracking.awardXP(10, gameType: .typing, context: AwardContext())
    #expect(sync.currentStatus().quests == [] && sync.currentStatus().questPending == 0)
    #expect(try outbox.questBatch(of: 9, owner: owner) == [])
  }
}
