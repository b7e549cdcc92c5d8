import Languages
import Outbox
import Primitives

/// Whoever joins, as this computer knew them before: the id that they ask the server for.
///
/// A server that was restored from a backup of before they joined does not know them; only under the id of before is sent
/// again what it has lost.
package struct EarlierSelf {
  let studentID: UniqueID
  /// What waits here under that id; nil where the person was not asked about it.
  let waiting: Waiting?

  /// The earlier self of a pupil of that name; nil where there is none, or the person says that it is somebody else.
  ///
  /// The account of this computer is who it says. Besides there are those whose points wait, also of another server, and those
  /// of this ledger who have signed out.
  ///
  /// - Parameters:
  ///   - ledger: Which one answers at the address; nil where it can't say.
  ///   - agrees: Asks the person a question.
  init?(
    named name: String, at ledger: UniqueID?, account: Account?, owners: [Waiting], agrees: (String) -> Bool
  ) {
    let key = Owner.key(ofName: name)
    if let account, let ledger, account.serverID == ledger, Owner.key(ofName: account.name) == key {
      (studentID, waiting) = (account.studentID, nil)
      return
    }
    let namesakes = owners.filter { $0.owner.ledger != nil && $0.nameKey == key }
    let unsent = namesakes.filter { $0.events > 0 }.max { $0.points < $1.points }
    let signedOut = ledger.flatMap { ledger in namesakes.last { $0.owner.serverID == ledger } }
    guard let known = unsent ?? signedOut else { return nil }
    let (knownName, className) = (known.name ?? name, known.className)
    let question =
      unsent == nil
      ? Spoken.language.goOn(as: knownName, ofClass: className)
      : Spoken.language.takeAlong(points: known.points, of: knownName, ofClass: className)
    guard agrees(question) else { return nil }
    (studentID, waiting) = (known.owner.studentID, known)
  }
}
