import Primitives
import TestScopes
import TestSupport
import Testing
import Transport
import Wire

@testable import Sync

@Suite(.ownThread()) struct BoardFeedTests {
  private static let id = UniqueID(high: 1, low: 2)

  private static func row(_ total: Int) -> BoardRow {
    BoardRow(
      studentID: id, displayName: "Ada", totalXP: total, todayXP: 0, pendingCount: 0, pendingXP: 0,
      state: .synced, game: nil, lastSeenAt: nil, lastSyncAt: nil)
  }

  private static func event(_ name: String, _ data: JSON) -> String { "event: \(name)\ndata: \(data)\n\n" }

  private static let snapshot = event(
    BoardEvent.snapshot,
    Board(
      schoolClass: SchoolClass(id: id, name: "7B", code: "ABCDEF"), now: Timestamp(milliseconds: 0),
      rows: [row(10)]
    ).json)

  private static let ended = Result<HTTPResponse, TransportError>.success(HTTPResponse(status: 200))

  /// A feed over a network that the test plays, by the number of the stream.
  private final class Desk {
    let scheduler = VirtualScheduler()
    let transport: FakeTransport
    let heard = Watched<[String]>([])
    let feed: BoardFeed

    init(
      of ledger: UniqueID? = nil, health: @escaping () -> FakeTransport.Outcome = { .unreachable },
      _ outcome: @escaping (_ stream: Int) -> FakeTransport.Outcome
    ) {
      var count = 0
      transport = FakeTransport(on: scheduler) { request in
        if request.url.hasSuffix(Route.healthz) { return health() }
        count += 1
        return outcome(count - 1)
      }
      let heard = heard
      feed = BoardFeed(
        of: UniqueID(high: 1, low: 1),
        by: RequestBuilder(ServerPlace("https://school.example"), token: "secret"),
        ledger: ledger,
        over: transport, on: scheduler, seed: 1
      ) { event in
        heard.update {
          switch event {
          case .snapshot(let board): $0.append("snapshot \(board.rows.map(\.totalXP))")
          case .row(let row): $0.append("row \(row.totalXP)")
          case .lost: $0.append("lost")
          case .refused(let problem): $0.append("refused \(problem.code)")
          }
        }
      }
      feed.start()
    }

    func hears(_ wanted: [String]) -> Bool {
      _ = scheduler.run(upTo: 60_000) { heard.current.count >= wanted.count }
      return heard.current == wanted
    }
  }

  @Test(
    "a board, its rows, a stream that is lost and opened again by itself; what is not understood is passed over"
  )
  func goesOn() {
    let first: [(text: String, after: Int64)] = [
      (Self.snapshot + ": alive\n\n" + Self.event("new", [:]), 10),
      (Self.event(BoardEvent.student, [:]) + Self.event(BoardEvent.student, Self.row(20).json), 10),
    ]
    let second: [(text: String, after: Int64)] = [(Self.snapshot, 10)]
    let desk = Desk { stream in
      switch stream {
      case 0: .stream(first, end: Self.ended, after: 10)
      case 1: .stream(first, end: .failure(.connectionLost(reason: "cut")), after: 10)
      default: .stream(second, end: .failure(.timedOut), after: 35_000)
      }
    }
    #expect(
      desk.hears(["snapshot [10]", "row 20", "lost", "snapshot [10]", "row 20", "lost", "snapshot [10]"]))
    let request = desk.transport.requests[0]
    #expect(desk.transport.requests.allSatisfy { $0 == request })
    #expect(request.headers.contains(HTTPHeader("Authorization", "Bearer secret")))
    #expect(request.headers.contains(HTTPHeader("Accept", "text/event-stream")))
    #expect(request.timeout == .seconds(35), "silence that is longer than two heartbeats")
    let before = desk.heard.current
    desk.feed.stop()
    desk.scheduler.advance(by: 120_000)
    #expect(desk.heard.current == before && desk.transport.requests.count == 3)
  }

  @Test("before each try it is asked who is there: another ledger gets no request with the token")
  func unexpectedResponse() {
    let elsewhere = Desk(of: Self.id, health: { .answer(200, "{}") }) { _ in .unreachable }
    #expect(elsewhere.hears(["lost", "lost", "lost"]))
    #expect(elsewhere.transport.requests.isEmpty)
    elsewhere.feed.stop()
    let answers: [FakeTransport.Outcome] = [
      .unreachable, .answer(200, "{}"), .unreachable, .answer(200, "{}"),
    ]
    var asked = 0
    let text: [(text: String, after: Int64)] = [(Self.snapshot, 10)]
    let desk = Desk(
      of: FakeTransport.serverID,
      health: {
        asked += 1
        return answers[(asked - 1) % answers.count]
      }
    ) { _ in .stream(text, end: Self.ended, after: 10) }
    #expect(desk.hears(["lost", "snapshot [10]", "lost", "lost", "snapshot [10]"]))
    #expect(asked == 4 && desk.transport.requests.count == 2)
    desk.feed.stop()
  }

  @Test("a refusal ends the tries; a server that is busy is asked again", arguments: [401, 403, 404])
  func minds(status: Int) {
    let refusal = Problem(status: status, code: "no", detail: "No.").json(title: "No").description
    let busy = Problem(status: 503, code: "overloaded", detail: "Busy.").json(title: "Busy").description
    let desk = Desk { stream in stream == 0 ? .answer(503, busy) : .answer(status, refusal) }
    #expect(desk.hears(["lost", "refused no"]))
    desk.transport.changeNetwork()
    desk.scheduler.advance(by: 120_000)
    #expect(desk.transport.requests.count == 2)
    desk.feed.retry()
    #expect(desk.hears(["lost", "refused no", "refused no"]))
    desk.feed.stop()
  }

  @Test("a lost stream is opened again within ten seconds, and at once when the network changes")
  func backsOff() {
    let desk = Desk { _ in .unreachable }
    var pauses: [Int64] = []
    for count in 1...8 {
      #expect(desk.hears(Array(repeating: "lost", count: count)))
      let lost = desk.scheduler.now
      #expect(desk.scheduler.run(upTo: 10_000) { desk.transport.requests.count == count + 1 })
      pauses.append(desk.scheduler.now - lost)
    }
    #expect(pauses[0] <= 500 && pauses.allSatisfy { (125...10_000).contains($0) })
    #expect(pauses.suffix(3).allSatisfy { $0 >= 2500 })
    #expect(desk.hears(Array(repeating: "lost", count: 9)))
    let lost = desk.scheduler.now
    desk.transport.changeNetwork()
    desk.scheduler.runReady()
    #expect(desk.transport.requests.count == 10 && desk.scheduler.now == lost)
  }

  @Test(
    "A flood, of comments, blank lines, unknown events or rows without end, leaves no more than a board to be taken"
  )
  func floods() {
    let junk = [
      ": comment\n", "\n", "event: other\ndata: {}\n\n", "data: x\n\n", "id: 7\nretry: 1\n",
      Self.event(BoardEvent.student, Self.row(1).json),
    ]
    for text in junk {
      let reader = BoardStreamReader()
      var calls = 0
      for _ in 0..<3000 where reader.receive(Array(text.utf8)) { calls += 1 }
      #expect(calls <= 1, "each hand-over waits for the one before: \(text)")
      #expect(reader.take().rows.count <= 1)
    }
    let reader = BoardStreamReader()
    for number in 0...UInt64(BoardStreamReader.rowLimit) {
      let row = BoardRow(
        studentID: UniqueID(high: 9, low: number), displayName: "A", totalXP: 0, todayXP: 0, pendingCount: 0,
        pendingXP: 0, state: .synced, game: nil, lastSeenAt: nil, lastSyncAt: nil)
      _ = reader.receive(Array(Self.event(BoardEvent.student, row.json).utf8))
    }
    #expect(reader.take().hasFailed, "so many pupils are no class")
    #expect(!reader.receive(Array(Self.snapshot.utf8)), "nothing more is read")
  }
}
