package import Languages
package import Wire

/// What is wrong with a field of the form to join.
package enum FieldProblem: Error, Hashable, Sendable {
  case line(JoinLine.Problem)
  case request(JoinRequest.Problem)
  case differentPINs
  /// What whoever was asked says, as a sentence.
  case refused(String)
}

extension FieldProblem: Sayable {
  /// A sentence for the pupil.
  package func text(in language: any Language) -> String {
    switch self {
    case .line(let problem): language.text(of: problem)
    case .request(let problem): language.text(of: problem)
    case .differentPINs: language.differentPINs
    case .refused(let sentence): sentence
    }
  }
}
