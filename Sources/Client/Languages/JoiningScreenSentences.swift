package import Wire

/// What the screen for joining says, and what is wrong with what was typed there.
package protocol JoiningScreenSentences {
  var joinAClass: String { get }
  var signInAgain: String { get }
  var joinAnotherClass: String { get }
  var fieldLine: [String] { get }
  var fieldName: [String] { get }
  func fieldPIN(digits: ClosedRange<Int>) -> [String]
  var fieldPINAgain: [String] { get }
  var joinExample: [String] { get }
  var joinNameHint: [String] { get }
  var joinNameOfBeforeHint: [String] { get }
  func joinPINHint(mayBeNew: Bool) -> [String]
  var digitsOnly: String { get }
  var joining: String { get }
  var joiningAwaits: String { get }
  var changingPupil: String { get }
  func welcomed(to className: String, _ name: String) -> String
  func joinOffer(isSignIn: Bool) -> [String]
  var differentPINs: String { get }
  func text(of problem: JoinRequest.Problem) -> String
  func text(of problem: JoinLine.Problem) -> String
}
