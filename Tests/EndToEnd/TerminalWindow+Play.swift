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
}
