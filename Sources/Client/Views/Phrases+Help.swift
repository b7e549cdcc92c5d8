extension Phrases {
  static let helpTitle = "Keys"
  static let helpClose = "any key closes"

  static let helpEverywhere = HelpView.Section(
    title: "Everywhere",
    keys: [
      ("F1 or ?", "this help"), ("Esc", "back"), ("q", "leave (not when typing)"), ("Ctrl-C", "leave"),
      ("Ctrl-Z", "to the shell; fg returns"),
    ])

  static let helpGoals = HelpView.Section(
    title: "Quests and homework",
    keys: [
      ("Quests", "three new ones a day"), ("Bonus", "comes from the server"),
      ("Homework", "first in the menu"),
    ])

  static let helpMenu = HelpView.Section(
    title: "Menu",
    keys: [
      ("↑ ↓", "choose in a list"), ("Tab", "next part"), ("← →", "change game, direction"),
      ("1–9", "choose by number"),
      ("Enter", "start"),
    ])

  static let helpJoining = HelpView.Section(
    title: "Joining a class",
    keys: [
      ("Enter", "next field; at the end: join"), ("Tab ↓", "next field"), ("Shift-Tab ↑", "field before"),
      ("Ctrl-U", "empty the field"), ("Esc", "menu"),
    ])

  static let helpTyping = HelpView.Section(
    title: "Typing",
    keys: [
      ("Enter", "answer; empty: show"), ("← →", "move in the field"), ("Home End", "to start, end"),
      ("Ctrl-A -E", "to start, end"),
      ("Ctrl-W", "delete a word"), ("Ctrl-U -K", "delete to start, end"), ("Esc", "end the round"),
    ])

  static let helpChoice = HelpView.Section(
    title: "Multiple choice",
    keys: [("1–4", "answer; or click it"), ("↑ ↓ Enter", "choose and answer"), ("Esc", "end the round")])

  static let helpResults = HelpView.Section(
    title: "Results",
    keys: [("← → Enter", "choose what next"), ("1–3", "the same by number"), ("Esc", "menu")])
}
