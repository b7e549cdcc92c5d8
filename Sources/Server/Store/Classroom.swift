public import Primitives

/// A pupil as their teacher's list has them.
public struct ClassStudent: Hashable, Sendable {
  /// The student's id.
  public let id: UniqueID
  /// As it is shown.
  public let displayName: String
  /// When they joined the class.
  public let joinedAt: Timestamp
  /// What the ledger says of them.
  public let total: StudentTotal
  /// The points of the total that are unusual: see `Pace`.
  public let unusualXP: Int

  /// A pupil of the given parts.
  public init(
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
public struct LeaderboardEntry: Hashable, Sendable {
  /// The student's id.
  public let studentID: UniqueID
  /// As it is shown.
  public let displayName: String
  /// Points of the events that the server received in that time.
  public let xp: Int

  /// An entry of the given parts.
  public init(studentID: UniqueID, displayName: String, xp: Int) {
    self.studentID = studentID
    self.displayName = displayName
    self.xp = xp
  }
}

/// Homework of a class.
public struct StoredHomework: Hashable, Sendable {
  /// Made by the server.
  public let id: UniqueID
  /// The class that has to do it.
  public let classID: UniqueID
  /// As it is shown.
  public let title: String
  /// The set to be practised; one of this server or a built-in one, so it is not looked up.
  public let wordSetID: UniqueID
  /// The points that fulfil it, 1 to 1,000,000.
  public let goalXP: Int
  /// When it ends; nil where it has no end.
  public let dueAt: Timestamp?
  /// By the server's clock.
  public let createdAt: Timestamp

  /// Homework of the given parts.
  public init(
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
public struct StoredWordSet: Hashable, Sendable {
  /// Who may see a set besides its teacher.
  public enum Audience: Hashable, Sendable {
    /// The pupils of one class of the teacher's.
    case schoolClass(UniqueID)
    /// The pupils of all the teacher's classes.
    case teachersClasses
    /// Everybody with an account on the server.
    case everybody
  }

  /// What a list shows; the words are counted, not carried.
  public struct Summary: Hashable, Sendable {
    /// Chosen by the teacher's program; points and homework refer to it.
    public let id: UniqueID
    /// As it is shown.
    public let title: String
    /// The language of the terms, a tag of BCP 47.
    public let from: String
    /// The language of the translations.
    public let to: String
    /// How hard it is, in the author's words.
    public let level: String?
    /// Who may see it.
    public let audience: Audience
    /// How many words it has.
    public let wordCount: Int
    /// When it was last put, by the server's clock: a client that has this version need not fetch the words.
    public let updatedAt: Timestamp

    /// A summary of the given parts.
    public init(
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
  public let summary: Summary
  /// The teacher it belongs to.
  public let teacherID: UniqueID
  /// The array of `{ "term", "translations", "example" }` as it goes on the wire, validated by the caller.
  public let words: JSON

  /// A set of the given parts.
  public init(summary: Summary, teacherID: UniqueID, words: JSON) {
    self.summary = summary
    self.teacherID = teacherID
    self.words = words
  }
}

/// What became of a set that was put.
public enum PutOutcome: Hashable, Sendable {
  case created
  case replaced
  /// Nothing changed: the id is another teacher's set.
  case taken
  /// Nothing changed: its class is not one of the teacher's.
  case noSuchClass
  /// Nothing changed: the teacher has as many sets as there may be.
  case tooMany
}
