package import Wire

/// What is needed to join a class.
package struct JoinOrder: Hashable, Sendable {
  /// What the board says.
  package let line: JoinLine
  /// The pupil's name in the class.
  package let name: String
  /// Typed twice.
  package let pin: String

  package init(line: JoinLine, name: String, pin: String) {
    (self.line, self.name, self.pin) = (line, name, pin)
  }
}

/// A class was joined.
package struct JoinResult: Hashable, Sendable {
  /// The class's name.
  package let className: String
  /// The pupil's.
  package let name: String
  /// What became of points from before, a sentence each.
  package let notes: [String]

  package init(className: String, name: String, notes: [String]) {
    (self.className, self.name, self.notes) = (className, name, notes)
  }
}

/// What becomes of an order to join.
package enum JoinNews: Hashable, Sendable {
  /// A question that is answered with yes or no; nothing goes on before.
  case asked(String)
  /// The pupil did not want to wait, and nothing was changed.
  case givenUp
  /// It is too late to give up: the server has been asked to let the pupil in.
  case tooLateToGiveUp
  /// Nothing was changed, for a reason that stands at a field.
  case failed(JoinForm.Field, String)
  /// The pupil of this computer is the class's now.
  case joined(JoinResult)
}
