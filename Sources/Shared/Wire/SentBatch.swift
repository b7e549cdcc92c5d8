package import Primitives

/// A body of `POST /api/xp-sync` or `POST /api/quest-sync` as the server reads it: a part when it is asked for, because every
/// bad one has to be named. Clients write it as an `XPSyncRequest` or a `QuestSyncRequest`.
package struct SentBatch: WireValue {
  private let json: JSON

  package init(json: JSON) { self.json = json }

  /// Nil where there is no array of them.
  package var events: [JSON]? { json["events"]?.array }
  /// When it was sent, by its client's clock; nil where it does not say, or says what is no time.
  package var sentAt: Timestamp? { json["sent_at"]?.time }
  /// What the client says of itself; nil where it says nothing that can be read.
  package var client: ClientReport? { json["client"].flatMap { ClientReport(json: $0) } }
}

/// An event of such a body. A part is nil where it is missing or can't be read.
package struct SentEvent: Sendable {
  private let json: JSON

  package init(json: JSON) { self.json = json }

  package var isObject: Bool { json.object != nil }
  package var id: UniqueID? { json["id"]?.id }
  /// What stands where the id should.
  package var idText: String? { json["id"]?.string }
  package var studentID: UniqueID? { json["student_id"]?.id }
  package var createdAt: Timestamp? { json["created_at"]?.time }

  // MARK: Of points

  package var kind: String? { json["kind"]?.string }
  package var delta: Int? { json["delta"]?.integer }
  package var wordSetID: OptionalMember<UniqueID> { OptionalMember(json["word_set_id"], \.id) }
  package var homeworkID: OptionalMember<UniqueID> { OptionalMember(json["homework_id"], \.id) }
  package var metadata: JSON? { json["metadata"] }

  // MARK: Of quests

  package var questID: String? { json["quest_id"]?.string }
  package var questDate: CivilDate? { json["quest_date"]?.string.flatMap { CivilDate($0) } }
  package var progress: Int? { json["progress"]?.integer }
  package var utcOffsetMinutes: Int? { json["utc_offset_min"]?.integer }
}
