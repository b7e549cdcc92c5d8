import Classboard
import Game
import Primitives
import Screen
import TestScopes
import Testing
import Wire

@testable import Views

@Suite(.ownThread()) struct BoardViewTests {
  private let now = Timestamp("2026-11-22T12:00:00Z") ?? Timestamp(milliseconds: 0)

  private var app: BoardApp {
    BoardAppTests.app([
      BoardAppTests.row("Ada", total: 1250, today: 40, game: "typing"),
      BoardAppTests.row("Bo", total: 300, pending: 3, .pending, game: "choice"),
      BoardAppTests.row("Cy", total: 90, pending: 2, .offline, seenSecondsAgo: 200),
      BoardAppTests.row("Östen", .never, seenSecondsAgo: nil),
    ])
  }

  /// Everything that can be said of those who are not there.
  private var away: BoardApp {
    BoardAppTests.app([
      BoardAppTests.row("Ada", total: 1250, today: 40, game: "typing"),
      BoardAppTests.row("Bo", pending: 4, .offline, seenSecondsAgo: 4740),
      BoardAppTests.row("Cy", .offline, seenSecondsAgo: 900, game: "choice"),
      BoardAppTests.row("Di", .left, seenSecondsAgo: 86_400),
      BoardAppTests.row("El", pending: 3, .attention, seenSecondsAgo: 600),
      BoardAppTests.row("Fi", .offline, seenSecondsAgo: 864_000),
    ])
  }

  @Test("points that came faster than anybody plays: a sign in the row, a sentence on the pupil's page")
  func unusual() {
    for glyphSet in [GlyphSet.unicode, .ascii] {
      var app = BoardAppTests.app([
        BoardAppTests.row("Ada", total: 1250, unusual: 1200), BoardAppTests.row("Bo"),
      ])
      #expect(lines(app, 80, 24, glyphSet: glyphSet)[4].hasPrefix(" !Ada  "))
      #expect(lines(app, 80, 24, glyphSet: glyphSet)[5].hasPrefix("  Bo  "))
      #expect(lines(app, 40, 10, glyphSet: glyphSet)[3].hasPrefix("!Ada"))
      _ = app.update(.key(.enter), at: now)
      #expect(
        lines(app, 80, 24, glyphSet: glyphSet).contains {
          $0.contains("unusual: 1 200 XP came faster than anybody plays")
        })
      _ = app.update(.key(.down), at: now)
      #expect(!lines(app, 80, 24, glyphSet: glyphSet).joined().contains("unusual"))
    }
  }

  private func lines(
    _ app: BoardApp, _ columns: Int, _ rows: Int, glyphSet: GlyphSet = .unicode, hours: Int64 = 0
  ) -> [String] {
    BoardViews.draw(
      app, size: Size(columns: columns, rows: rows), now: 0, wallClock: now,
      place: LocalTime(offsetSeconds: hours * 3600), glyphSet: glyphSet
    ).screen.lines
  }

  @Test("a class that takes nobody new does not invite anybody")
  func closedClass() {
    let open = SchoolClass(id: UniqueID(high: 0, low: 1), name: "7B", code: "ABCDEF")
    let closed = SchoolClass(id: open.id, name: "7B", code: "ABCDEF", isJoinable: false)
    func head(_ schoolClass: SchoolClass) -> String {
      var app = BoardApp(schoolClass: open)
      _ = app.update(
        .snapshot(Board(schoolClass: schoolClass, now: now, rows: [BoardAppTests.row("Ada")])), at: now)
      return lines(app, 80, 24)[0]
    }
    #expect(head(open).contains("7B   join with ABCDEF"))
    #expect(head(closed).contains("7B   closed to new pupils"))
  }

  @Test("each row says in words since when what it says stands, and the sentence counts what is known")
  func sinceWhen() {
    let screen = lines(away, 80, 24)
    #expect(screen[1] == "  2 of 6 synced, waiting for Bo and El; 2 not heard of           70 XP pending")
    #expect(
      lines(away, 120, 24)[1].hasPrefix(
        "  2 of 6 synced, waiting for Bo and El; 2 not heard of since 11:45   "))
    #expect(screen[4] == "  Ada         ● synced                                   40     1250  Typing")
    #expect(screen[5] == "  Bo          ○ offline since 10:41       40 XP · 4       0        0")
    #expect(screen[6] == "  Cy          ○ offline since 11:45      was synced       0        0")
    #expect(screen[7] == "  Di          ✓ left Sat 12:00             all sent       0        0")
    #expect(screen[8] == "  El          ▲ needs help 11:50          30 XP · 3       0        0")
    #expect(screen[9] == "  Fi          ○ offline since 12 Nov     was synced       0        0")
    #expect(lines(away, 80, 24, hours: 2)[5].contains("since 12:41"), "by the clocks of the place")
    let narrow = lines(away, 40, 10)
    #expect(narrow[1] == " 2 of 6 synced, 2 waited for; 2 unknown")
    #expect(narrow[4] == " Bo         ○ offline 10:41   40 XP · 4")
    #expect(narrow[5] == " Cy         ○ offline 11:45  was synced")
    #expect(narrow[6] == " Di         ✓ left Sat         all sent")
    #expect(narrow[7] == " El         ▲ help 11:50      30 XP · 3")
    let ascii = lines(away, 80, 24, glyphSet: .ascii)
    #expect(ascii.allSatisfy { $0.utf8.allSatisfy { $0 < 0x80 } })
    #expect(ascii[7].contains("ok left Sat 12:00"))
  }

  @Test("what can't be known is grey beside what is known, and nothing of it is green")
  func greyAndGreen() {
    func styles(_ app: BoardApp) -> [Style] {
      let screen = BoardViews.draw(
        app, size: Size(columns: 100, rows: 24), now: 0, wallClock: now
      ).screen
      let text = screen.lines[1]
      let split = text.firstIndex(of: ";").map { text.distance(from: text.startIndex, to: $0) }
      return [screen[2, 1].style] + (split.map { [screen[$0 + 2, 1].style] } ?? [])
    }
    #expect(styles(away) == [.text, .dim])
    let ada = BoardAppTests.row("Ada")
    #expect(
      styles(BoardAppTests.app([ada, BoardAppTests.row("Bo", .left, seenSecondsAgo: 99)])) == [.statusGood])
    let lost = BoardAppTests.app([ada, BoardAppTests.row("Bo", .offline, seenSecondsAgo: 99)])
    #expect(styles(lost) == [.text, .dim])
    #expect(lines(lost, 80, 24)[1].hasPrefix("  1 of 2 synced; 1 not heard of since 11:58"))
    let screen = BoardViews.draw(lost, size: Size(columns: 80, rows: 24), now: 0, wallClock: now).screen
    #expect(screen[14, 4].style == .statusGood && screen[14, 5].style == .dim)
  }

  @Test("a pupil looked at closely: since when, and what nobody can know")
  func closely() {
    var app = away
    for sentence in [
      "seen just now", "Last heard of at 10:41. How it is now is not known.",
      "Synced when last heard of, at 11:45. How it is now is not known.",
      "Left at Sat 12:00; everything was sent.", "Has to sign in again with the new PIN, since 11:50.",
    ] {
      _ = app.update(.key(app.page == nil ? .enter : .down), at: now)
      let screen = lines(app, 80, 24).joined(separator: "\n")
      #expect(screen.contains(sentence), "\(screen)")
      #expect(!sentence.hasPrefix("Last") || screen.contains("40 XP pending in 4 events · waiting for 1 h"))
    }
  }

  @Test("that a pupil needs help is said with its time once it is not of this moment")
  func needsHelp() {
    let app = BoardAppTests.app([BoardAppTests.row("El", .attention, seenSecondsAgo: 3)])
    let frame = BoardViews.draw(app, size: Size(columns: 80, rows: 24), now: 1000, wallClock: now)
    #expect(frame.screen.lines[4].contains("▲ needs help  "))
    #expect(frame.nextChangeAt == 6000)
  }

  @Test("a class on the usual screen")
  func usual() {
    let screen = lines(app, 80, 24)
    #expect(screen[0] == "  glosa   7B   join with ABCDEF                                         ● live")
    #expect(screen[1] == "  1 of 3 synced, waiting for Bo and Cy               50 XP pending in 5 events")
    #expect(screen[3] == "  pupil▾      state                         pending   today    total  playing")
    #expect(screen[4] == "  Ada         ● synced                                   40     1250  Typing")
    #expect(screen[5] == "  Bo          ◐ pending                   30 XP · 3       0      300  Choice")
    #expect(screen[6] == "  Cy          ○ offline since 11:56       20 XP · 2       0       90")
    #expect(screen[7] == "  Östen       · never seen                                0        0")
    #expect(screen[22].contains("What comes in is told here."))
    #expect(screen[23].hasPrefix("  4 pupils · bell"))
    #expect(screen[23].hasSuffix("q quit"))
  }

  @Test("where room is scarce, who is waited for stays and the sum gives way")
  func namesFirst() {
    #expect(lines(app, 64, 24)[1] == "  1 of 3 synced, waiting for Bo and Cy           50 XP pending")
    let narrow = lines(app, 44, 24)[1]
    #expect(narrow.contains("1 of 3 synced, waiting for Bo and") && !narrow.contains("pending"), "\(narrow)")
  }

  @Test("narrow and low, wide and high, in ASCII, and too small")
  func sizes() {
    let narrow = lines(app, 40, 10)
    #expect(narrow[2] == " pupil▾     state               pending")
    #expect(narrow.allSatisfy { GlyphSet.unicode.columns(of: $0) <= 40 })
    let wide = lines(app, 120, 40)
    #expect(wide[1].contains("1 of 3 synced, waiting for Bo and Cy · 1 not here yet"))
    #expect(wide[3].contains("10 min"))
    let ascii = lines(app, 80, 24, glyphSet: .ascii)
    #expect(ascii.allSatisfy { $0.utf8.allSatisfy { $0 < 0x80 } })
    #expect(ascii[4].contains("* synced"))
    #expect(lines(app, 39, 10).joined().contains("too small"))
    for columns in [40, 53, 61, 80, 97, 132, 200] {
      for rows in [10, 15, 16, 24, 60] {
        for line in lines(app, columns, rows) { #expect(GlyphSet.unicode.columns(of: line) <= columns) }
      }
    }
  }

  @Test("two hundred pupils scroll, and the chosen one is always on the screen")
  func scrolls() {
    var app = BoardAppTests.app(
      (100..<300).map { BoardAppTests.row("P\($0)", total: $0, .offline, seenSecondsAgo: 9000) })
    #expect(lines(app, 80, 24)[23].hasPrefix("  1–17 of 200"))
    for (key, name, place) in [
      (Key.end, "P299", "184–200"), (.home, "P100", "1–17"), (.pageDown, "P110", "3–19"),
    ] {
      _ = app.update(.key(key), at: now)
      let screen = lines(app, 80, 24)
      #expect(screen.contains { $0.hasPrefix("  \(name)") })
      #expect(screen[23].contains("\(place) of 200"))
    }
  }

  @Test("a quiet board stands still until a figure on it changes")
  func standsStill() {
    let quiet = BoardAppTests.app([BoardAppTests.row("Cy", .offline, seenSecondsAgo: 200)])
    let frame = BoardViews.draw(quiet, size: Size(columns: 80, rows: 24), now: 1000, wallClock: now)
    #expect(frame.nextChangeAt == nil, "since when something stands does not change")
    var lost = quiet
    _ = lost.update(.lost(reason: "No network.", nextTryAt: 4500), at: now)
    let counting = BoardViews.draw(lost, size: Size(columns: 80, rows: 24), now: 1000, wallClock: now)
    #expect(counting.screen.lines[0].hasSuffix("○ connection lost, next try in 4 s"))
    #expect(counting.nextChangeAt == 1500)
  }

  @Test("a board with pupils says why it is not live, and keeps what is known")
  func notLive() {
    var app = app
    _ = app.update(.lost(reason: "The server did not answer.", nextTryAt: 4500), at: now)
    #expect(lines(app, 80, 24)[1].contains("1 of 3 were synced at 12:00; not known now"))
    #expect(lines(app, 120, 24)[1].contains("1 of 3 were synced when the connection was lost at 12:00"))
    #expect(!lines(app, 80, 24).joined().contains("waited for"))
    #expect(lines(app, 80, 24)[22] == "  The server did not answer.")
    _ = app.update(.refused(reason: "This token is not valid."), at: now)
    #expect(lines(app, 80, 24)[1] == "  This token is not valid. Ctrl-R tries again.")
    #expect(lines(app, 40, 10)[1] == " This token is not valid.")
    #expect(lines(app, 80, 24)[4].contains("Ada"))
  }

  @Test("nobody yet, no connection, no right: each says what to do")
  func empty() {
    #expect(lines(BoardAppTests.app([]), 80, 24).joined().contains("Nobody has joined yet."))
    var app = BoardApp(schoolClass: SchoolClass(id: UniqueID(high: 0, low: 1), name: "7B", code: "ABCDEF"))
    #expect(lines(app, 80, 24).joined().contains("Asking the server"))
    _ = app.update(.refused(reason: "This token is not valid."), at: now)
    let refused = lines(app, 80, 24).joined()
    #expect(refused.contains("This token is not valid."))
    #expect(refused.contains("Ctrl-R"))
  }
}
