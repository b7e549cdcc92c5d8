import Foundation
package import Primitives

/// Whose rows these are: a student in a ledger.
///
/// Every row of an outbox belongs to one owner, and no call that names an owner ever sends, shows or deletes
/// another's: on a shared computer they wait for their owner.
package struct Owner: Hashable, Sendable {
  /// The ledger's identity (`server_id`) as text; the server's address, for what a version won that knew only addresses,
  /// until the ledger is known; nil for a profile that joined no class.
  package let ledger: String?
  /// The student.
  package let studentID: UniqueID

  /// An owner of the given parts; an empty ledger is none.
  package init(ledger: String?, studentID: UniqueID) {
    self.ledger = ledger.flatMap { $0.isEmpty ? nil : $0 }
    self.studentID = studentID
  }

  /// A pupil's name as it is compared: without the space around it, NFC, lower case.
  package static func key(ofName name: String) -> String {
    name.trimmingCharacters(in: .whitespacesAndNewlines).precomposedStringWithCanonicalMapping.lowercased()
      .precomposedStringWithCanonicalMapping
  }

  /// The identity of the ledger; nil where only an address is known, or nothing.
  package var serverID: UniqueID? { ledger.flatMap { UniqueID($0) } }
}

/// What waits on this computer of one owner, for those who look at it.
package struct Waiting: Hashable, Sendable {
  /// Whose it is.
  package let owner: Owner
  /// The pupil's name, as it is compared: see `Owner.key(ofName:)`.
  package let nameKey: String?
  /// The pupil's name; nil where no version has told it yet.
  package let name: String?
  /// The class's name.
  package let className: String?
  /// Where the ledger was last found.
  package let address: String?
  /// Events that wait, and their points.
  package let events: Int
  /// The points of those.
  package let points: Int
  /// Quest progress that waits, in events.
  package let questEvents: Int
  /// Events that the server refused, of points and of quests.
  package let refused: Int
  /// The points of those.
  package let refusedPoints: Int

  /// True where something waits, or was refused.
  package var hasAny: Bool { events + questEvents + refused > 0 }
}
