/// Who joins a class, as they can be spoken to while it happens.
struct JoinPerson: Sendable {
  /// Asks a question whose answer is yes or no, and waits for it. Who can't be asked says no.
  let agrees: @Sendable (_ question: String) -> Bool
  /// Tells a sentence.
  let tell: @Sendable (_ sentence: String) -> Void

  /// Whoever started the command.
  static let atConsole = JoinPerson(
    agrees: { Console.isInteractive && Console.agrees(to: "\($0) [y/N] ") }, tell: { Console.say($0) })
}
