/// What is said of how pupils join, on the board and by the teacher's commands.
package protocol InvitationSentences {
  func invitationTitle(_ className: String) -> String
  var invitationHowToType: String { get }
  var invitationWhatIsTheSame: String { get }
  var invitationSameAsPicture: String { get }
  var invitationOthers: String { get }
  func invitationClosed(_ className: String, code: String) -> [String]
  var invitationLoopback: [String] { get }
  var invitationOnThisComputer: String { get }
  var invitationNoNetwork: String { get }
  var invitationLineAppears: String { get }
  func invitationAskAgain(code: String) -> String
  func invitationJoined(_ count: Int) -> [String]
}
