import Languages
package import Profile
package import Wire

/// Asks at the terminal what joining has to know, each until it is right.
package enum JoinQuestions {
  /// What the board says.
  ///
  /// - Parameter given: What is known of it already, an address or a code.
  package static func line(_ given: String) throws(CommandFailure) -> JoinLine {
    while true {
      let answer = try text(of: Spoken.language.whatBoardSays)
      // Whoever has given one half need not type it again.
      for typed in [answer, "\(given) \(answer)", "\(answer) \(given)"] {
        if let line = JoinLine(typed) { return line }
      }
      do throws(JoinLine.Problem) { return try JoinLine(reading: answer) } catch {
        Console.say(Spoken.language.text(of: error))
      }
    }
  }

  package static func name() throws(CommandFailure) -> String {
    while true {
      let answer = try text(of: Spoken.language.yourName)
      do throws(JoinRequest.Problem) { return try JoinRequest.name(typed: answer) } catch {
        Console.say(Spoken.language.text(of: error))
      }
    }
  }

  /// A PIN that was typed twice.
  package static func newPIN() throws(CommandFailure) -> String {
    try Console.hidingTyped { () throws(CommandFailure) in
      while true {
        let pin = try hiddenPIN()
        if try hiddenText(of: Spoken.language.onceMore).filter({ !$0.isWhitespace }) == pin { return pin }
        Console.say(Spoken.language.twoDifferentPINs)
      }
    }
  }

  /// A PIN that the server knows already.
  package static func pin() throws(CommandFailure) -> String {
    try Console.hidingTyped { () throws(CommandFailure) in try hiddenPIN() }
  }

  private static func hiddenPIN() throws(CommandFailure) -> String {
    while true {
      let answer = try hiddenText(of: Spoken.language.yourPIN(digits: Limit.pinLength))
      do throws(JoinRequest.Problem) { return try JoinRequest.pin(typed: answer) } catch {
        Console.say(Spoken.language.text(of: error))
      }
    }
  }

  private static func text(of question: String) throws(CommandFailure) -> String {
    Console.ask(question)
    guard let answer = Console.readLine() else { throw ended }
    return answer
  }

  private static func hiddenText(of question: String) throws(CommandFailure) -> String {
    guard let answer = Console.askHidden(question) else { throw ended }
    return answer
  }

  private static let ended = CommandFailure(.badUsage, Spoken.language.inputEnded)
}

extension JoinPerson {
  /// Whoever started the command.
  package static let atConsole = JoinPerson(
    agrees: { Console.isInteractive && Console.agrees(to: $0) }, tell: { Console.say($0) })
}
