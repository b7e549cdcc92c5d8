import Languages
import Outbox
import Primitives
import Sync
import TestScopes
import TestSupport
import Testing
import Tracking
import Transport
import Wire
import XP

/// A day of a pupil on a clock that the test turns: everything of the client but the screen is real, the outbox a real
/// file in memory, the network and the server are played.
@Suite("A pupil's day", .ownThread())
struct PupilDayTests {
  @Test(
    "300 awards, three outages, a sign-out, a full disk: each award counts once, the screen tells the truth")
  func countsOnce() throws {
    let day = try Day(seed: 7)
    try day.run()
    #expect(day.awarded.count == 300)
    #expect(day.ledger.points == day.awarded, "each award once, with its own points")
    #expect(day.lastStatus?.pendingEvents == 0 && day.lastStatus?.state == .synced)
    #expect(day.lastStatus?.total?.totalXP == day.awarded.values.reduce(0, +))
    #expect(day.ledger.resent > 0, "an answer was lost, so something was sent twice")
    #expect(day.states.isSuperset(of: ["synced", "pending", "syncing", "offline", "attention"]))
    #expect(day.refusedByDisk > 0)
  }

  @Test("The same seed gives the same day to the last byte, another seed another day")
  func repeatsItself() throws {
    let days = try [7, 7, 8 as UInt64].map { seed in
      let day = try Day(seed: seed)
      try day.run()
      return day.trace
    }
    #expect(days[0] == days[1])
    #expect(days[0] != days[2])
    #expect(days[0].count > 1000)
  }
}

/// One day, from the start of the first lesson to the evening.
private final class Day {
  private static let minute: Int64 = 60_000

  /// What everybody saw, in order: each request and answer with its bytes, each event of the sync manager.
  private(set) var trace: [String] = []
  /// The points of each event for which an award returned.
  private(set) var awarded: [UniqueID: Int] = [:]
  private(set) var refusedByDisk = 0
  private(set) var states: Set<String> = []
  private(set) var lastStatus: SyncStatus?
  var ledger = Ledger()

  private let folder = MemoryFolder()
  private let scheduler = VirtualScheduler()
  private let owner = Owner(ledger: FakeTransport.serverID.description, studentID: UniqueID(high: 7, low: 7))
  private let seed: UInt64
  private let heard = Watched<[SyncEvent]>([])
  private var network = Network.well
  private var generator: SeededGenerator
  private var outbox: Outbox
  private var session: (sync: SyncManager, tracking: Tracking)?

  private enum Network {
    case well
    /// Nobody is there.
    case down
    /// The server gets what is sent, and its answers are lost.
    case deaf
    /// The server says that it is busy.
    case busy
  }

  init(seed: UInt64) throws {
    self.seed = seed
    generator = SeededGenerator(seed: seed)
    let (scheduler, path) = (scheduler, folder.path)
    outbox = Outbox(
      directory: path, journalDirectories: [], now: { Self.wall(scheduler) },
      generator: SeededGenerator(seed: seed &+ 1))
  }

  private static func wall(_ scheduler: VirtualScheduler) -> Timestamp {
    Timestamp(milliseconds: 1_790_000_000_000 + scheduler.now)
  }

  func run() throws {
    signIn()
    // The file is still small: on a full disk few events find room in it.
    try fillDisk()
    try play(60 - awarded.count)
    for fault in [Network.down, .deaf, .busy] {
      network = fault
      try play(40)
      network = .well
      try play(20)
    }
    try signOut()
    signIn()
    try play(300 - awarded.count)
    try signOut()
  }

  private func signIn() {
    let (scheduler, heard) = (scheduler, heard)
    var parts = SyncParts(
      outbox: outbox, senderLock: SenderLock(directory: folder.path), owner: owner,
      place: ServerPlace("https://school.example"), token: "t",
      transport: FakeTransport(on: scheduler) { [unowned self] in answer(to: $0) }, scheduler: scheduler,
      clocks: Clocks(
        wall: { Self.wall(scheduler) }, sinceBoot: { scheduler.now }, localDate: { $0.date() }),
      seed: seed &+ 2, language: English())
    parts.saysPresence = true
    let sync = SyncManager(parts) { event in heard.update { $0.append(event) } }
    let tracking = Tracking(
      outbox: outbox, sync: sync, owner: owner, generator: SeededGenerator(seed: generator.next()))
    session = (sync, tracking)
    sync.start()
  }

