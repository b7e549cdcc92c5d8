import Languages
import Primitives
package import Profile
import Transport
package import Wire

/// How pupils get into a class, in words.
extension Teacher {
  /// What the server says of how pupils join.
  package func invitation(to schoolClass: SchoolClass) throws(CommandFailure) -> Invitation {
    guard let json = try invitationJSON(to: schoolClass) else { return plainInvitation(to: schoolClass) }
    guard let invitation = Invitation(json: json) else { throw connection.malformedBody }
    return invitation
  }

  /// The server's answer; nil from a server of before, which does not know its addresses.
  private func invitationJSON(to schoolClass: SchoolClass) throws(CommandFailure) -> JSON? {
    do throws(CommandFailure) {
      return try connection.ask(.invitation, schoolClass.id).json
    } catch {
      guard error.status == .badInput else { throw error }
      return nil
    }
  }

  /// The address that this computer uses, and the code.
  private func plainInvitation(to schoolClass: SchoolClass) -> Invitation {
    let code = JoinCode(classCode: schoolClass.code, fingerprint: nil)
    return Invitation(
      lines: [JoinLine(address: connection.url.description, code: code)], isJoinable: schoolClass.isJoinable,
      isLoopback: false)
  }

  /// What pupils type with what is to be known of it, a row each, or why there is nothing to type: for a command that has done
  /// its work already, and so does not fail where the server says nothing more.
  ///
  /// - Parameter title: What stands before the line.
  package func howToJoin(_ schoolClass: SchoolClass, title: String = Spoken.language.pupilsJoinWith)
    -> [String]
  {
    guard let invitation = try? invitation(to: schoolClass) else {
      return [Spoken.language.whatShowSays(title, code: schoolClass.code)]
    }
    let notes = Self.notes(on: invitation, to: schoolClass)
    guard invitation.reachesPupils, let line = invitation.lines.first else { return notes }
    return [title, "  \(line)"] + notes
  }

  /// Why pupils can't join at the moment; empty where they can.
  package static func notes(on invitation: Invitation, to schoolClass: SchoolClass) -> [String] {
    let language = Spoken.language
    return (invitation.isJoinable ? [] : language.invitationClosed(schoolClass.name, code: schoolClass.code))
      + (invitation.hasNoNetwork
        ? [language.invitationNoNetwork, language.invitationAskAgain(code: schoolClass.code)] : [])
      + (invitation.isLoopback
        ? language.invitationLoopback + [language.invitationOnThisComputer]
          + invitation.lines.prefix(1).map { "  \($0)" } : [])
  }

  /// The sentences for a class that nobody is in.
  package func nobodyYet(in schoolClass: SchoolClass) -> String {
    ([Spoken.language.nobodyYet(in: schoolClass.name)] + howToJoin(schoolClass)).joined(separator: "\n")
  }
}
