/// How pupils have reached a ledger so far: by it a server decides whether it speaks TLS where nobody says so.
package struct ConnectionRecord: Hashable, Sendable {
  /// The fingerprint of the key that a server on this ledger spoke TLS with last; nil where none ever has.
  package let keyFingerprint: String?
  /// True once there is a pupil.
  package let hasStudents: Bool

  package init(keyFingerprint: String?, hasStudents: Bool) {
    self.keyFingerprint = keyFingerprint
    self.hasStudents = hasStudents
  }
}
