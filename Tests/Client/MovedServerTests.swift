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

private let before = "http://192.168.1.20:8420"
private let after = "http://192.168.1.99:8420"

/// The server's address becomes another while a game goes on, and the account of this computer is told so in another window.
@Suite("A server that moves while a game goes on", .ownThread())
struct MovedServerTests {
  /// A request as it went out, also one that asks who is there.
  private struct Sent: Hashable {
    let host: String
    let path: String
    let token: String?
  }

  private final class Desk {
    let folder = MemoryFolder()
    let scheduler = VirtualScheduler()
    let owner = Owner(ledger: FakeTransport.serverID.description, studentID: UniqueID(high: 7, low: 7))
    let outbox: Outbox
    /// What the account says by now.
    let account = Watched<RequestBuilder?>(RequestBuilder(ServerPlace(before), token: "t1"))
    /// How often it was read.
    let reads = Watched(0)
    /// What is at an address; nobody where there is nothing.
    let answers = Watched<[String: FakeTransport.Outcome]>([:])
    let sent = Watched<[Sent]>([])
    let log = Watched(RestoredLedgerTests.Log())
    let status = Watched<SyncStatus?>(nil)
    let left = Watched<LeavingReport?>(nil)
    private(set) var sync: SyncManager
    private(set) var tracking: Tracking

    init() {
      let (account, reads, answers, sent) = (account, reads, answers, sent)
      let (status, left, owner, log) = (status, left, owner, log)
      let transport = FakeTransport(on: scheduler) { request in
        let host = String(request.url.prefix(24))
        let path = String(request.url.dropFirst(24))
        let token = request.headers.first { $0.isNamed("Authorization") }?.value
        sent.update { $0.append(Sent(host: host, path: path, token: token)) }
        guard let answer = answers.current[host] else { return .unreachable }
        guard case .answer(.success(let response), _) = answer, response.status == 200,
          path != Route.healthz
        else { return answer }
        if path == Route.presence { return .answer(204, "") }
        if path.hasPrefix(Route.xpEvents) { return .answer(200, log.current.page(path).description) }
        guard [Route.xpSync, Route.xpTotal, Route.questSync].contains(path) else {
          return .answer(404, Problem(status: 404, code: "not_found", detail: "").json(title: "").description)
        }
        let events = request.body.flatMap { try? JSON.parse($0) }?["events"]?.array ?? []
        if path == Route.xpSync { log.update { $0.store(events) } }
        let ledger: JSON = [
          "accepted_ids": .array(events.compactMap { $0["id"] }), "quests": [],
          "total_xp": .integer(log.current.total), "games_played": 1,
          "version": .integer(log.current.events.count), "student_id": .id(owner.studentID),
          "last_game_type": .null, "updated_at": .null,
        ]
        return .answer(200, ledger.description)
      }
      let clock: @Sendable () -> Timestamp = { Timestamp(milliseconds: 1_790_000_000_000) }
      outbox = Outbox(
        directory: folder.path, journalDirectories: [], now: clock, generator: SeededGenerator(seed: 1))
      var parts = SyncParts(
        outbox: outbox, senderLock: SenderLock(directory: folder.path), owner: owner,
        place: ServerPlace(before), token: "t1", transport: transport, scheduler: scheduler,
        clocks: Clocks(wall: clock, sinceBoot: { 0 }, localDate: { $0.date() }), seed: 1,
        language: English())
      parts.renewed = {
        reads.update { $0 += 1 }
        return account.current
      }
      parts.saysPresence = true
      sync = SyncManager(parts) { event in
        if case .statusChanged(let new) = event { status.update { $0 = new } }
        if case .left(let report) = event { left.update { $0 = report } }
      }
      tracking = Tracking(outbox: outbox, sync: sync, owner: owner, generator: SeededGenerator(seed: 2))
    }

    func play(_ count: Int) throws {
      for _ in 0..<count { try tracking.awardXP(10, gameType: .typing, context: AwardContext()) }
    }

