extension Phrases {
  static let helpTitle = "Keys"
  static let helpClose = "any key closes"

  /// What is no key, and belongs in the help all the same.
  static let helpGoals = HelpView.Section(
    title: "Quests and homework",
    lines: [
      ("Quests", "three new ones a day"), ("Bonus", "comes from the server"),
      ("Homework", "first in the menu"),
    ])
}
