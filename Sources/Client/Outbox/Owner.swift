import Foundation
public import Primitives

/// Whose rows these are: a student in a ledger.
///
/// Every row of an outbox belongs to one owner, and no call that names an owner ever sends, shows or deletes
/// another's: on a shared computer they wait for their owner.
public struct Owner: Hashable, Sendable {
  /// The ledger's identity (`server_id`) as text; the server's address, for what a version won that knew only addresses,
  /// until the ledger is known; nil for a profile that joined no class.
  public let ledger: String?
  /// The student.
  public let studentID: UniqueID

  /// An owner of the given parts; an empty ledger is none.
  public init(ledger: String?, studentID: UniqueID) {
    self.ledger = ledger.flatMap { $0.isEmpty ? nil : $0 }
    self.studentID = studentID
  }

  /// A pupil's name as it is compared: without the space around it, NFC, lower case.
  public static func key(ofName name: String) -> String {
    name.trimmingCharacters(in: .whitespacesAndNewlines).precomposedStringWithCanonicalMapping.lowercased()
      .precomposedStringWithCanonicalMapping
  }

  /// The identity of the ledger; nil where only an address is known, or nothing.
  public var serverID: UniqueID? { ledger.flatMap { UniqueID($0) } }
}

/// What waits on this computer of one owner, for those who look at it.
public struct Waiting: Hashable, Sendable {
  /// Whose it is.
  public let owner: Owner
  /// The pupil's name, as it is compared: see `Owner.key(ofName:)`.
  public let nameKey: String?
  /// The pupil's name; nil where no version has told it yet.
  public let name: String?
  /// The class's name.
  public let className: String?
  /// Where the ledger was last found.
  public let address: String?
  /// Events that wait, and their points.
  public let events: Int
  /// The points of those.
  public let points: Int
  /// Quest progress that waits, in events.
  public let questEvents: Int
  /// Events that the server refused, of points and of quests.
  public let refused: Int
  /// The points of those.
  public let refusedPoints: Int

  /// True where something waits, or was refused.
  public var hasAny: Bool { events + questEvents + refused > 0 }
}
