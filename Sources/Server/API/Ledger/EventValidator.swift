public import Primitives
import Store
public import Wire
public import XP

/// Decides of every event of a request whether it may go to the store, and names those that may not.
///
/// Nothing that passes here can fail in the store for what it is: one bad event is an answer that names it, never a
/// failure of the whole batch.
public struct EventValidator: Sendable {
  /// An event that is fit to be stored, and its place in the request.
  public struct Valid: Hashable, Sendable {
    /// From 0.
    public let index: Int
    /// The event as it goes to the store.
    public let event: XPEvent
  }

  private let student: UniqueID
  private let latest: Timestamp
  private var places: [UniqueID: Int] = [:]
  /// The good events in the order of the request, each id once.
  public private(set) var valid: [Valid] = []
  /// The bad ones, in the order of the request.
  public private(set) var rejections: [Rejection] = []

  /// A validator for events of a student, received at this moment of the server's clock.
  public init(student: UniqueID, now: Timestamp) {
    self.student = student
    latest = now.adding(seconds: Limit.clockAheadSeconds)
  }

  /// Looks at all events of a request.
  public mutating func validate(_ events: [JSON]) {
    valid.reserveCapacity(events.count)
    for (index, json) in events.enumerated() {
      do {
        try add(event(json), index)
      } catch {
        rejections.append(
          Rejection(id: Self.idText(json["id"]), index: index, code: error.code, detail: error.detail))
      }
    }
  }

  private struct Fault: Error {
    let code: Rejection.Code
    let detail: String
    init(_ code: Rejection.Code, _ detail: String) { (self.code, self.detail) = (code, detail) }
  }

  private mutating func add(_ event: XPEvent, _ index: Int) throws(Fault) {
    guard let place = places[event.id] else {
      places[event.id] = valid.count
      valid.append(Valid(index: index, event: event))
      return
    }
    guard valid[place].event.hasSamePayload(as: event) else {
      throw Fault(.duplicateInBatch, "The same id stands earlier in this request with other contents.")
    }
  }

  private func event(_ json: JSON) throws(Fault) -> XPEvent {
    guard json.object != nil else { throw Fault(.badID, "An event is an object.") }
    guard let id = json["id"]?.id else { throw Fault(.badID, "id is not a UUID.") }
    guard let owner = json["student_id"]?.id, owner == student else {
      throw Fault(.wrongStudent, "student_id is not the student whose token this is.")
    }
    guard let kind = json["kind"]?.string, Self.isKind(kind) else {
      throw Fault(.badKind, "kind is not 1 to \(Limit.kindLength) of a-z, 0-9 and _.")
    }
    guard !Self.serverKinds.contains(kind) else {
      throw Fault(.badKind, "Events of this kind are made by the server alone.")
    }
    guard let delta = json["delta"]?.integer, Limit.delta.contains(delta) else {
      throw Fault(.badDelta, "delta is not a whole number from 0 to \(Limit.delta.upperBound).")
    }
    guard let createdAt = json["created_at"]?.time else {
      throw Fault(.badTime, "created_at is not a time in RFC 3339.")
    }
    guard createdAt >= Limit.earliestEvent else { throw Fault(.badTime, "created_at is before 2020.") }
    guard createdAt <= latest else {
      throw Fault(.badTime, "created_at is more than 10 minutes ahead of the server's clock.")
    }
    return XPEvent(
      id: id, studentID: owner, kind: kind, delta: delta,
      wordSetID: try Self.reference("word_set_id", in: json),
      homeworkID: try Self.reference("homework_id", in: json), createdAt: createdAt,
      metadata: try Self.metadata(json["metadata"]))
  }

  /// A bonus and an opening balance, which a client could otherwise give itself.
  private static let serverKinds: Set = [EventKind.dailyQuest.rawValue, EventKind.migrated.rawValue]

  private static func isKind(_ text: String) -> Bool {
    (1...Limit.kindLength).contains(text.utf8.count)
      && text.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
        default: byte == UInt8(ascii: "_")
        }
      }
  }

  private static func reference(_ name: String, in json: JSON) throws(Fault) -> UniqueID? {
    guard let value = json[name], !value.isNull else { return nil }
    guard let id = value.id else { throw Fault(.badReference, "\(name) is neither null nor a UUID.") }
    return id
  }

  /// Absent stands for the empty object; null is no object.
  private static func metadata(_ value: JSON?) throws(Fault) -> JSON {
    guard let value else { return [:] }
    guard value.object != nil else { throw Fault(.badMetadata, "metadata is not an object.") }
    try checkParts(of: value, depth: 1)
    guard value.utf8.count <= Limit.metadataBytes else {
      throw Fault(.badMetadata, "metadata has more than \(Limit.metadataBytes) bytes.")
    }
    return value
  }

  private static func checkParts(of value: JSON, depth: Int) throws(Fault) {
    switch value {
    case .null, .bool, .number: break
    case .string(let text): try checkText(text)
    case .invalidString: throw halfCharacter
    case .tooDeep: throw tooDeep
    case .array(let elements):
      guard depth <= Limit.metadataDepth else { throw tooDeep }
      for element in elements { try checkParts(of: element, depth: depth + 1) }
    case .object(let object):
      guard depth <= Limit.metadataDepth else { throw tooDeep }
      guard !object.hasInvalidKey else { throw halfCharacter }
      for (key, member) in object.members {
        try checkText(key)
        try checkParts(of: member, depth: depth + 1)
      }
    }
  }

  private static let tooDeep = Fault(.badMetadata, "metadata is more than \(Limit.metadataDepth) deep.")

  private static let halfCharacter = Fault(.badMetadata, "metadata contains half of a surrogate pair.")

  private static func checkText(_ text: String) throws(Fault) {
    guard !text.utf8.contains(0) else { throw Fault(.badMetadata, "metadata contains a NUL.") }
  }

  /// The id as the answer names it: in lower case where it is one, else the beginning of what stood there.
  private static func idText(_ value: JSON?) -> String {
    value?.id?.description ?? String((value?.string ?? "").unicodeScalars.prefix(64))
  }
}
