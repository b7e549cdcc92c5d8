import Languages
import Screen

extension JoinForm {
  /// What a key does.
  enum Command: Hashable, Sendable {
    case edit(TextEdit)
    /// To another field, where wished from the last one to the first.
    case move(by: Int, around: Bool)
    /// From a field that is right to the next one, from the last one to the server.
    case enter
    case toMenu, giveUp, yes, no, goOn
  }

  var keys: KeyTable<Command> {
    switch phase {
    case .editing:
      KeyTable(
        .joining,
        [
          KeyLine(.nextFieldOrJoin, (.enter, .enter), hint: (focus == .pinAgain ? .send : .goOn, 4)),
          KeyLine(
            .nextField, (.tab, .move(by: 1, around: true)), (.down, .move(by: 1, around: false)),
            hint: (.next, 3)),
          KeyLine(
            .fieldBefore, (.backTab, .move(by: -1, around: true)), (.up, .move(by: -1, around: false))),
          KeyLine(.emptyField, (.control("u"), .edit(.deleteToStart))),
          KeyLine(.toMenu, (.escape, .toMenu), hint: (.back, 2)),
        ] + KeyLine.editing(told: []) { .edit($0) })
    case .sending(let isGivenUp):
      KeyTable(lines: [
        KeyLine(
          nil, (.escape, .giveUp), hint: (.stopWaiting, 1), target: .no,
          unless: isGivenUp ? .tooLateToStop : nil),
        KeyLine(idle: [.enter], because: .waiting), KeyLine(idleTextBecause: .waiting),
      ])
    case .asking:
      KeyTable(lines: [
        KeyLine(
          nil, (.character("y"), .yes), (.character("Y"), .yes), (.character("j"), .yes),
          (.character("J"), .yes),
          hint: (.yes, 1), target: .yes),
        KeyLine(
          nil, (.character("n"), .no), (.character("N"), .no), (.escape, .no), hint: (.no, 1), target: .no),
        KeyLine(idle: [.enter], because: .yesOrNo), KeyLine(idleTextBecause: .yesOrNo),
      ])
    case .joined:
      KeyTable(lines: [
        KeyLine(
          nil, (.enter, .goOn), (.escape, .goOn), (.character(" "), .goOn), hint: (.goOn, 1), target: .goOn),
        KeyLine(idleTextBecause: .enterGoesOn),
      ])
    }
  }
}
