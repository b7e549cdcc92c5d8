import Primitives
import Store
import Wire
import XP

/// Decides of every XP event of a request; see `BatchValidator`.
typealias EventValidator = BatchValidator<XPEventReader>

/// Reads XP events as the protocol has them.
struct XPEventReader: EventReader {
  private let student: UniqueID
  private let owner: EventOwner

  init(student: UniqueID) {
    self.student = student
    owner = EventOwner(student: student)
  }

  static func id(of event: XPEvent) -> UniqueID { event.id }

  static func isSame(_ event: XPEvent, _ other: XPEvent) -> Bool { event.hasSamePayload(as: other) }

  func event(_ sent: SentEvent) throws(EventFault) -> XPEvent {
    let id = try owner.id(of: sent)
    guard let kind = sent.kind, Self.isKind(kind) else {
      throw EventFault(.badKind, "kind is not 1 to \(Limit.kindLength) of a-z, 0-9 and _.")
    }
    guard !EventKind.madeByServer.contains(kind) else {
      throw EventFault(.badKind, "Events of this kind are made by the server alone.")
    }
    guard let delta = sent.delta, Limit.delta.contains(delta) else {
      throw EventFault(.badDelta, "delta is not a whole number from 0 to \(Limit.delta.upperBound).")
    }
    return XPEvent(
      id: id, studentID: student, kind: kind, delta: delta,
      wordSetID: try sent.wordSetID.get(or: Self.badReference("word_set_id")),
      homeworkID: try sent.homeworkID.get(or: Self.badReference("homework_id")),
      createdAt: try owner.createdAt(of: sent), metadata: try Self.metadata(sent.metadata))
  }

  /// True for the name of a kind of event.
  static func isKind(_ text: String) -> Bool {
    (1...Limit.kindLength).contains(text.utf8.count)
      && text.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
        default: byte == UInt8(ascii: "_")
        }
      }
  }

  private static func badReference(_ name: String) -> EventFault {
    EventFault(.badReference, "\(name) is neither null nor a UUID.")
  }

  /// Absent stands for the empty object; null is no object.
  private static func metadata(_ value: JSON?) throws(EventFault) -> JSON {
    guard let value else { return [:] }
    guard value.object != nil else { throw EventFault(.badMetadata, "metadata is not an object.") }
    try checkParts(of: value, depth: 1)
    guard value.utf8Count <= Limit.metadataBytes else {
      throw EventFault(.badMetadata, "metadata has more than \(Limit.metadataBytes) bytes.")
    }
    return value
  }

  private static func checkParts(of value: JSON, depth: Int) throws(EventFault) {
    switch value {
    case .null, .bool: break
    case .number(let literal):
      guard JSON.Decimal.hasExponent(of: literal, upTo: Limit.metadataExponent) else { throw tooLong }
    case .string(let text): try checkText(text)
    case .invalidString: throw halfCharacter
    case .tooDeep: throw tooDeep
    case .array(let elements):
      guard depth <= Limit.metadataDepth else { throw tooDeep }
      for element in elements { try checkParts(of: element, depth: depth + 1) }
    case .object(let object):
      guard depth <= Limit.metadataDepth else { throw tooDeep }
      guard !object.hasInvalidKey else { throw halfCharacter }
      for member in object.members {
        try checkText(member.key)
        try checkParts(of: member.value, depth: depth + 1)
      }
    }
  }

  private static let tooDeep = EventFault(.badMetadata, "metadata is more than \(Limit.metadataDepth) deep.")

  private static let tooLong = EventFault(
    .badMetadata, "metadata contains a number with more than \(Limit.metadataExponent) digits.")

  private static let halfCharacter = EventFault(.badMetadata, "metadata contains half of a surrogate pair.")

  private static func checkText(_ text: String) throws(EventFault) {
    guard !text.hasNUL else { throw EventFault(.badMetadata, "metadata contains a NUL.") }
  }
}
