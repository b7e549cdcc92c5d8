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
  private let notices: [String]

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
      "damaged": .integer(snapshot.damaged), "until_restart": .text(snapshot.untilRestart),
      "quarantined": .integer(snapshot.quarantined), "quest_quarantined": .integer(snapshot.questQuarantined),
      "total_xp": .integer(snapshot.total?.totalXP ?? 0),
      "student_id": .id(identity.owner.studentID), "server": .text(identity.account?.server),
      "server_id": .id(identity.account?.serverID),
      "last_sync_at": .time(snapshot.lastSyncAt), "last_error": .text(snapshot.problem ?? snapshot.lastError),
      "elsewhere": .array(elsewhere.map(\.json)), "unfiled_copies": .integer(unfiledCopies),
    ]
  }

  /// How safe it is what waits here.
  private var safety: String {
    snapshot.untilRestart.map { "saved on this computer, but some of it only until it restarts: \($0)" }
      ?? "safe on this computer"
  }

  /// The lines for a person.
  package var lines: [String] {
    let place = identity.className.map { "\(identity.name) · \($0)" } ?? "\(identity.name) · no class joined"
    var lines = [
      place,
      "state        \(state)",
      "pending      \(snapshot.pendingXP) XP, \(safety) (events: \(snapshot.pendingEvents))",
      "confirmed    \(snapshot.total.map { "\($0.totalXP) XP" } ?? "not heard from a server yet")",
    ]
    if snapshot.damaged > 0 {
      lines.append(
        "damaged      points whose record changed on this computer's disk, set aside and not sent (events: \(snapshot.damaged)); put away with: glosa sync --dismiss-refused"
      )
    }
    if snapshot.quarantined > 0 {
      lines.append(
        "refused      \(snapshot.quarantinedXP) XP, set aside (events: \(snapshot.quarantined)); try again with: glosa sync --retry-refused"
      )
    }
    if snapshot.questPending > 0 {
      let wait = snapshot.questsUnknown ? "waits for a server that knows quests" : "safe on this computer"
      lines.append("quests       progress not sent yet, \(wait) (events: \(snapshot.questPending))")
    }
    if snapshot.questQuarantined > 0 {
      lines.append(
        "refused      progress on quests, set aside (events: \(snapshot.questQuarantined)); try again with: glosa sync --retry-refused"
      )
    }
    if snapshot.journaled > 0 {
      lines.append(
        "journal      events that wait until the outbox can be opened: \(snapshot.journaled)")
    }
    if unfiledCopies > 0 {
      lines.append(
        "copies       of confirmed points, kept in the outbox until history.sqlite beside it can be written (events: \(unfiledCopies)); see whose that file is"
      )
    }
    if let server = identity.account?.server {
      lines.append("server       \(server)")
      if (try? ServerURL(server))?.isReadableByOthers == true {
        lines.append(
          "             others in the network can read what goes there; ask the teacher for the line: glosa move ADDRESS FINGERPRINT"
        )
      }
    }
    if let time = snapshot.lastSyncAt { lines.append("last sync    \(time)") }
    if let error = snapshot.problem ?? snapshot.lastError { lines.append("last error   \(error)") }
    return lines + elsewhere.map(\.line) + notices
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
      ? "a profile without a class"
      : [name ?? "a pupil", className].compactMap(\.self).joined(separator: " · ")
  }

  fileprivate var line: String {
    let location = place.map { " at \($0)" } ?? ""
    let refusal = refused > 0 ? ", and \(refusedPoints) XP that were refused (events: \(refused))" : ""
    return "elsewhere    \(points) XP (events: \(events))\(refusal) wait for \(whose)\(location)"
  }
}
