import Game
import Primitives
import Screen
import TestScopes
import Testing
import Views
import Wire
import XP

/// The form to join a class, and what offers it.
@Suite(.ownThread()) struct JoinViewTests {
  @Test("The PIN is on no screen of any size, nor what somebody took for one")
  func hidesPIN() {
    for glyphSet in [GlyphSet.unicode, .ascii] {
      for size in [(80, 24), (40, 10), (120, 40), (200, 60)] {
        let text = Play.form(Play.boardLine, "Ada", "97531", "x7!x").lines(size.0, size.1, glyphSet: glyphSet)
          .joined()
        #expect(!text.contains("97531") && !text.contains("x7!x"))
        #expect(text.contains(glyphSet == .unicode ? "•••••" : "*****"), "\(text)")
      }
    }
  }

  @Test("Every form fits every size from the smallest on, in ASCII too: nothing is drawn over the status bar")
  func sizes() {
    for (name, play) in Play.joining {
      for glyphSet in [GlyphSet.unicode, .ascii] {
        for (columns, rows) in [(40, 10), (59, 13), (60, 16), (60, 24), (80, 24), (96, 18), (300, 90)] {
          let lines = play.lines(columns, rows, glyphSet: glyphSet)
          #expect(lines.count == rows && lines.allSatisfy { glyphSet.columns(of: $0) <= columns }, "\(name)")
          let last = lines.last ?? ""
          #expect(last.contains("saved"), "\(name) \(columns)×\(rows): \(last)")
        }
      }
    }
  }

  @Test("What is wrong stands in full below its field on the smallest screen")
  func smallest() {
    let lines = Play.joining.first { $0.name == "refused" }?.play.lines(40, 10) ?? []
    let text = lines.map { $0.trimmingSpaces }.joined(separator: " ")
    #expect(text.contains("nothing answers at its address. Is the server on?"), "\(text)")
    #expect(lines.contains { $0.contains("Once more") }, "the fields are all there")
  }

  @Test("The menu offers it to whoever has no class or has to sign in again; the help has it for all others")
  func offer() {
    for size in [(80, 24), (40, 10)] {
      let noClass = Play.menu().lines(size.0, size.1)
      #expect(noClass.contains { $0.contains("j joins your class") }, "\(noClass)")
      let again = Play.menu(SyncStatus(state: .signInNeeded, pendingEvents: 1, pendingXP: 7), className: "7B")
        .lines(size.0, size.1)
      #expect(again.contains { $0.contains("j signs you in again") }, "\(again)")
      #expect(again.last?.contains("sign in again: press j") == true, "\(again)")
      var member = Play.menu(Play.synced, className: "7B")
      #expect(!member.lines(size.0, size.1).joined().contains("join"))
      member.press(.function(1))
      #expect(member.lines(size.0, size.1).contains { $0.contains("join another class") })
    }
    #expect(Play.menu().lines(80, 24).last?.contains("j join a class") == true)
    var round = Play.menu(SyncStatus(state: .signInNeeded), className: "7B")
    round.press(.enter)
    #expect(round.lines(80, 24).last?.contains("sign in again: j in the menu") == true)
    #expect(!Play(className: nil).lines(80, 24).joined().contains("join"))
  }

  @Test("The mouse reaches the fields, the offer and the answers")
  func mouse() {
    func targets(_ play: Play) -> [Target] {
      Views.draw(play.app, size: Size(columns: 80, rows: 24), now: 0).targets.map(\.target)
    }
    #expect(targets(Play.menu()).contains(.join))
    #expect(
      targets(Play.form()) == [.joinField(.line), .joinField(.name), .joinField(.pin), .joinField(.pinAgain)])
    #expect(targets(Play.joining.first { $0.name == "asked" }?.play ?? Play.menu()) == [.yes, .no])
    #expect(targets(Play.joining.first { $0.name == "joined" }?.play ?? Play.menu()) == [.goOn])
  }

  @Test("The empty form")
  func empty() {
    #expect(
      Play.shows("empty", 80, 24)
        == """

          glosa   Ada                             Level 1 ░░░░░░░░░░░░░░░░ 0/50   0 XP
          ────────────────────────────────────────────────────────────────────────────

                                          Join a class

            ╭─ What the board says ────────────────────────────────────────────────╮
            │                                                                      │
            ╰──────────────────────────────────────────────────────────────────────╯
              As it stands there: glosa join 192.168.1.20 K7QM2P-4XK9T-B2Q7A

            ╭─ Your name ──────────────────────────────────────────────────────────╮
            │                                                                      │
            ╰──────────────────────────────────────────────────────────────────────╯
              As the class knows you; your teacher sees it.

            ╭─ Your PIN, 4 to 12 digits ──────╮  ╭─ The PIN once more ─────────────╮
            │                                 │  │                                 │
            ╰─────────────────────────────────╯  ╰─────────────────────────────────╯
              New? Make it up now: with it you are the same pupil on any computer.


          ────────────────────────────────────────────────────────────────────────────
          ● saved on this computer         Enter go on   Tab next   F1 help   Esc back
        """.picture)
  }

  @Test("What is understood of the line, and what is wrong, each below its field")
  func wrongLength() {
    #expect(
      Play.shows("wrong", 80, 24)
        == """

          glosa   Ada                             Level 1 ░░░░░░░░░░░░░░░░ 0/50   0 XP
          ────────────────────────────────────────────────────────────────────────────

                                          Join a class

            ╭─ What the board says ────────────────────────────────────────────────╮
            │ glosa join 192.168.1.20 k7qm2p 4xk9t b2q7a                           │
            ╰──────────────────────────────────────────────────────────────────────╯
              ✓ 192.168.1.20   K7QM2P-4XK9T-B2Q7A

            ╭─ Your name ──────────────────────────────────────────────────────────╮
            │ Ada                                                                  │
            ╰──────────────────────────────────────────────────────────────────────╯
              As the class knows you; your teacher sees it.

            ╭─ Your PIN, 4 to 12 digits ──────╮  ╭─ The PIN once more ─────────────╮
            │                                 │  │                                 │
            ╰─────────────────────────────────╯  ╰─────────────────────────────────╯
              ✗ A PIN has 4 to 12 digits; this one has 3.


          ────────────────────────────────────────────────────────────────────────────
          ● saved on this computer         Enter go on   Tab next   F1 help   Esc back
        """.picture)
    #expect(
      Play.shows("wrong", 40, 10)
        == """
         glosa   Ada  Level 1 ░░░░░░░░░░   0 XP
           What the board says
           glosa join 192.168.1.20 k7qm2p 4xk9…
           ✓ 192.168.1.20   K7QM2P-4XK9T-B2Q7A
           Name       Ada
         ▸ PIN
           ✗ A PIN has 4 to 12 digits; this one
           has 3.
           Once more
         ● saved on this computer       F1 help
        """.picture)
  }

  @Test("Letters in a PIN are told at once, on any screen; the PIN stays hidden")
  func letters() {
    let play = Play.joining.first { $0.name == "letters" }?.play
    for (columns, rows) in [(40, 10), (80, 24), (120, 40)] {
      let text = play?.lines(columns, rows).joined(separator: "\n") ?? ""
      #expect(text.contains("✗ Digits only.") && !text.contains("12x4"), "\(text)")
    }
    let again = Play.form(Play.boardLine, "Ada", "1234", "12x").lines(80, 24)
    #expect(again.contains { $0.contains("✗ Digits only.") })
  }

  @Test(
    "Who is in a class finds the name of before, and how to keep it or not; a field stands apart from the next"
  )
  func otherClass() {
    let play = Play.joining.first { $0.name == "other class" }?.play
    let lines = play?.lines(80, 24) ?? []
    #expect(lines.contains { $0.contains("│ Ada ") } && lines.contains { $0.contains("Enter keeps it") })
    #expect(!lines.joined().contains("Make it up"), "they have a PIN")
    for size in [(80, 24), (120, 40)] {
      let lines = play?.lines(size.0, size.1) ?? []
      for title in ["Your name", "Your PIN"] {
        let row = lines.firstIndex { $0.contains("╭─ \(title)") } ?? 0
        #expect(row > 0 && lines[row - 1].isEmpty, "\(title) at \(size)")
      }
    }
  }

  @Test("A question lies before the form")
  func question() {
    #expect(
      Play.shows("asked", 40, 10)
        == """
         glosa   Ada  Level 1 ░░░░░░░░░░   0 XP
                      Join a class
         ╭───────────────────────────────────╮
         │  Bring the 30 XP won here so far  │
         │          into the class?          │
         │           y yes   n no            │
         ╰───────────────────────────────────╯
           PIN        ••••
         ▸ Once more  ••••
         ● saved on this computer
        """.picture)
  }
}

extension String {
  fileprivate var trimmingSpaces: String {
    var text = Substring(self)
    while text.first == " " { text.removeFirst() }
    return String(text)
  }
}
