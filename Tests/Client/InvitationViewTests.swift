import Classboard
import Game
import Primitives
import QRCode
import Screen
import TestScopes
import TestSupport
import Testing
import Wire

@testable import Views

@Suite(.ownThread()) struct InvitationViewTests {
  private let now = Timestamp("2026-11-22T12:00:00Z") ?? Timestamp(milliseconds: 0)
  private let line = "glosa join 192.168.1.20 K7QM2P-4XK9T-B2Q7A"

  private func invitation(
    _ lines: String..., isJoinable: Bool = true, isLoopback: Bool = false, hasNoNetwork: Bool = false
  ) throws -> Invitation {
    let lines = try lines.map { try #require(JoinLine($0)) }
    return Invitation(
      lines: lines, isJoinable: isJoinable, isLoopback: isLoopback, hasNoNetwork: hasNoNetwork)
  }

  private func app(_ rows: [BoardRow] = [], _ inputs: BoardInput...) -> BoardApp {
    var app = BoardAppTests.app(rows)
    for input in inputs { _ = app.update(input, at: now) }
    return app
  }

  private func screen(_ app: BoardApp, _ columns: Int, _ rows: Int, glyphSet: GlyphSet = .unicode) -> Screen {
    BoardViews.draw(app, size: Size(columns: columns, rows: rows), now: 0, wallClock: now, glyphSet: glyphSet)
      .screen
  }

  /// What a camera reads off a screen whose cells are as high as two are wide.
  private func scanned(_ screen: Screen) throws -> String {
    let picture = Greyscale(width: screen.size.columns, height: screen.size.rows * 2) { column, row in
      let cell = screen[column, row / 2]
      guard cell.style == .code else { return false }
      switch cell.character {
      case " ": return true
      case "█": return false
      case "▀": return row % 2 == 1
      default: return row % 2 == 0
      }
    }
    return try picture.textOfQRCode(scale: 4)
  }

  @Test(
    "line and code are there together, and the code is read as the line",
    arguments: [(80, 24), (100, 30), (120, 40), (200, 60)])
  func both(columns: Int, rows: Int) throws {
    let app = app([BoardAppTests.row("Ada")], .invitation(try invitation(line)), .key(.character("i")))
    let screen = screen(app, columns, rows)
    #expect(try scanned(screen) == line)
    let text = screen.lines.joined(separator: "\n")
    #expect(text.contains("Join 7B") && text.contains("1 pupil has joined") && text.contains("● live"))
    if rows >= 30 {
      #expect(text.contains("glosa join   192.168.1.20   K7QM2P-4XK9T-B2Q7A"), "\(text)")
    } else {
      for piece in ["glosa join", "192.168.1.20", "K7QM2P-4XK9T-B2Q7A"] {
        let row = try #require(screen.lines.first { $0.contains(piece) })
        #expect(row.hasPrefix(" "), "on a row of its own")
      }
    }
  }

  @Test("every version of code up to what fits beside the text stands on 80×24 with its line")
  func longer() throws {
    for address in ["10.0.0.1", "klassrum.local:8420", "https://glosa.example-school.se:8443"] {
      let line = "glosa join \(address) K7QM2P-4XK9T-B2Q7A"
      let screen = screen(app([], .invitation(try invitation(line))), 80, 24)
      #expect(try scanned(screen) == line)
      #expect(screen.lines.joined().contains("K7QM2P-4XK9T-B2Q7A"))
    }
    // Neither a code that nobody could hold the camera to nor a line that is cut.
    let address = "https://a.long.name.of.a.school.in.the.countryside.example:8443"
    let long = "glosa join \(address) K7QM2P-4XK9T-B2Q7A"
    let screen = screen(app([], .invitation(try invitation(long))), 80, 24)
    #expect(try scanned(screen) == "")
    #expect(screen.lines.contains { $0.contains(address) }, "\(screen.lines.joined(separator: "\n"))")
  }

  @Test("where there is no room the line stands alone, broken between its pieces; in ASCII too")
  func alone() throws {
    let app = app([], .invitation(try invitation(line, "glosa join 10.0.0.5 K7QM2P-4XK9T-B2Q7A")))
    let small = screen(app, 40, 10)
    #expect(try scanned(small) == "")
    #expect(
      small.lines.map { $0.drop { $0 == " " } }.contains("glosa join 192.168.1.20")
        && small.lines.map { $0.drop { $0 == " " } }.contains("K7QM2P-4XK9T-B2Q7A"),
      "\(small.lines.joined(separator: "\n"))")
    let ascii = screen(app, 120, 40, glyphSet: .ascii)
    #expect(ascii.lines.allSatisfy { $0.utf8.allSatisfy { $0 < 0x80 } })
    #expect(ascii.lines.joined().contains("glosa join   192.168.1.20   K7QM2P-4XK9T-B2Q7A"))
    #expect(ascii.lines.joined().contains("10.0.0.5"))
    for columns in [40, 53, 61, 80, 97, 132, 200] {
      for rows in [10, 15, 16, 24, 28, 33, 60] {
        let screen = screen(app, columns, rows)
        #expect(screen.lines.joined(separator: " ").contains("K7QM2P-4XK9T-B2Q7A"), "\(columns)×\(rows)")
      }
    }
  }

  @Test("the other addresses are named, smaller than the line")
  func others() throws {
    let others = try invitation(
      line, "glosa join 10.0.0.5 K7QM2P-4XK9T-B2Q7A", "glosa join skola.local K7QM2P-4XK9T-B2Q7A")
    for (columns, rows) in [(80, 24), (120, 40)] {
      let text = screen(app([], .invitation(others)), columns, rows).lines.joined(separator: "\n")
      #expect(text.contains("10.0.0.5, skola.local") && text.contains("not reached"), "\(text)")
    }
  }

  @Test("a line that allows a connection others can read says so, whole")
  func plain() throws {
    let line = "glosa join 192.168.1.20 K7QM2P --insecure"
    let screen = screen(app([], .invitation(try invitation(line))), 80, 24)
    #expect(try scanned(screen) == line)
    #expect(screen.lines.joined().contains("--insecure"))
  }

  @Test("a closed class says that it takes nobody, and a server for this computer alone how to let others in")
  func notNow() throws {
    for (columns, rows) in [(80, 24), (40, 10)] {
      var app = app([BoardAppTests.row("Ada")], .key(.character("i")))
      func words() -> String {
        screen(app, columns, rows).lines.map { $0.split(separator: " ").joined(separator: " ") }.joined(
          separator: " ")
      }
      #expect(words().contains("Asking the server…"))
      _ = app.update(.invitation(try invitation(line, isJoinable: false)), at: now)
      #expect(words().contains("7B takes nobody new at the moment."), "\(words())")
      #expect(words().contains("glosa class open ABCDEF"))
      #expect(!words().contains("glosa join"))
      #expect(try scanned(screen(app, columns, rows)) == "")
      _ = app.update(
        .invitation(try invitation("glosa join 127.0.0.1 K7QM2P-4XK9T-B2Q7A", isLoopback: true)), at: now)
      #expect(words().contains("Only this computer reaches the server."), "\(words())")
      #expect(words().contains("glosa serve --tls --listen 0.0.0.0:8420"), "\(words())")
      #expect(words().contains("On this computer: glosa join 127.0.0.1 K7QM2P-4XK9T-B2Q7A"), "\(words())")
      #expect(try scanned(screen(app, columns, rows)) == "")
      #expect(!isHeldOut("127.0.0.1", on: screen(app, columns, rows)), "no line for pupils")
      _ = app.update(.key(.control("r")), at: now)
      _ = app.update(.invitationFailed(reason: "The server did not answer."), at: now)
      #expect(words().contains("The server did not answer. Ctrl-R tries again."), "\(words())")
    }
  }

  @Test("without a network no line is held out; it is there by itself as soon as there is one")
  func noNetwork() throws {
    for (columns, rows) in [(80, 24), (120, 40), (40, 10)] {
      let cutOff = try invitation("glosa join 127.0.0.1 K7QM2P-4XK9T-B2Q7A", hasNoNetwork: true)
      var app = app([], .invitation(cutOff))
      func words() -> String {
        screen(app, columns, rows).lines.map { $0.split(separator: " ").joined(separator: " ") }.joined(
          separator: " ")
      }
      #expect(words().contains("This computer has no network just now, so pupils cannot reach it."))
      #expect(words().contains("The line appears here as soon as it has one."), "\(words())")
      #expect(!words().contains("127.0.0.1") && !words().contains("glosa serve"), "\(words())")
      #expect(app.update(.invitationDue, at: now) == [.loadInvitation])
      _ = app.update(.invitation(try invitation(line)), at: now)
      #expect(words().contains("K7QM2P-4XK9T-B2Q7A") && !words().contains("no network"), "\(words())")
    }
    let board = app([BoardAppTests.row("Ada")], .invitation(try invitation(line, hasNoNetwork: true)))
    #expect(screen(board, 80, 24).lines[0].contains("no network just now"))
    #expect(!screen(board, 80, 24).lines[0].contains("glosa join"))
  }

  @Test(
    "the line stands on a surface of its own, whole, in every size: what is seen first, and seen to be one")
  func band() throws {
    for glyphSet in [GlyphSet.unicode, .ascii] {
      for (columns, rows) in [(40, 10), (80, 24), (100, 30), (120, 40), (200, 60)] {
        let shown = screen(app([], .invitation(try invitation(line))), columns, rows, glyphSet: glyphSet)
        for piece in ["glosa join", "192.168.1.20", "K7QM2P-4XK9T-B2Q7A"] {
          #expect(isHeldOut(piece, on: shown), "\(piece) \(columns)×\(rows)")
        }
        #expect(shown.lines.contains { $0.contains("One line, typed in a terminal.") }, "\(columns)×\(rows)")
      }
    }
    let usual = screen(app([], .invitation(try invitation(line))), 80, 24).lines.map { $0.prefix(38) }
    #expect(
      usual.joined(separator: " ").split(separator: " ").joined(separator: " ").contains(
        "O is 0, and I and L"))
  }

  /// True where some row has that text on the band.
  private func isHeldOut(_ text: String, on screen: Screen) -> Bool {
    (0..<screen.size.rows).contains { row in
      String(screen.row(row).filter { $0.style == .selected }.map(\.character)).contains(text)
    }
  }

  @Test("asked for again by itself while the stream is there; a failure takes nothing away that was known")
  func refreshes() throws {
    let moved = "glosa join 192.168.1.31 K7QM2P-4XK9T-B2Q7A"
    var app = app([BoardAppTests.row("Ada")], .invitation(try invitation(line)))
    #expect(app.update(.invitationDue, at: now) == [.loadInvitation])
    let before = app.version
    _ = app.update(.invitation(try invitation(line)), at: now)
    #expect(app.version == before, "nothing to draw")
    _ = app.update(.invitation(try invitation(moved)), at: now)
    #expect(app.version > before && screen(app, 80, 24).lines[0].contains(moved))
    _ = app.update(.invitationDue, at: now)
    _ = app.update(.invitationFailed(reason: "It did not answer."), at: now)
    #expect(screen(app, 80, 24).lines[0].contains(moved), "the one of before is shown still")
    // Who asks is told why there is no answer; the next one by itself mends it.
    _ = app.update(.key(.character("i")), at: now)
    _ = app.update(.invitationFailed(reason: "It did not answer."), at: now)
    #expect(screen(app, 80, 24).lines.contains { $0.contains("It did not answer.") })
    _ = app.update(.invitation(try invitation(moved)), at: now)
    #expect(screen(app, 120, 40).lines.contains { $0.contains("192.168.1.31") })
    _ = app.update(.lost(reason: "No network.", nextTryAt: 4500), at: now)
    #expect(app.update(.invitationDue, at: now) == [], "there is nobody to ask")
    var first = self.app([])
    _ = first.update(.invitationFailed(reason: "It did not answer."), at: now)
    #expect(screen(first, 80, 24).lines.contains { $0.contains("It did not answer.") }, "none was known")
  }

  @Test("the head of the board has the whole line where there is room, and never half of what pupils need")
  func head() throws {
    let app = app([BoardAppTests.row("Ada")], .invitation(try invitation(line)))
    #expect(screen(app, 80, 24).lines[0].hasPrefix("  glosa   7B   \(line)"))
    #expect(screen(app, 60, 24).lines[0].contains("join with K7QM2P-4XK9T-B2Q7A"))
    #expect(!screen(app, 40, 10).lines[0].contains("K7QM2P"))
  }

  @Test("it is shown by itself while nobody has joined, and stays where the teacher wants it")
  func whenShown() throws {
    let snapshot = { (rows: [BoardRow]) in
      BoardInput.snapshot(
        Board(
          schoolClass: SchoolClass(id: UniqueID(high: 0, low: 1), name: "7B", code: "ABCDEF"), now: now,
          rows: rows))
    }
    var app = BoardApp(schoolClass: SchoolClass(id: UniqueID(high: 0, low: 1), name: "7B", code: "ABCDEF"))
    #expect(app.update(snapshot([]), at: now).contains(.loadInvitation), "asked for at the start")
    #expect(!app.isInvitationShown, "there is nothing to show yet")
    _ = app.update(.invitation(try invitation(line)), at: now)
    #expect(app.isInvitationShown)
    var kept = app
    _ = app.update(.row(BoardAppTests.row("Ada")), at: now)
    #expect(!app.isInvitationShown, "somebody has joined")

    let order = kept.order
    #expect(kept.update(.key(.character("i")), at: now) == [])
    #expect(!kept.isInvitationShown, "the key takes away what it shows")
    #expect(screen(kept, 80, 24).lines.contains { $0.contains("Nobody has joined yet.") })
    #expect(screen(kept, 80, 24).lines[23].contains("i invite"))
    #expect(kept.update(.key(.character("i")), at: now) == [.loadInvitation])
    #expect(kept.isInvitationShown)
    _ = kept.update(.row(BoardAppTests.row("Ada")), at: now)
    #expect(kept.isInvitationShown)
    for key in [Key.character("s"), .character("f"), .down, .character("/")] {
      #expect(kept.update(.key(key), at: now) == [])
    }
    #expect(
      !kept.isSearching && kept.order == order && kept.isInvitationShown, "the list is not there")
    #expect(kept.update(.key(.control("r")), at: now) == [.retry, .loadInvitation])
    #expect(kept.update(snapshot([BoardAppTests.row("Ada")]), at: now).contains(.loadInvitation))
    _ = kept.update(.key(.escape), at: now)
    #expect(!kept.isInvitationShown)

    app.update(.key(.character("i")), at: now).forEach { #expect($0 == .loadInvitation) }
    _ = app.update(.lost(reason: "No network.", nextTryAt: 4500), at: now)
    #expect(app.isInvitationShown && screen(app, 80, 24).lines[23].contains("connection lost"))
    _ = app.update(.key(.character("i")), at: now)
    #expect(!app.isInvitationShown)
    _ = app.update(.key(.character("/")), at: now)
    _ = app.update(.key(.character("i")), at: now)
    #expect(!app.isInvitationShown && app.search?.text == "i", "a letter of a name is one")
  }

  @Test("the key is named: at the foot, in the help, and what it does then")
  func hints() throws {
    var app = app([BoardAppTests.row("Ada")], .invitation(try invitation(line)))
    #expect(screen(app, 80, 24).lines[23].contains("i invite"))
    _ = app.update(.key(.function(1)), at: now)
    #expect(screen(app, 80, 24).lines.contains { $0.contains("how pupils join") })
    _ = app.update(.key(.escape), at: now)
    _ = app.update(.key(.character("i")), at: now)
    #expect(screen(app, 80, 24).lines[23].contains("i back to the board"))
    #expect(screen(app, 40, 10).lines[9] == " ● live · 1 pupil has joined     i back")
    _ = app.update(.lost(reason: "No network.", nextTryAt: 4500), at: now)
    #expect(screen(app, 40, 10).lines[9] == " ○ lost, 5 s · 1 joined          i back")
    let empty = self.app([], .invitation(try invitation(line)))
    #expect(screen(empty, 80, 24).lines[23].contains("Nobody has joined yet"))
    #expect(screen(empty, 80, 24).lines[23].contains("i back to the board"))
  }
}
