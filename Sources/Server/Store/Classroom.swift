package import Primitives

/// A pupil as their teacher's list has them.
package struct ClassStudent: Hashable, Sendable {
  package let id: UniqueID
  package let displayName: String
  /// When they joined the class.
  package let joinedAt: Timestamp
  /// What the ledger says of them.
  package let total: StudentTotal
  /// The points of the total that are unusual: see `Pace`.
  package let unusualXP: Int

  package init(
    id: UniqueID, displayName: String, joinedAt: Timestamp, total: StudentTotal, unusualXP: Int = 0
  ) {
    self.id = id
    self.displayName = displayName
    self.joinedAt = joinedAt
    self.total = total
    self.unusualXP = unusualXP
  }
}

/// A pupil's points in a stretch of time.
package struct LeaderboardEntry: Hashable, Sendable {
  package let studentID: UniqueID
  package let displayName: String
  /// Points of the events that the server received in that time.
  package let xp: Int

  package init(studentID: UniqueID, displayName: String, xp: Int) {
    self.studentID = studentID
    self.displayName = displayName
    self.xp = xp
  }
}

package struct StoredHomework: Hashable, Sendable {
  /// Made by the server.
  package let id: UniqueID
  /// The class that has to do it.
  package let classID: UniqueID
  package let title: String
  /// The set to be practised; one of this server or a built-in one, so it is not looked up.
  package let wordSetID: UniqueID
  /// The points that fulfil it, 1 to 1,000,000.
  package let goalXP: Int
  /// When it ends; nil where it has no end.
  package let dueAt: Timestamp?
  /// By the server's clock.
  package let createdAt: Timestamp

  package init(
    id: UniqueID, classID: UniqueID, title: String, wordSetID: UniqueID, goalXP: Int, dueAt: Timestamp?,
    createdAt: Timestamp
  ) {
    self.id = id
    self.classID = classID
    self.title = title
    self.wordSetID = wordSetID
    self.goalXP = goalXP
    self.dueAt = dueAt
    self.createdAt = createdAt
  }
}

/// A word set that a teacher has put on the server.
package struct StoredWordSet: Hashable, Sendable {
  /// Who may see a set besides its teacher.
  package enum Audience: Hashable, Sendable {
    /// The pupils of one class of the teacher's.
    case schoolClass(UniqueID)
    /// The pupils of all the teacher's classes.
    case teachersClasses
    /// Everybody with an account on the server.
    case everybody
  }

  /// What a list shows; the words are counted, not carried.
  package struct Summary: Hashable, Sendable {
    /// Chosen by the teacher's program; points and homework refer to it.
    package let id: UniqueID
    package let title: String
    /// The language of the terms, a tag of BCP 47.
    package let from: String
    /// The language of the translations.
    package let to: String
    /// How hard it is, in the author's words.
    package let level: String?
    /// Who may see it.
    package let audience: Audience
    /// How many words it has.
    package let wordCount: Int
    /// When it was last put, by the server's clock: a client that has this version need not fetch the words.
    package let updatedAt: Timestamp

    package init(
      id: UniqueID, title: String, from: String, to: String, level: String?, audience: Audience,
      wordCount: Int,
      updatedAt: Timestamp
    ) {
      self.id = id
      self.title = title
      self.from = from
      self.to = to
      self.level = level
      self.audience = audience
      self.wordCount = wordCount
      self.updatedAt = updatedAt
    }
  }

  /// What a list shows.
  package let summary: Summary
  package let teacherID: UniqueID
  /// The array of `{ "term", "translations", "example" }` as it goes on the wire, validated by the caller.
  package let words: JSON

  package init(summary: Summary, teacherID: UniqueID, words: JSON) {
    self.summary = summary
    self.teacherID = teacherID
    self.words = words
  }
}

/// What became of a set that was put.
package enum PutOutcome: Hashable, Sendable {
  case created
  case replaced
  /// Nothing changed: the id is another teacher's set.
  case taken
  /// Nothing changed: its class is not one of the teacher's.
  case noSuchClass
  /// Nothing changed: the teacher has as many sets as there may be.
  case tooMany
}
