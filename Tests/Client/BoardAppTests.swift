import Game
import Primitives
import Screen
import TestScopes
import Testing
import Wire
import XP

@testable import Classboard

@Suite(.ownThread()) struct BoardAppTests {
  private static let schoolClass = SchoolClass(id: UniqueID(high: 0, low: 1), name: "7B", code: "ABCDEF")
  private static let start = Timestamp("2026-11-22T12:00:00Z") ?? Timestamp(milliseconds: 0)

  static func row(
    _ name: String, total: Int = 0, today: Int = 0, pending: Int = 0, _ state: BoardRow.State = .synced,
    seenSecondsAgo: Int64? = 0, game: String? = nil, unusual: Int = 0
  ) -> BoardRow {
    let number = name.unicodeScalars.reduce(UInt64(7)) { $0 &* 31 &+ UInt64($1.value) }
    return BoardRow(
      studentID: UniqueID(high: 9, low: number), displayName: name, totalXP: total, todayXP: today,
      pendingCount: pending, pendingXP: pending * 10, state: state, game: game,
      lastSeenAt: seenSecondsAgo.map { start.adding(seconds: -$0) }, lastSyncAt: nil, unusualXP: unusual)
  }

  static func app(_ rows: [BoardRow]) -> BoardApp {
    var app = BoardApp(schoolClass: schoolClass)
    _ = app.update(.snapshot(Board(schoolClass: schoolClass, now: start, rows: rows)), at: start)
    return app
  }

  private func press(_ app: inout BoardApp, _ keys: Key...) -> [BoardEffect] {
    keys.flatMap { app.update(.key($0), at: Self.start) }
  }

  private func names(_ app: BoardApp) -> [String] { app.shown.map(\.displayName) }

  @Test("sorts by name, today, pending and last seen, either way, the same in that by name")
  func sorts() {
    var app = Self.app([
      Self.row("bo", today: 5, pending: 1, .pending, seenSecondsAgo: 50), Self.row("Ada", today: 5),
      Self.row("Cy", today: 9, .offline, seenSecondsAgo: 90), Self.row("Di", .never, seenSecondsAgo: nil),
    ])
    #expect(names(app) == ["Ada", "bo", "Cy", "Di"])
    for order in [["Cy", "Ada", "bo", "Di"], ["bo", "Ada", "Cy", "Di"], ["Di", "Cy", "bo", "Ada"]] {
      _ = press(&app, .character("s"))
      #expect(names(app) == order)
    }
    _ = press(&app, .character("s"), .character("r"))
    #expect(names(app) == ["Di", "Cy", "bo", "Ada"])
  }

  @Test("names stand as in a Swedish register: å, ä and ö last, other accents where the letter is")
  func register() {
    let register = [
      "Andre A", "André B", "Andrea", "Edvin", "Élise", "Emil", "Zoe", "Åke", "Ängla", "östen", "Östman",
    ]
    var app = Self.app(register.reversed().map { Self.row($0) })
    #expect(names(app) == register)
    _ = press(&app, .character("/"), .character("å"))
    #expect(names(app) == ["Åke"])
  }

  @Test("shows some: those waited for, those done, those who need help, those not here; and by name")
  func filters() {
    var app = Self.app([
      Self.row("Ada"), Self.row("Bo", pending: 2, .pending), Self.row("Cy", .offline),
      Self.row("Di", pending: 1, .offline), Self.row("El", .attention),
      Self.row("Fi", .never, seenSecondsAgo: nil),
      Self.row("Gu", .syncing), Self.row("Ha", .left, seenSecondsAgo: 900),
    ])
    for shown in [["Bo", "Di", "El", "Gu"], ["Ada", "Ha"], ["El"], ["Cy", "Di", "Fi", "Ha"]] {
      _ = press(&app, .character("f"))
      #expect(names(app) == shown)
    }
    _ = press(&app, .escape)
    #expect(app.shown.count == 8)
    _ = press(&app, .character("/"), .character("d"), .character("q"), .backspace, .character("I"))
    #expect(app.isSearching)
    #expect(names(app) == ["Di"])
    _ = press(&app, .enter)
    #expect(!app.isSearching)
    #expect(names(app) == ["Di"])
    _ = press(&app, .escape)
    #expect(app.shown.count == 8)
  }

  @Test("the class in figures: who left with everything sent is done, who was never here is not waited for")
  func sums() {
    let summary = Self.app([
      Self.row("Zoe", today: 10, pending: 2, .pending), Self.row("Ada", today: 5), Self.row("Bo", .left),
      Self.row("Cy", pending: 1, .offline), Self.row("Di", .never, seenSecondsAgo: nil),
    ]).summary
    #expect((summary.settled, summary.present, summary.absent, summary.unheard) == (2, 4, 1, 0))
    #expect(summary.waiting == ["Cy", "Zoe"])
    #expect(!summary.isDone)
    #expect((summary.pendingCount, summary.pendingXP, summary.todayXP) == (3, 30, 15))
  }

  @Test("of those not heard of any more with nothing waiting then, nobody knows: neither done nor waited for")
  func lost() {
    let summary = Self.app([
      Self.row("Ada", .offline, seenSecondsAgo: 900, game: "typing"),
      Self.row("Bo", .offline, seenSecondsAgo: 60),
      Self.row("Cy", game: "choice"),
    ]).summary
    #expect((summary.settled, summary.unheard, summary.present) == (1, 2, 3))
    #expect(summary.waiting == [])
    #expect(summary.unheardSince == Self.start.adding(seconds: -60), "since then of neither")
    #expect(!summary.isDone)
  }

  @Test("what a row says stands since it was heard last, unless that was just now")
  func standsSince() {
    let (now, old) = (Self.start, Self.start.adding(seconds: -20))
    for (state, since) in [
      (.offline, old), (.left, old), (.attention, old), (.synced, nil), (.pending, nil), (.syncing, nil),
    ] as [(BoardRow.State, Timestamp?)] {
      #expect(Self.row("Ada", state, seenSecondsAgo: 20).standsSince(at: now) == since)
    }
    #expect(Self.row("Ada", .left, seenSecondsAgo: 0).standsSince(at: now) == now)
    #expect(Self.row("Ada", .attention, seenSecondsAgo: 7).standsSince(at: now) == nil, "heard just now")
    #expect(Self.row("Ada", .never, seenSecondsAgo: nil).standsSince(at: now) == nil)
  }

  @Test(
    "that a pupil is still there is nothing to draw, unless it had been a while or is what they are sorted by"
  )
  func stillThere() {
    var app = Self.app([Self.row("Ada", seenSecondsAgo: 10), Self.row("Bo", seenSecondsAgo: 40)])
    func draws(_ row: BoardRow) -> Bool {
      let before = app.version
      #expect(app.update(.row(row), at: Self.start) == [])
      #expect(app.row(of: row.studentID) == row)
      return app.version != before
    }
    #expect(!draws(Self.row("Ada", seenSecondsAgo: 5)))
    #expect(draws(Self.row("Bo", seenSecondsAgo: 5)))
    #expect(draws(Self.row("Ada", total: 10, seenSecondsAgo: 0)))
    #expect(draws(Self.row("Ada", total: 10, seenSecondsAgo: 0, game: "typing")))
    for _ in 1...3 { _ = press(&app, .character("s")) }
    #expect(names(app) == ["Bo", "Ada"])
    #expect(draws(Self.row("Bo", seenSecondsAgo: -1)))
    #expect(names(app) == ["Ada", "Bo"])
  }

  @Test("the bell rings when the last one is done, not before, not at first, not when it is off")
  func rings() {
    var app = Self.app([Self.row("Ada"), Self.row("Bo", pending: 2, .pending)])
    let done = BoardInput.row(Self.row("Bo"))
    #expect(app.update(.row(Self.row("Ada", total: 5)), at: Self.start) == [])
    #expect(app.update(done, at: Self.start) == [.ring])
    #expect(app.update(done, at: Self.start) == [])
    _ = app.update(.row(Self.row("Bo", pending: 1, .syncing)), at: Self.start)
    let lost = BoardInput.row(Self.row("Bo", .offline, seenSecondsAgo: 9))
    #expect(app.update(lost, at: Self.start) == [], "lost is not done")
    _ = app.update(.row(Self.row("Bo", pending: 1, .syncing)), at: Self.start)
    _ = press(&app, .character("b"))
    #expect(app.update(done, at: Self.start) == [])
  }

  @Test("what came in is told, also what came while the stream was lost, but not what was there at first")
  func tells() {
    var app = Self.app([Self.row("Ada", total: 100), Self.row("Bo", total: 50)])
    #expect(app.ticker.isEmpty)
    _ = app.update(.row(Self.row("Ada", total: 130)), at: Self.start)
    _ = app.update(.row(Self.row("Ada", total: 130, pending: 2, .pending)), at: Self.start)
    _ = app.update(.row(Self.row("Cy", total: 70)), at: Self.start)
    #expect(app.ticker.map(\.points) == [30], "a pupil who is new brings old points along")
    _ = app.update(.lost(reason: "gone", nextTryAt: 5), at: Self.start)
    #expect(app.connection == .lost(reason: "gone", nextTryAt: 5))
    let later = Self.start.adding(seconds: 180)
    _ = app.update(.lost(reason: "gone", nextTryAt: 9), at: later)
    #expect(app.lostAt == Self.start, "since the first time")
    let board = Board(
      schoolClass: Self.schoolClass, now: later,
      rows: [Self.row("Ada", total: 130), Self.row("Bo", total: 70)])
    _ = app.update(.snapshot(board), at: later)
    #expect(app.connection == .live)
    #expect(app.lostAt == nil)
    #expect(app.ticker.map(\.name) == ["Bo", "Ada"])
    #expect(names(app) == ["Ada", "Bo"], "who is not on the board any more is not shown")
    let ada = Self.row("Ada").studentID
    #expect(app.activity(of: ada, at: later) == [0, 0, 0, 0, 0, 0, 30, 0, 0, 0])
    #expect(app.activity(of: ada, at: later.adding(seconds: 600)).allSatisfy { $0 == 0 })
    for number in 0..<100 { _ = app.update(.row(Self.row("Bo", total: 71 + number)), at: later) }
    #expect(app.ticker.count == BoardApp.longestTicker)
  }

  @Test("a pupil is looked at closely, the next one too, and what is late for another is nobody's")
  func looksClosely() throws {
    var app = Self.app([Self.row("Ada"), Self.row("Bo")])
    let (ada, bo) = (Self.row("Ada").studentID, Self.row("Bo").studentID)
    #expect(press(&app, .enter) == [.loadPupil(ada)])
    #expect(app.page?.contents == .loading)
    #expect(press(&app, .down) == [.loadPupil(bo)])
    var object = try #require(Self.row("Ada").json.object)
    object["events"] = [
      [
        "id": .id(bo), "student_id": .id(ada), "kind": "typing", "delta": 10,
        "created_at": "2026-11-22T12:00:00Z", "received_at": "2026-11-22T12:00:01Z",
      ]
    ]
    object["quests"] = []
    let details = try #require(PupilDetails(json: .object(object)))
    #expect(details.events.first?.event.delta == 10)
    _ = app.update(.pupil(details), at: Self.start)
    #expect(app.page?.contents == .loading, "those were Ada's")
    #expect(press(&app, .up) == [.loadPupil(ada)])
    _ = app.update(.pupil(details), at: Self.start)
    #expect(app.page?.contents == .loaded(details))
    #expect(
      app.update(.row(Self.row("Ada", total: 10)), at: Self.start) == [.loadPupil(ada)], "it is kept fresh")
    _ = app.update(.pupilFailed(ada, reason: "No."), at: Self.start)
    #expect(app.page?.contents == .failed("No."))
    _ = press(&app, .escape)
    #expect(app.page == nil)
    #expect(press(&app, .control("r"), .character("q")) == [.retry, .leave])
    object["events"] = [[:]]
    #expect(PupilDetails(json: .object(object)) == nil)
  }
}
