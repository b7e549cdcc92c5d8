import Primitives
import XP

/// One line of the journal: something that happened while the database could not be opened.
enum JournalRecord: Hashable, Sendable {
  /// Points were won, and with them progress on quests.
  case won(XPEvent, [QuestEvent], Owner)
  /// The server named these ids as stored.
  case acknowledged([UniqueID], Owner)
  /// The server refused an event.
  case refused(UniqueID, code: String, detail: String, at: Timestamp, Owner)
  /// The server told the total, with an acknowledgement where there is a time.
  case heard(LedgerTotal, at: Timestamp?, Owner)
  /// Everything refused goes back into the queue.
  case retried(Owner)

  var owner: Owner {
    switch self {
    case .won(_, _, let owner), .acknowledged(_, let owner), .refused(_, _, _, _, let owner),
      .heard(_, _, let owner), .retried(let owner):
      owner
    }
  }

  /// The line, newline included: checksum, length, JSON.
  var line: [UInt8] {
    let body = json.utf8
    var checksum = String(Checksum.crc32(body), radix: 16)
    checksum = String(repeating: "0", count: 8 - checksum.count) + checksum
    return Array("\(checksum) \(body.count) ".utf8) + body + [UInt8(ascii: "\n")]
  }

  /// Reads a line without its newline; nil where it is torn, garbled or of a kind not known here.
  init?(line: some Collection<UInt8>) {
    let parts = line.split(separator: UInt8(ascii: " "), maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3, let checksum = UInt32(String(decoding: parts[0], as: UTF8.self), radix: 16),
      Int(String(decoding: parts[1], as: UTF8.self)) == parts[2].count, Checksum.crc32(parts[2]) == checksum,
      let json = try? JSON.parse(parts[2]), let record = Self(json: json)
    else { return nil }
    self = record
  }

  private var json: JSON {
    switch self {
    case .won(let event, let quests, let owner):
      Self.object(
        "won", owner,
        quests.isEmpty
          ? ["event": Self.json(of: event)]
          : ["event": Self.json(of: event), "quests": .array(quests.map { Self.json(of: $0) })])
    case .acknowledged(let ids, let owner):
      Self.object("acknowledged", owner, ["ids": .array(ids.map { .id($0) })])
    case .refused(let id, let code, let detail, let at, let owner):
      Self.object(
        "refused", owner,
        ["id": .id(id), "code": .string(code), "detail": .string(detail), "at": .integer(at.microseconds)])
    case .heard(let total, let at, let owner):
      Self.object(
        "heard", owner,
        [
          "total_xp": .integer(total.totalXP), "games_played": .integer(total.gamesPlayed),
          "version": .integer(total.version), "at": at.map { .integer($0.microseconds) } ?? .null,
        ])
    case .retried(let owner): Self.object("retried", owner, [:])
    }
  }

  private init?(json: JSON) {
    guard let student = json["student_id"]?.id else { return nil }
    let owner = Owner(ledger: json["server"]?.string, studentID: student)
    switch json["what"]?.string {
    case "won":
      guard let event = json["event"].flatMap({ Self.event(json: $0, studentID: student) }) else {
        return nil
      }
      let quests = json["quests"]?.array ?? []
      let known = quests.compactMap { Self.questEvent(json: $0, studentID: student) }
      guard known.count == quests.count else { return nil }
      self = .won(event, known, owner)
    case "acknowledged":
      guard let ids = json["ids"]?.array?.compactMap(\.id) else { return nil }
      self = .acknowledged(ids, owner)
    case "refused":
      guard let id = json["id"]?.id, let code = json["code"]?.string, let detail = json["detail"]?.string,
        let at = json["at"]?.integer
      else { return nil }
      self = .refused(id, code: code, detail: detail, at: Timestamp(microseconds: Int64(at)), owner)
    case "heard":
      guard let totalXP = json["total_xp"]?.integer, let games = json["games_played"]?.integer,
        let version = json["version"]?.integer
      else { return nil }
      let total = LedgerTotal(totalXP: totalXP, gamesPlayed: games, version: version)
      guard total.isCredible else { return nil }
      let at = json["at"]?.integer.map { Timestamp(microseconds: Int64($0)) }
      self = .heard(total, at: at, owner)
    case "retried": self = .retried(owner)
    default: return nil
    }
  }

  private static func object(_ what: String, _ owner: Owner, _ rest: JSONObject) -> JSON {
    var object: JSONObject = [
      "what": .string(what), "server": .text(owner.ledger), "student_id": .id(owner.studentID),
    ]
    for member in rest { object[member.key] = member.value }
    return .object(object)
  }

  /// An event of points as JSON, its owner aside.
  static func json(of event: XPEvent) -> JSON {
    [
      "id": .id(event.id), "kind": .string(event.kind), "delta": .integer(event.delta),
      "word_set_id": .id(event.wordSetID), "homework_id": .id(event.homeworkID),
      "created_at": .integer(event.createdAt.microseconds), "metadata": event.metadata,
    ]
  }

  /// Reads what `json(of:)` wrote.
  static func event(json: JSON, studentID: UniqueID) -> XPEvent? {
    guard let id = json["id"]?.id, let kind = json["kind"]?.string, let delta = json["delta"]?.integer,
      let createdAt = json["created_at"]?.integer, let metadata = json["metadata"]
    else { return nil }
    return XPEvent(
      id: id, studentID: studentID, kind: kind, delta: delta, wordSetID: json["word_set_id"]?.id,
      homeworkID: json["homework_id"]?.id, createdAt: Timestamp(microseconds: Int64(createdAt)),
      metadata: metadata)
  }

  /// The same of quest progress.
  static func json(of event: QuestEvent) -> JSON {
    [
      "id": .id(event.id), "quest_id": .string(event.questID),
      "quest_date": .string(event.questDate.description),
      "progress": .integer(event.progress), "created_at": .integer(event.createdAt.microseconds),
    ]
  }

  /// The same of quest progress.
  static func questEvent(json: JSON, studentID: UniqueID) -> QuestEvent? {
    guard let id = json["id"]?.id, let questID = json["quest_id"]?.string,
      let date = json["quest_date"]?.string.flatMap({ CivilDate($0) }),
      let progress = json["progress"]?.integer, let createdAt = json["created_at"]?.integer
    else { return nil }
    return QuestEvent(
      id: id, studentID: studentID, questID: questID, questDate: date, progress: progress,
      createdAt: Timestamp(microseconds: Int64(createdAt)))
  }
}
