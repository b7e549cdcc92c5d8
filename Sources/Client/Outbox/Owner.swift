public import Primitives

/// Whose rows these are: a student at a server.
///
/// Every row of an outbox belongs to one owner, and no call that names an owner ever sends, shows or deletes
/// another's: on a shared computer they wait for their owner.
public struct Owner: Hashable, Sendable {
  /// The server's address, in the one spelling the configuration keeps; nil for a profile that joined no
  /// class.
  public let server: String?
  /// The student.
  public let studentID: UniqueID

  /// An owner of the given parts; an empty server is none.
  public init(server: String?, studentID: UniqueID) {
    self.server = server.flatMap { $0.isEmpty ? nil : $0 }
    self.studentID = studentID
  }
}
