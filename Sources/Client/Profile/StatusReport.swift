import Languages
package import Outbox
package import Primitives
import Transport
import XP

/// What `glosa status` tells, as a program and as a person reads it.
package struct StatusReport {
  private let identity: Session.Identity
  private let snapshot: OutboxSnapshot
  /// What waits on this computer for others, or for this pupil under another class or server.
  private let elsewhere: [Waiting]
  /// Confirmed events whose copies could not be filed in history.sqlite.
  private let unfiledCopies: Int
  private let notices: [OutboxNotice]

  /// Reads the outbox of a computer, for whoever plays there.
  package init(of identity: Session.Identity, in outbox: Outbox) throws(OutboxError) {
    self.identity = identity
    snapshot = try outbox.snapshot(owner: identity.owner)
    elsewhere = try outbox.waiting().filter { !identity.isOwner($0.owner) }
    unfiledCopies = try outbox.unfiledCopies()
    notices = outbox.takeNotices()
  }

  /// The state's word, as far as another process can know it.
  private var state: String {
    if snapshot.damaged > 0 { return "attention" }
    if identity.owner.ledger == nil, snapshot.problem == nil, snapshot.untilRestart == nil { return "local" }
    if snapshot.signInNeeded || snapshot.problem != nil || snapshot.untilRestart != nil { return "attention" }
    if snapshot.quarantined + snapshot.questQuarantined > 0 || snapshot.elsewhereEvents > 0 {
      return "attention"
    }
    if snapshot.pendingEvents == 0, snapshot.questPending == 0 || snapshot.questsUnknown { return "synced" }
    return snapshot.lastAttemptFailed ? "offline" : "pending"
  }

  /// The object that scripts rely on.
  package var json: JSON {
    [
      "state": .string(state), "xp_pending": .integer(snapshot.pendingEvents),
      "xp_pending_points": .integer(snapshot.pendingXP),
      "quest_pending": .integer(snapshot.questPending),
      "damaged": .integer(snapshot.damaged), "until_restart": .text(snapshot.untilRestart?.spoken),
      "quarantined": .integer(snapshot.quarantined), "quest_quarantined": .integer(snapshot.questQuarantined),
      "total_xp": .integer(snapshot.total?.totalXP ?? 0),
      "student_id": .id(identity.owner.studentID), "server": .text(identity.account?.server),
      "server_id": .id(identity.account?.serverID),
      "last_sync_at": .time(snapshot.lastSyncAt), "last_error": .text(lastError),
      "elsewhere": .array(elsewhere.map(\.json)), "unfiled_copies": .integer(unfiledCopies),
    ]
  }

  private var lastError: String? { snapshot.problem?.spoken ?? snapshot.lastError }

  /// The lines for a person.
  package var lines: [String] {
    let language = Spoken.language
    let safety = language.safety(untilRestart: snapshot.untilRestart?.spoken)
    var lines = [
      language.statusHead(identity.name, className: identity.className),
      language.statusState(state),
      language.statusPending(points: snapshot.pendingXP, safety: safety, events: snapshot.pendingEvents),
      language.statusConfirmed(points: snapshot.total?.totalXP),
    ]
    if snapshot.damaged > 0 { lines.append(language.statusDamaged(events: snapshot.damaged)) }
    if snapshot.quarantined > 0 {
      lines.append(language.statusRefused(points: snapshot.quarantinedXP, events: snapshot.quarantined))
    }
    if snapshot.questPending > 0 {
      lines.append(
        language.statusQuests(events: snapshot.questPending, areUnknown: snapshot.questsUnknown))
    }
    if snapshot.questQuarantined > 0 {
      lines.append(language.statusRefusedQuests(events: snapshot.questQuarantined))
    }
    if snapshot.journaled > 0 { lines.append(language.statusJournal(events: snapshot.journaled)) }
    if unfiledCopies > 0 { lines.append(language.statusCopies(events: unfiledCopies)) }
    if let server = identity.account?.server {
      lines.append(language.statusServer(server))
      if (try? ServerURL(server))?.isReadableByOthers == true { lines.append(language.statusReadable) }
    }
    if let time = snapshot.lastSyncAt { lines.append(language.statusLastSync(time)) }
    if let lastError { lines.append(language.statusLastError(lastError)) }
    return lines + elsewhere.map(\.line) + notices.map(\.spoken)
  }
}

extension Waiting {
  /// Where the ledger was last found, or what is known instead.
  private var place: String? { address ?? (owner.serverID == nil ? owner.ledger : nil) }

  fileprivate var json: JSON {
    [
      "student_id": .id(owner.studentID), "name": .text(name), "class": .text(className),
      "server": .text(place), "server_id": .id(owner.serverID), "xp_pending": .integer(events),
      "xp_pending_points": .integer(points), "quest_pending": .integer(questEvents),
      "quarantined": .integer(refused), "quarantined_points": .integer(refusedPoints),
    ]
  }

  /// Whose it is, for a person.
  package var whose: String {
    owner.ledger == nil
      ? Spoken.language.profileWithoutClass
      : [name ?? Spoken.language.somePupil, className].compactMap(\.self).joined(separator: " · ")
  }

  fileprivate var line: String {
    Spoken.language.statusElsewhere(
      points: points, events: events, refusedPoints: refusedPoints, refused: refused, whose: whose,
      place: place)
  }
}
