import TestSupport
import Testing

extension TerminalWindow {
  /// Answers that many questions of a typing round right; each is on the screen before it is answered.
  func answerRight(_ count: Int, _ translations: Translations) throws {
    for _ in 0..<count {
      var term: String?
      #expect(
        eventually {
          term = translations.term(on: screen); return term != nil
        }, "\(screen)")
      guard let asked = term, let answer = translations[asked] else { return }
      try type(answer)
      #expect(shows(answer), "\(screen)")
      try press("Enter")
      #expect(eventually { translations.term(on: screen) != asked }, "\(screen)")
    }
  }

  /// The game of a computer at its menu.
  static func game(on computer: Computer, _ more: String...) throws -> TerminalWindow {
    let window = try TerminalWindow([Programs.glosa] + more, environment: computer.environment)
    #expect(window.shows("q quit"), "\(window.screen)")
    return window
  }

  /// Types into the field that has the focus, and goes on.
  func fill(_ text: String) throws {
    try type(text)
    try press("Enter")
  }

  /// Opens the form to join a class from the menu and fills it in; the PIN's last Enter sends it.
  func join(_ line: String, name: String?, pin: String, again: String? = nil) throws {
    try type("j")
    #expect(shows("What the board says"), "\(screen)")
    try fill(line)
    #expect(shows("✓ "), "\(screen)")
    if let name { try type(name) }
    try press("Enter")
    try fill(pin)
    #expect(shows(String(repeating: "•", count: pin.count)), "\(screen)")
    #expect(!screen.contains(pin), "\(screen)")
    try fill(again ?? pin)
  }

  /// Leaves from the menu.
  func quit() throws {
    try type("q")
    #expect(eventually { isOver }, "\(screen)")
    #expect(exitStatus == 0)
  }
}

extension Classroom {
  /// What the board says, as somebody types it.
  var boardLine: String { "glosa join \(address) \(code.prefix(3).lowercased())-\(code.dropFirst(3))" }
}
