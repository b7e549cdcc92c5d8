import Foundation
import Primitives
import TestScopes
import TestSupport
import Testing
import Tracking
import XP

/// The board on the projector: a real browser, a real server, pupils at their programs.
@Suite("The board as a web page, end to end", .ownThread(in: .programs))
struct WebBoardEndToEndTests {
  private let live = "document.getElementById('connection').textContent === '● live'"

  private func browser(at classroom: Classroom, wiring: Wiring = .plain) throws -> Browser {
    // The teacher's browser asks once about a certificate that nobody else vouches for.
    let browser = try Browser(in: classroom.folder + "/browser", trustsAnyCertificate: wiring == .tls)
    #expect(try browser.openBoard(at: classroom.address))
    return browser
  }

  /// A JavaScript expression: some pupil's card says all of that.
  private func card(_ name: String, _ texts: String...) -> String {
    let tests = texts.map { "card.textContent.includes('\($0)')" } + ["true"]
    return """
      [...document.querySelectorAll('#pupils li')].some((card) =>
        card.querySelector('.name').textContent === '\(name)' && \(tests.joined(separator: " && ")))
      """
  }

  @Test("Points that came faster than anybody plays are told on the pupil's card, in words")
  func unusual() throws {
    let classroom = try Classroom()
    _ = try classroom.joinedComputer("Ada").playRightAnswers(2)
    let pupil = try DirectPupil(classroom, name: "Bo", address: classroom.address, seed: 1)
    _ = try pupil.tracking.awardXP(1000, gameType: .typing, context: AwardContext())
    #expect(pupil.drained(within: 20))
    let browser = try browser(at: classroom)
    try browser.signIn(with: classroom.teacherToken)
    #expect(try browser.waits(for: card("Bo", "unusual: 1000 XP came faster than anybody plays")))
    #expect(try browser.waits(for: "!" + card("Ada", "unusual")))
    #expect(browser.complaints == [])
  }

  @Test("Sign in, see a class live, lose the server, and go on by itself", arguments: Wiring.allCases)
  func followsTheClass(wiring: Wiring) throws {
    let classroom = try Classroom(wiring: wiring)
    let token = classroom.teacherToken
    let (ada, bo) = (try classroom.joinedComputer("Ada"), try classroom.joinedComputer("Bo"))
    let browser = try browser(at: classroom, wiring: wiring)

    try browser.signIn(with: "wrong" + token)
    #expect(
      try browser.waits(
        for: "document.getElementById('sign-in-problem').textContent.includes('does not know')"))
    try browser.signIn(with: token)
    #expect(try browser.waits(for: live))
    #expect(try browser.waits(for: card("Ada", "never seen")))
    let address = try browser.value(of: "location.href").string ?? ""
    #expect(address.hasPrefix(classroom.address + "/board/"))
    #expect(!address.contains(token))
    #expect(try browser.value(of: "localStorage.length") == 0, "the token stays in the tab")

    _ = try ada.playRightAnswers(3)
    #expect(
      try browser.waits(for: card("Ada", "✓ left", "at ", "everything sent", "30 XP")), "the card of Ada")
    #expect(try browser.text(of: "summary") == "1 of 1 synced, nobody is waited for")
    #expect(try browser.text(of: "sums") == "today 30 XP · 1 not here yet")
    #expect(try browser.text(of: "ticker").contains("0 Ada"))
    #expect(try browser.value(of: "document.title") == "1/1 · 7B")

    classroom.stopServer()
    #expect(
      try browser.waits(for: "document.getElementById('connection').textContent.includes('next try in')"))
    #expect(try browser.waits(for: card("Ada", "30 XP")), "what is known stays")
    try classroom.startServer()
    #expect(try browser.waits(for: live))
    _ = try bo.playRightAnswers(2)
    #expect(try browser.waits(for: card("Bo", "✓ left", "20 XP")))

    // Loaded anew, it is signed in still; signed out, nothing of the token is left.
    try browser.open("about:blank")
    try browser.open(classroom.address + "/board/")
    #expect(try browser.waits(for: live + " && " + card("Bo", "20 XP")))
    _ = try browser.value(of: "document.getElementById('sign-out').click()")
    #expect(try browser.value(of: "sessionStorage.length") == 0)
    #expect(try browser.value(of: "document.getElementById('board').hidden") == true)
    #expect(browser.complaints == [])
  }

  @Test("Several classes are chosen from, a pupil's token is refused, and nothing foreign gets into the page")
  func guards() throws {
    let classroom = try Classroom()
    let made = try Program.run(
      Programs.glosa,
      ["class", "create", "8C", "--server", classroom.address, "--token-file", classroom.tokenFile],
      environment: Computer(in: classroom.folder, named: "teacher").environment)
    #expect(made.status == 0)
    let browser = try browser(at: classroom)
    let pupil = try DirectPupil(classroom, name: "Ada", address: classroom.address, seed: 1)
    try browser.signIn(with: pupil.token)
    #expect(
      try browser.waits(
        for: "document.getElementById('sign-in-problem').textContent.includes('pupil’s token')"))
    try browser.signIn(with: classroom.teacherToken)
    #expect(try browser.waits(for: "document.querySelectorAll('#class-list button').length === 2"))
    _ = try browser.value(
      of:
        "[...document.querySelectorAll('#class-list button')].find((b) => b.firstChild.textContent === '8C').click()"
    )
    #expect(try browser.waits(for: live))
    #expect(try browser.text(of: "class-name") == "8C")
    #expect(try browser.text(of: "empty").contains("Nobody has joined yet"))
    #expect(browser.complaints == [])

    // The policy holds: a script of the page's own text and a foreign picture are both stopped.
    _ = try browser.value(
      of: """
        document.head.append(Object.assign(document.createElement('script'), { textContent: 'window.evil = 1' }));
        document.body.append(Object.assign(document.createElement('img'), { src: 'http://127.0.0.1:9/x.png' }))
        """)
    #expect(try browser.value(of: "window.evil ?? null") == .null)
    #expect(try browser.waits(for: "true"))
    #expect(browser.complaints.count { $0.contains("Content Security Policy") } == 2, "\(browser.complaints)")
  }
}
