import Game
import Languages
import Primitives
import Screen
import TestScopes
import Testing
import Wire
import XP

/// A pupil at the form to join a class.
@Suite("Joining from the menu", .ownThread()) struct JoiningAppTests {
  private static let line = "glosa join 192.168.1.20 k7qm2p 4xk9t b2q7a"
  private static let order = JoinOrder(
    line: JoinLine(line) ?? JoinLine(address: "", code: JoinCode(classCode: "", fingerprint: nil)),
    name: "Ada", pin: "1234")

  private func app(_ status: SyncStatus = SyncStatus(state: .local), className: String? = nil) -> App {
    var app = App(
      player: Player(name: "Ada", className: className), files: [GameSamples.file()], status: status, seed: 1,
      ids: GameSamples.ids(),
      now: GameSamples.now, place: LocalTime(offsetSeconds: 0))
    app.offersJoining = true
    return app
  }

  /// The form, filled in so that one more Enter sends it.
  private func filled() -> App {
    var app = app()
    app.type("j" + Self.line)
    app.press(.enter)
    app.type("Ada")
    app.press(.enter)
    app.type("1234")
    app.press(.enter)
    app.type("1234")
    return app
  }

  private func sent() -> App {
    var app = filled()
    #expect(app.press(.enter) == [.join(Self.order)])
    return app
  }

  private func hear(_ news: JoinNews, _ app: inout App) -> [Effect] {
    app.update(.joining(news), at: GameSamples.now)
  }

  @Test("j opens the form, where it is offered; q, j and ? are letters in it, and Esc goes back")
  func opens() throws {
    var closed = GameSamples.app()
    closed.type("j")
    #expect(closed.menuShown != nil)
    var app = app()
    app.type("j")
    #expect(app.form?.reason == .noClass && app.form?.focus == .line)
    #expect(app.type("q?j").isEmpty)
    #expect(app.form?[.line].text == "q?j" && !app.isHelpShown && !app.isLeaving)
    app.press(.escape)
    #expect(app.menuShown != nil)
    #expect(app.type("q") == [.playing(nil), .leave])
  }

  @Test("Who is in a class joins another one, who has to sign in again finds the name there")
  func reasons() {
    var other = app(SyncStatus(state: .synced), className: "7B")
    #expect(other.joinOffer == nil)
    other.type("j")
    #expect(other.form?.reason == .otherClass && other.form?[.name].text == "Ada")
    var again = app(SyncStatus(state: .signInNeeded), className: "7B")
    #expect(again.joinOffer == .signIn)
    again.type("j")
    #expect(again.form?.reason == .signIn && again.form?[.name].text == "Ada")
    #expect(app().joinOffer == .noClass)
  }

  @Test(
    "The name of before is kept with Enter, edited by the keys that edit, and typed over by somebody else")
  func nameOfBefore() {
    func typed(_ keys: Key...) -> String? {
      var app = app(SyncStatus(state: .synced), className: "7B")
      app.type("j" + Self.line)
      for key in [.enter] + keys { app.press(key) }
      return app.form?[.name].text
    }
    #expect(typed(.enter) == "Ada")
    #expect(typed(.character("B"), .character("o")) == "Bo")
    #expect(typed(.backspace, .character("o")) == "Ado")
    #expect(typed(.left, .character("r")) == "Adra")
    var pasted = app(SyncStatus(state: .synced), className: "7B")
    pasted.type("j")
    pasted.press(.tab)
    _ = pasted.update(.pasted("Bo"), at: GameSamples.now)
    #expect(pasted.form?[.name].text == "Bo" && pasted.form?.isNameOfBefore == false)
  }

  @Test("Letters in a PIN are known as soon as they are typed")
  func letters() {
    var app = app()
    app.type("j")
    app.press(.tab, .tab)
    for (typed, isWrong) in [("1", false), ("2", false), ("x", true)] {
      app.type(typed)
      #expect(app.form?.hasNoDigits(.pin) == isWrong)
    }
    #expect(app.form?.hasNoDigits(.pinAgain) == false)
    app.press(.backspace)
    #expect(app.form?.hasNoDigits(.pin) == false)
  }

  @Test("Enter goes from field to field and at the last one orders; Tab and arrows go anywhere")
  func fields() {
    var app = app()
    app.type("j")
    app.press(.tab, .tab)
    #expect(app.form?.focus == .pin)
    app.press(.up, .up, .up)
    #expect(app.form?.focus == .line)
    app.press(.backTab)
    #expect(app.form?.focus == .pinAgain)
    app.press(.down, .tab)
    #expect(app.form?.focus == .line)
    _ = app.update(.pressed(.joinField(.name)), at: GameSamples.now)
    #expect(app.form?.focus == .name)
    let form = sent().form
    #expect(form?.phase == .sending(isGivenUp: false))
  }

  @Test("A pasted line is taken with its line ends, and edited like any text")
  func pasted() {
    var app = app()
    app.type("j")
    _ = app.update(.pasted("glosa join 192.168.1.20\r\nK7QM2P-4XK9T-B2Q7A\n"), at: GameSamples.now)
    #expect(app.form?.line == .success(Self.order.line))
    app.press(.backspace, .backspace)
    #expect(app.form?.line == .failure(.codeLength(15)))
    app.press(.control("u"))
    #expect(app.form?.line == .failure(.nothing))
  }

  @Test(
    "What is wrong is told at its field, which has the focus then, and nothing is sent",
    arguments: [
      ("10.0.0.5 K7QM2", "Ada", "1234", "1234", JoinForm.Field.line, "this one has 5"),
      ("10.0.0.5", "Ada", "1234", "1234", .line, "code is missing"), ("", "", "", "", .line, "board"),
      (line, " ", "1234", "1234", .name, "name is needed"),
      (line, String(repeating: "x", count: 41), "1234", "1234", .name, "at most 40"),
      (line, "Ada", "123", "123", .pin, "this one has 3"), (line, "Ada", "12x4", "12x4", .pin, "digits only"),
      (line, "Ada", "1234", "1243", .pin, "two different PINs"),
      (line, "Ada", "1234", "", .pin, "two different"),
    ])
  func wrong(
    line: String, name: String, pin: String, again: String, field: JoinForm.Field, sentence: String
  ) throws {
    var app = app()
    app.type("j" + line)
    for text in [name, pin, again] {
      app.press(.tab)
      app.type(text)
    }
    #expect(app.press(.enter).isEmpty)
    let form = try #require(app.form)
    #expect(form.phase == .editing && form.focus == field && form.problem?.field == field)
    #expect(
      form.problem?.reason.text(in: English()).contains(sentence) == true,
      "\(String(describing: form.problem))")
    if field == .pin { #expect(form[.pin].isEmpty && form[.pinAgain].isEmpty) }
    app.type("1")
    #expect(app.form?.problem == nil)
  }

  @Test("A field that is wrong is told when Enter is pressed in it")
  func wrongAtOnce() {
    var app = app()
    app.type("jK7QM2P")
    app.press(.enter)
    #expect(
      app.form?.focus == .line
        && app.form?.problem?.reason.text(in: English()).contains("address is missing") == true)
    app.press(.tab, .tab)
    app.type("12")
    app.press(.enter)
    #expect(
      app.form?.focus == .pin
        && app.form?.problem?.reason.text(in: English()).contains("this one has 2") == true)
  }

  @Test("What the server says against it stands at its field; a PIN is typed anew, the rest stays")
  func refused() {
    for (field, isPINKept) in [(JoinForm.Field.line, true), (.name, true), (.pin, false)] {
      var app = sent()
      #expect(hear(.failed(field, "No."), &app).isEmpty)
      #expect(app.form?.phase == .editing && app.form?.focus == field)
      #expect(app.form?.problem == JoinForm.Problem(field: field, reason: .refused("No.")))
      #expect(app.form?[.line].text == Self.line && app.form?[.name].text == "Ada")
      #expect(app.form?[.pin].text == (isPINKept ? "1234" : ""))
    }
  }

  @Test("Esc gives up waiting, once; what comes of it all the same is not lost")
  func givesUp() {
    var app = sent()
    #expect(app.type("x1").isEmpty)
    #expect(app.press(.escape) == [.giveUpJoining])
    _ = hear(.givenUp, &app)
    #expect(app.form?.phase == .editing && app.form?[.pin].text == "1234")
    #expect(app.press(.tab, .backTab, .enter) == [.join(Self.order)])
    #expect(app.press(.escape) == [.giveUpJoining])
    _ = hear(.tooLateToGiveUp, &app)
    #expect(app.form?.phase == .sending(isGivenUp: true) && app.press(.escape).isEmpty)
    _ = hear(.joined(JoinResult(className: "7B", name: "Ada", notes: [])), &app)
    _ = hear(.tooLateToGiveUp, &app)
    #expect(app.form?.phase == .joined(JoinResult(className: "7B", name: "Ada", notes: [])))
  }

  @Test("Questions are answered with yes or no, and the same one only once")
  func questions() {
    var app = sent()
    #expect(hear(.asked("Take 30 XP along?"), &app).isEmpty)
    #expect(app.form?.phase == .asking("Take 30 XP along?"))
    #expect(app.press(.enter, .tab, .character("x")).isEmpty)
    #expect(app.type("y") == [.answerJoining(true)])
    #expect(app.form?.phase == .sending(isGivenUp: false))
    _ = hear(.failed(.pin, "Wrong."), &app)
    app.type("1234")
    app.press(.tab)
    app.type("1234")
    #expect(app.press(.enter) == [.join(Self.order)])
    #expect(hear(.asked("Take 30 XP along?"), &app) == [.answerJoining(true)])
    for (key, answer) in [(Key.character("n"), false), (.escape, false), (.character("j"), true)] {
      var other = sent()
      _ = hear(.asked("Really?"), &other)
      #expect(other.press(key) == [.answerJoining(answer)])
    }
  }

  @Test("Once joined, the game goes on as the new pupil; no PIN is kept")
  func joined() throws {
    for key in [Key.enter, .escape, .character(" ")] {
      var app = sent()
      _ = hear(.joined(JoinResult(className: "7B", name: "Ada", notes: ["30 XP come along."])), &app)
      let form = try #require(app.form)
      #expect(form[.pin].isEmpty && form[.pinAgain].isEmpty)
      #expect(app.type("q").isEmpty)
      // The points are another pupil's now; that the one of before has none is no news for them.
      let before = app.status
      _ = app.update(.statusChanged(SyncStatus(state: .local, pendingXP: 1)), at: GameSamples.now)
      #expect(app.status == before)
      #expect(app.press(key) == [.changePupil])
      #expect(app.isLeaving && app.press(.enter).isEmpty)
      #expect(app.press(.control("c")) == [.leaveNow])
    }
  }

  @Test("Ctrl-C leaves at any point; the game's news are taken in meanwhile")
  func leaves() {
    var app = sent()
    _ = app.update(
      .statusChanged(SyncStatus(state: .synced, pendingEvents: 1, pendingXP: 7)), at: GameSamples.now)
    _ = app.update(.filesChanged([GameSamples.file(title: "Annat")]), at: GameSamples.now)
    #expect(app.form != nil && app.status.pendingXP == 7)
    #expect(app.press(.control("c")) == [.playing(nil), .leave])
  }
}

extension App {
  /// The form on the screen.
  fileprivate var form: JoinForm? {
    if case .joining(let form) = scene { form } else { nil }
  }
}
