package import Primitives

/// An error answer, `application/problem+json` (RFC 9457) with a stable `code`.
package struct Problem: Error, Hashable, Sendable {
  package let status: Int
  /// The stable name that programs rely on.
  package let code: String
  /// One sentence for a person: what happened and what to do. Never a token, a PIN, SQL or a path.
  package let detail: String
  /// The bad events of a batch; empty for every other problem.
  package let rejected: [Rejection]

  /// The code of the answer to plain HTTP where TLS is spoken. It comes without the ledger's mark: anybody may have written it.
  package static let httpsRequired = "https_required"

  package init(status: Int, code: String, detail: String, rejected: [Rejection] = []) {
    self.status = status
    self.code = code
    self.detail = detail
    self.rejected = rejected
  }

  /// The `code` where the PIN is not that of the pupil with that name.
  package static let wrongPIN = "wrong_pin"
  /// The `code` after too many of those.
  package static let tooManyPINs = "too_many_pins"
  /// The `code` for what is no PIN.
  package static let badPIN = "bad_pin"
  /// The `code` for what is no name.
  package static let badName = "bad_name"

  /// Reads an answer's body; nil where it is not a problem.
  package init?(json: JSON) {
    guard let code = json["code"]?.string, let status = json["status"]?.integer else { return nil }
    self.init(
      status: status, code: code, detail: json["detail"]?.string ?? "",
      rejected: (json["rejected"]?.array ?? []).compactMap { Rejection(json: $0) })
  }

  /// The body, with the standard reason phrase of the status as its title.
  package func json(title: String) -> JSON {
    var object: JSONObject = [
      "type": .string("urn:glosa:problem:\(code)"), "title": .string(title), "status": .integer(status),
      "detail": .string(detail), "code": .string(code),
    ]
    if !rejected.isEmpty { object["rejected"] = .array(rejected.map(\.json)) }
    return .object(object)
  }
}

/// One bad event of a refused batch.
package struct Rejection: Hashable, Sendable {
  /// Why, in the protocol's words.
  package enum Code: String, Sendable, CaseIterable {
    case badID = "bad_id"
    case wrongStudent = "wrong_student"
    case badKind = "bad_kind"
    case badDelta = "bad_delta"
    case badTime = "bad_time"
    case badMetadata = "bad_metadata"
    case badReference = "bad_reference"
    case idConflict = "id_conflict"
    case duplicateInBatch = "duplicate_in_batch"
    /// Of quest progress: no quest of the student's on that date, or a date that was not theirs at that moment.
    case badQuest = "bad_quest"
    /// Of quest progress: not a whole number of 1 to 1000.
    case badProgress = "bad_progress"
  }

  /// The event's id as the request gave it, which may be no id at all.
  package let id: String
  /// The event's place in the request, from 0.
  package let index: Int
  /// One of `Code` from this server; another server may know more.
  package let code: String
  /// One sentence for a person.
  package let detail: String

  package init(id: String, index: Int, code: Code, detail: String) {
    self.id = id
    self.index = index
    self.code = code.rawValue
    self.detail = detail
  }

  init?(json: JSON) {
    guard let id = json["id"]?.string, let index = json["index"]?.integer, let code = json["code"]?.string
    else { return nil }
    self.id = id
    self.index = index
    self.code = code
    self.detail = json["detail"]?.string ?? ""
  }

  var json: JSON {
    ["id": .string(id), "index": .integer(index), "code": .string(code), "detail": .string(detail)]
  }
}
