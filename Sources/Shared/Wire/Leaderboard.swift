package import Primitives

/// Who of a class has won how much: the answer to `GET /api/leaderboard`.
package struct Leaderboard: Hashable, WireValue {
  /// The time up to now that points are counted in, by the server's calendar.
  package enum Period: String, CaseIterable, Sendable {
    case today, week, all
  }

  package struct Entry: Hashable, Sendable {
    /// From 1; equal points share a rank.
    package let rank: Int
    package let studentID: UniqueID
    package let displayName: String
    package let xp: Int

    package init(rank: Int, studentID: UniqueID, displayName: String, xp: Int) {
      self.rank = rank
      self.studentID = studentID
      self.displayName = displayName
      self.xp = xp
    }

    init?(json: JSON) {
      guard let rank = json["rank"]?.integer, let studentID = json["student_id"]?.id,
        let displayName = json["display_name"]?.string, let xp = json["xp"]?.integer
      else { return nil }
      self.init(rank: rank, studentID: studentID, displayName: displayName, xp: xp)
    }

    var json: JSON {
      [
        "rank": .integer(rank), "student_id": .id(studentID), "display_name": .string(displayName),
        "xp": .integer(xp),
      ]
    }
  }

  package let schoolClass: ClassName
  package let period: Period
  /// Most points first.
  package let entries: [Entry]

  package init(of schoolClass: ClassName, in period: Period, entries: [Entry]) {
    self.schoolClass = schoolClass
    self.period = period
    self.entries = entries
  }

  /// Reads an answer; nil where a part is missing.
  package init?(json: JSON) {
    guard let schoolClass = json["class"].flatMap({ ClassName(json: $0) }),
      let period = json["period"]?.string.flatMap({ Period(rawValue: $0) }),
      let rows = json["students"]?.array
    else { return nil }
    let entries = rows.compactMap { Entry(json: $0) }
    guard entries.count == rows.count else { return nil }
    self.init(of: schoolClass, in: period, entries: entries)
  }

  package var json: JSON {
    [
      "class": schoolClass.json, "period": .string(period.rawValue), "students": .array(entries.map(\.json)),
    ]
  }

  /// What is behind the path of the request.
  package static func query(of schoolClass: UniqueID, in period: Period) -> String {
    Endpoint.query((.schoolClass, schoolClass.description), (.period, period.rawValue))
  }
}
