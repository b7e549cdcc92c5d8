import Files
import Languages
import Outbox
import Primitives

/// What becomes of the points on this computer when a pupil joins: what comes along, and what stays, is said.
package struct JoinPoints {
  let directories: Directories
  let outbox: Outbox
  /// Who played here without a class until now.
  let profile: LocalProfile
  /// What `--bring-points` says; nil where the person is asked.
  let answer: Bool?
  /// The person whose points they are.
  let person: JoinPerson

  /// Asks the person whether points come along, where that was not said before.
  func agrees(_ question: String) -> Bool { answer ?? person.agrees(question) }

  /// The profiles that come along as far as it is known before anybody is asked, so that a crash from here on changes nothing:
  /// those of this computer where the command says so, and those that came along with the same student before.
  func known(to student: UniqueID, before: Account?) -> [UniqueID] {
    guard answer != false else { return [] }
    let earlier = before?.studentID == student ? before?.brings ?? [] : []
    return earlier + (answer == true ? [student, profile.studentID] : [])
  }

  /// Makes the account that of this computer.
  ///
  /// The local profile gives up an id that is the student's now, or whose points come along: whoever plays here without a class
  /// next is somebody else. After a crash in between, whatever looks at account or profile next does it. What the profile has
  /// won stays under the old id until the person has said whose it is.
  func save(_ account: Account) throws(CommandFailure) {
    do {
      try keep(account)
    } catch {
      throw CommandFailure(.cannotWrite, Spoken.language.inClassButNotKept(error.spoken))
    }
  }

  private func keep(_ account: Account) throws(FileError) {
    try account.save(in: directories)
    for id in [account.studentID] + account.brings { try LocalProfile.renew(ifHeldBy: id, in: directories) }
  }

  /// Everything that waits here for the pupil goes to the ledger that was joined.
  func takeAlong(_ earlier: Waiting?, to account: Account) throws(CommandFailure) {
    do throws(OutboxError) {
      let before = try outbox.snapshot(owner: account.owner).pendingXP
      if let serverID = account.serverID { try outbox.recordLedger(serverID, of: account.studentID) }
      if let earlier, earlier.owner.studentID == account.studentID, earlier.owner != account.owner {
        _ = try outbox.adopt(from: earlier.owner, to: account.owner)
      }
      try outbox.describe(
        account.owner, name: account.name, className: account.className, address: account.server)
      let waiting = try outbox.snapshot(owner: account.owner)
      if waiting.pendingXP > 0 {
        person.tell(
          waiting.pendingXP > before
            ? Spoken.language.waitedHereComesAlong(points: waiting.pendingXP)
            : Spoken.language.gameSends(points: waiting.pendingXP))
      }
      if let earlier, earlier.owner.studentID != account.studentID, earlier.points > 0 {
        person.tell(Spoken.language.belongsToAnother(points: earlier.points))
      }
    } catch {
      throw CommandFailure(.cannotWrite, Spoken.language.inClass(but: error.spoken))
    }
  }

  /// What was earned without a class: moved where the pupil says so, never silently. What they leave goes to the local
  /// profile of now.
  func bringLocal(to account: Account) throws(CommandFailure) {
    do {
      let profiles = try outbox.owners().unclaimed(by: account.studentID)
      let points = profiles.reduce(0) { $0 + $1.points }
      guard !profiles.isEmpty else { return try remember([], account) }
      guard agrees(Spoken.language.bringIntoClass(points: points)) else {
        try outbox.bring(
          from: account.studentID,
          to: Owner(ledger: nil, studentID: LocalProfile.current(in: directories).studentID))
        person.tell(Spoken.language.staysOnThisComputer(points: points))
        return
      }
      try remember(profiles.map(\.owner.studentID), account)
      let before = try outbox.snapshot(owner: account.owner).pendingXP
      for profile in profiles { try outbox.bring(from: profile.owner.studentID, to: account.owner) }
      let brought = try outbox.snapshot(owner: account.owner).pendingXP - before
      if brought > 0 { person.tell(Spoken.language.comesAlong(points: brought)) }
      let left = try outbox.owners().filter { $0.owner.ledger == nil }.reduce(0) { $0 + $1.points }
      if left > 0 { person.tell(Spoken.language.leftWithoutClass(points: left)) }
    } catch {
      let sentence = (error as? any Sayable)?.spoken ?? "\(error)"
      throw CommandFailure(.cannotWrite, Spoken.language.inClass(but: sentence))
    }
  }

  /// Remembers that points come along, so that what is won or found later under the same profiles does, too: in a game that
  /// goes on in another window, or in an outbox that can't be opened now.
  private func remember(_ profiles: [UniqueID], _ account: Account) throws(FileError) {
    guard answer == true || !profiles.isEmpty else { return }
    var account = account
    account.brings = Array(Set(account.brings + profiles + [account.studentID, profile.studentID])).sorted()
    try keep(account)
  }
}
