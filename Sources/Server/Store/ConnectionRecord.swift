/// How pupils have reached a ledger so far: by it a server decides whether it speaks TLS where nobody says so.
public struct ConnectionRecord: Hashable, Sendable {
  /// The fingerprint of the key that a server on this ledger spoke TLS with last; nil where none ever has.
  public let keyFingerprint: String?
  /// True once there is a pupil.
  public let hasStudents: Bool

  /// A record of the given parts.
  public init(keyFingerprint: String?, hasStudents: Bool) {
    self.keyFingerprint = keyFingerprint
    self.hasStudents = hasStudents
  }
}
