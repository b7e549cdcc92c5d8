package import Primitives
package import XP

extension XPEvent {
  /// True where `other` could be this event sent again: the same kind, points, references and moment, and metadata
  /// of the same value however it is written.
  package func hasSamePayload(as other: XPEvent) -> Bool {
    kind == other.kind && delta == other.delta && wordSetID == other.wordSetID
      && homeworkID == other.homeworkID && createdAt == other.createdAt
      && metadata.hasSameValue(as: other.metadata)
  }
}

extension StoredEvent {
  /// True where `other` could be this event sent again by its owner.
  package func isSame(as other: XPEvent) -> Bool {
    event.studentID == other.studentID && event.hasSamePayload(as: other)
  }
}

extension XPEvent {
  /// The same event under another id.
  package func withID(_ id: UniqueID) -> XPEvent {
    XPEvent(
      id: id, studentID: studentID, kind: kind, delta: delta, wordSetID: wordSetID, homeworkID: homeworkID,
      createdAt: createdAt, metadata: metadata)
  }
}

extension JSON {
  /// True where both stand for the same value: members in any order, and numbers by their worth (`1`, `1.0`, `10e-1`).
  package func hasSameValue(as other: JSON) -> Bool {
    switch (self, other) {
    case (.number(let left), .number(let right)):
      return JSON.Decimal(left) == JSON.Decimal(right)
    case (.array(let left), .array(let right)):
      return left.count == right.count && zip(left, right).allSatisfy { $0.hasSameValue(as: $1) }
    case (.object(let left), .object(let right)):
      return left.hasInvalidKey == right.hasInvalidKey && left.members.count == right.members.count
        && left.members.allSatisfy { member in right[member.key]?.hasSameValue(as: member.value) ?? false }
    default: return self == other
    }
  }
}