    /// The server is at these addresses and nowhere else.
    func server(at hosts: String...) {
      answers.update { $0 = Dictionary(uniqueKeysWithValues: hosts.map { ($0, .answer(200, "")) }) }
    }

    /// `glosa move`, or `glosa join`, in another window.
    func move(to address: String, token: String = "t1") {
      account.update { $0 = RequestBuilder(ServerPlace(address), token: token) }
    }

    func isSynced() -> Bool { status.current?.state == .synced && status.current?.pendingEvents == 0 }
    func tokens(at host: String) -> [String?] {
      sent.current.filter { $0.host == host && $0.path != Route.healthz }.map(\.token)
    }
  }

  @Test("After a minute without an answer the status says where the server is not, and the outbox what to do")
  func notFound() throws {
    let desk = Desk()
    try desk.play(3)
    desk.sync.start()
    let start = desk.scheduler.now
    #expect(
      desk.scheduler.run { desk.status.current?.state == .notFound(address: "192.168.1.20") })
    #expect(desk.scheduler.now - start >= 60_000 && desk.scheduler.now - start < 61_000)
    #expect(desk.status.current?.pendingXP == 30)
    let error = try #require(try desk.outbox.snapshot(owner: desk.owner).lastError)
    #expect(error.contains("192.168.1.20") && error.contains("glosa move ADDRESS"))
    desk.server(at: before)
    #expect(desk.scheduler.run { desk.isSynced() })
    #expect(try desk.outbox.snapshot(owner: desk.owner).lastError == nil)
  }

  @Test(
    "The time that passes before the pupil is told is a figure; without a network it is that that is told")
  func noNetwork() throws {
    let desk = Desk()
    desk.answers.update { $0[before] = .answer(.failure(.noNetwork), after: 5) }
    try desk.play(1)
    desk.sync.start()
    #expect(desk.scheduler.run { desk.status.current?.state == .noNetwork })
    #expect(desk.status.current?.lastError?.contains("has no network") == true)
  }

  @Test(
    "A game that goes on finds the new address with its next try, and asks there first who it is",
    arguments: ["t1", "t2"])
  func moves(token: String) throws {
    let desk = Desk()
    desk.server(at: before)
    desk.sync.start()
    try desk.play(2)
    #expect(desk.scheduler.run { desk.isSynced() })
    desk.server(at: after)
    try desk.play(3)
    #expect(desk.scheduler.run { if case .offline? = desk.status.current?.state { true } else { false } })
    desk.move(to: after, token: token)
    let old = desk.sent.current.count
    #expect(desk.scheduler.run(upTo: 60_000) { desk.isSynced() })
    let since = desk.sent.current.dropFirst(old)
    #expect(since.allSatisfy { $0.host == after })
    #expect(since.first == Sent(host: after, path: Route.healthz, token: nil))
    #expect(Set(desk.tokens(at: after)) == ["Bearer \(token)"])
  }

  @Test("A game with nothing to send notices that the server is gone, and goes to the new address by itself")
  func movesIdle() throws {
    let desk = Desk()
    desk.server(at: before)
    try desk.play(2)
    desk.sync.start()
    #expect(desk.scheduler.run { desk.isSynced() })
    desk.server(at: after)
    desk.scheduler.advance(by: 200_000)
    // Nothing is at stake, and nothing is claimed to be.
    #expect(desk.isSynced() && desk.tokens(at: after).isEmpty)
    desk.move(to: after)
    let old = desk.sent.current.count
    #expect(desk.scheduler.run(upTo: 3500) { !desk.tokens(at: after).isEmpty })
    #expect(desk.sent.current.dropFirst(old).first == Sent(host: after, path: Route.healthz, token: nil))
    #expect(
      desk.scheduler.run(upTo: 1000) {
        desk.sent.current.dropFirst(old).contains { $0.host == after && $0.path == Route.presence }
      })
    desk.tracking.cleanUpBeforeSignOut()
    #expect(desk.scheduler.run { desk.left.current != nil })
    #expect(desk.sent.current.last == Sent(host: after, path: Route.presence, token: "Bearer t1"))
  }

  @Test("With points waiting a move is noticed at once, however long the next try is away")
  func movesSoon() throws {
    let desk = Desk()
    desk.server(at: before)
    desk.sync.start()
    desk.server()
    try desk.play(1)
    desk.scheduler.advance(by: 300_000)
    #expect(desk.status.current?.state == .notFound(address: "192.168.1.20"))
    desk.server(at: after)
    desk.move(to: after)
    #expect(desk.scheduler.run(upTo: 3500) { desk.isSynced() })
  }

  @Test("A game with nothing to send that the ledger does not know any more asks to sign in again")
  func refusedIdle() throws {
    let desk = Desk()
    desk.server(at: before)
    desk.sync.start()
    try desk.play(1)
    #expect(desk.scheduler.run { desk.isSynced() })
    desk.answers.update { $0 = [before: .answer(401, "{}")] }
    #expect(desk.scheduler.run(upTo: 3500) { desk.status.current?.state == .signInNeeded })
  }

  @Test(
    "While nobody answers the account is read with each tick and each try, and while all is well not at all")
  func reads() throws {
    let desk = Desk()
    desk.server(at: before)
    desk.sync.start()
    try desk.play(1)
    #expect(desk.scheduler.run { desk.isSynced() })
    let reads = desk.reads.current
    for _ in 0..<20 {
      try desk.play(1)
      desk.scheduler.advance(by: 5000)
    }
    #expect(desk.isSynced() && desk.reads.current == reads)
    desk.server()
    try desk.play(1)
    desk.scheduler.advance(by: 300_000)
    #expect((90...300).contains(desk.reads.current - reads))
  }

  @Test(
    "Where nobody proves to be the ledger at the new address no token goes there, not when the game is left either",
    arguments: [TransportError.insecure(reason: "another key"), .unreachable(reason: "nobody")])
  func unproven(error: TransportError) throws {
    let desk = Desk()
    desk.server(at: before)
    desk.sync.start()
    try desk.play(1)
    #expect(desk.scheduler.run { desk.isSynced() })
    desk.answers.update { $0 = [after: .answer(.failure(error), after: 5)] }
    desk.move(to: after)
    try desk.play(1)
    desk.scheduler.advance(by: 200_000)
    desk.tracking.cleanUpBeforeSignOut()
    #expect(desk.scheduler.run { desk.left.current != nil })
    #expect(desk.left.current?.pendingXP == 10)
    #expect(desk.sent.current.contains { $0.host == after })
    #expect(
      desk.sent.current.allSatisfy { $0.host == before || ($0.path == Route.healthz && $0.token == nil) })
  }

  @Test("A new place that is found after a 401 is asked who it is before it gets the new token")
  func afterRefusal() throws {
    let desk = Desk()
    desk.server(at: before)
    desk.sync.start()
    try desk.play(1)
    #expect(desk.scheduler.run { desk.isSynced() })
    desk.answers.update { $0 = [before: .answer(401, "{}")] }
    try desk.play(1)
    #expect(desk.scheduler.run { desk.status.current?.state == .signInNeeded })
    desk.move(to: after, token: "t2")
    desk.scheduler.advance(by: 30_000)
    #expect(desk.tokens(at: after).isEmpty)
    desk.server(at: after)
    #expect(desk.scheduler.run { desk.isSynced() })
    #expect(Set(desk.tokens(at: after)) == ["Bearer t2"])
    #expect(desk.sent.current.allSatisfy { $0.host == after || $0.token != "Bearer t2" })
  }

  @Test("Where the account is another pupil's by now nothing changes")
  func anotherPupil() throws {
    let desk = Desk()
    desk.server(at: after)
    desk.account.update { $0 = nil }
    try desk.play(1)
    desk.sync.start()
    desk.scheduler.advance(by: 100_000)
    #expect(!desk.sent.current.isEmpty && desk.sent.current.allSatisfy { $0.host == before })
  }
}