  private func signOut() throws {
    session?.tracking.cleanUpBeforeSignOut()
    var report: LeavingReport?
    let hasLeft = scheduler.run(upTo: 3500) {
      takeEvents()
      report = heard.current.compactMap { if case .left(let report) = $0 { report } else { nil } }.last
      return report != nil
    }
    #expect(hasLeft, "leaving has one deadline of three seconds")
    #expect(report?.pendingEvents == 0)
    heard.update { $0 = [] }
    trace.append("left \(report.map { "\($0)" } ?? "never")")
  }

  /// Answers like a person: a round of twelve, a little pause.
  private func play(_ count: Int) throws {
    let tracking = try #require(session).tracking
    for number in 0..<count {
      let kind: EventKind = Bool.random(using: &generator) ? .typing : .choice
      session?.sync.gameChanged(to: number % 12 == 11 ? nil : kind)
      let wait = Int64.random(in: 1500...6000, using: &generator) + (number % 12 == 11 ? Self.minute : 0)
      _ = scheduler.run(upTo: wait) {
        takeEvents()
        return false
      }
      let id = tracking.newEventID()
      awarded[id] = try tracking.awardXP(
        Int.random(in: 1...10, using: &generator), gameType: kind, context: AwardContext(), id: id)
    }
    scheduler.advance(by: 2 * Self.minute)
    takeEvents()
  }

  /// No room for more: awards fail, are counted by nobody, and the status says so.
  private func fillDisk() throws {
    let tracking = try #require(session).tracking
    scheduler.advance(by: 10_000)
    try outbox.limitPages(to: 1)
    network = .down
    for _ in 0..<60 where refusedByDisk < 5 {
      let id = tracking.newEventID()
      do {
        awarded[id] = try tracking.awardXP(10, gameType: .typing, context: AwardContext(), id: id)
      } catch {
        refusedByDisk += 1
      }
      scheduler.advance(by: 1000)
      takeEvents()
    }
    try outbox.limitPages(to: nil)
    network = .well
  }

  private func takeEvents() {
    let events = heard.update { events in
      defer { events.removeAll { if case .left = $0 { false } else { true } } }
      return events
    }
    for event in events {
      trace.append("\(scheduler.now) \(event)")
      guard case .statusChanged(let status) = event else { continue }
      lastStatus = status
      states.insert(status.state.name)
      if status.state == .synced {
        #expect(status.pendingEvents == 0, "“all saved” with something pending")
      }
    }
  }

  // MARK: The server

  /// An append-only log by id.
  struct Ledger {
    var points: [UniqueID: Int] = [:]
    /// The ids, the newest last.
    var log: [UniqueID] = []
    var resent = 0
    var version = 0
    var total: Int { points.values.reduce(0, +) }

    mutating func store(_ events: [JSON]) {
      for event in events {
        guard let id = event["id"]?.id, let delta = event["delta"]?.integer else { continue }
        if points.updateValue(delta, forKey: id) == nil {
          version += 1
          log.append(id)
        } else {
          resent += 1
        }
      }
    }
  }

  private func answer(to request: HTTPRequest) -> FakeTransport.Outcome {
    let path = request.url.dropFirst("https://school.example".count)
    trace.append(
      "\(scheduler.now) \(request.method) \(path) \(String(decoding: request.body ?? [], as: UTF8.self))")
    switch network {
    case .down: return .unreachable
    case .busy:
      let busy = Problem(status: 503, code: "overloaded", detail: "Busy.")
      return .answer(503, busy.json(title: "Busy").description)
    case .deaf, .well: break
    }
    let body = request.body.flatMap { try? JSON.parse($0) } ?? .null
    let outcome = store(body, at: path)
    return network == .deaf ? .silence : outcome
  }

  private func store(_ body: JSON, at path: Substring) -> FakeTransport.Outcome {
    let events = body["events"]?.array ?? []
    var answer: JSONObject = ["accepted_ids": .array(events.compactMap { $0["id"] })]
    switch path {
    case Route.presence[...]: return .answer(204, "")
    case Route.xpSync[...]: ledger.store(events)
    case Route.questSync[...]: answer["quests"] = []
    case Route.xpTotal[...]: break
    case _ where path.hasPrefix(Route.xpEvents):
      answer["events"] = .array(ledger.log.reversed().map { ["id": .id($0)] })
    default:
      return .answer(404, Problem(status: 404, code: "not_found", detail: "").json(title: "").description)
    }
    answer["total_xp"] = .integer(ledger.total)
    answer["games_played"] = .integer(ledger.points.count)
    answer["version"] = .integer(ledger.version)
    answer["student_id"] = .id(owner.studentID)
    answer["last_game_type"] = .null
    answer["updated_at"] = .null
    return .answer(
      200, JSON.object(answer).description, after: Int64.random(in: 5...400, using: &generator))
  }
}
