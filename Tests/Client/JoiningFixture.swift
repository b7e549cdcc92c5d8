import Game
import Primitives
import Screen
import XP

extension Play {
  /// What a board says, as somebody types it.
  static let boardLine = "glosa join 192.168.1.20 k7qm2p 4xk9t b2q7a"

  /// In the menu of a pupil for whom a class can be joined.
  static func menu(_ status: SyncStatus = SyncStatus(state: .local), className: String? = nil) -> Play {
    var play = Play(status: status, className: className)
    play.app.offersJoining = true
    return play
  }

  /// At the form, with what is typed into its fields.
  static func form(_ texts: String...) -> Play {
    var play = menu()
    play.press(.character("j"))
    for (index, text) in texts.enumerated() {
      if index > 0 { play.press(.tab) }
      for character in text { play.press(.character(character)) }
    }
    return play
  }

  private mutating func hear(_ news: JoinNews) {
    _ = app.update(.joining(news), at: Timestamp(milliseconds: 0))
  }

  /// Everything that joining a class looks like, by name.
  static var joining: [(name: String, play: Play)] {
    var wrong = form(boardLine, "Ada", "123", "123")
    wrong.press(.enter)
    var refused = form(boardLine, "Ada", "1234", "1234")
    refused.press(.enter)
    var (waiting, asked, joined, wrongPIN) = (refused, refused, refused, refused)
    let sending = refused
    refused.hear(
      .failed(.line, "http://192.168.1.20:8420: nothing answers at its address. Is the server on?"))
    wrongPIN.hear(
      .failed(.pin, "The PIN is wrong, or somebody else in the class has this name: ask your teacher."))
    waiting.hear(.tooLateToGiveUp)
    asked.hear(.asked("Bring the 30 XP won here so far into the class?"))
    joined.hear(
      .joined(
        JoinResult(
          className: "7B", name: "Ada", notes: ["30 XP come along; the game sends them to the class."])))
    var otherClass = menu(synced, className: "7B")
    otherClass.press(.character("j"))
    var help = form(boardLine)
    help.press(.function(1))
    return [
      ("menu, no class", menu()), ("empty", form()), ("half", form("glosa join 192.168.1.20 k7qm2")),
      ("filled", form(boardLine, "Ada", "1234")), ("wrong", wrong), ("refused", refused),
      ("wrong PIN", wrongPIN), ("sending", sending), ("waiting", waiting), ("asked", asked),
      ("joined", joined), ("form, help", help), ("letters", form(boardLine, "Ada", "12x4")),
      ("other class", otherClass),
    ]
  }
}
