import Game
import Wire

/// What is said while a class is joined.
extension Phrases {
  static let secretCharacter: Character = "•"

  static func joinTitle(_ reason: JoinForm.Reason) -> String {
    switch reason {
    case .noClass: "Join a class"
    case .signIn: "Sign in again"
    case .otherClass: "Join another class"
    }
  }

  static func joinField(_ field: JoinForm.Field) -> String {
    switch field {
    case .line: "What the board says"
    case .name: "Your name"
    case .pin: "Your PIN, \(Limit.pinLength.lowerBound) to \(Limit.pinLength.upperBound) digits"
    case .pinAgain: "The PIN once more"
    }
  }

  static func shortJoinField(_ field: JoinForm.Field) -> String {
    switch field {
    case .line: "Board"
    case .name: "Name"
    case .pin: "PIN"
    case .pinAgain: "Once more"
    }
  }

  static func fieldName(_ text: String, hasFocus: Bool) -> String { hasFocus ? "▸ \(text)" : "  \(text)" }

  static let joinExample = [
    "As it stands there: glosa join 192.168.1.20 K7QM2P-4XK9T-B2Q7A", "as 192.168.1.20 K7QM2P-4XK9T-B2Q7A",
  ]

  static func understood(_ line: JoinLine) -> [String] {
    ["✓ \(line.address)   \(line.code)", "✓ \(line.address) \(line.code)", "✓ \(line.code)"]
  }

  static let joinNameHint = ["As the class knows you; your teacher sees it.", "As the class knows you."]
  static let joinNameOfBeforeHint = [
    "Enter keeps it; somebody else types their own name over it.", "Enter keeps it.",
  ]

  static func joinPINHint(_ reason: JoinForm.Reason) -> [String] {
    let same = [
      "With this name and this PIN you are the same pupil on any computer.", "The same on any computer.",
    ]
    return reason == .noClass
      ? ["New? Make it up now: with it you are the same pupil on any computer."] + same : same
  }

  static let digitsOnly = "Digits only."

  static let joining = "Joining…"
  static let joiningAwaits = "Joining… The server has been asked already, so its answer is waited for."
  static let changingPupil = "One moment…"

  static func welcome(to className: String, _ name: String) -> String { "Welcome to \(className), \(name)." }

  // MARK: In the menu

  static func joinOffer(_ reason: JoinForm.Reason) -> [String] {
    reason == .signIn
      ? ["signs you in again, with what the board says", "signs you in again"]
      : ["joins your class, with what the board says", "joins your class"]
  }

  static func signInHere(points: Int) -> [String] {
    points > 0
      ? ["▲ sign in again: press j, \(grouped(points)) XP waiting", "▲ sign in again: press j"]
      : ["▲ sign in again: press j"]
  }

  static func signInFromMenu(points: Int) -> [String] {
    points > 0
      ? ["▲ sign in again: \(grouped(points)) XP waiting", "▲ sign in again"]
      : ["▲ sign in again: j in the menu", "▲ sign in again"]
  }
}
