public import Primitives

/// The paths of the protocol.
public enum Route {
  /// `POST`: becomes a student of a class.
  public static let join = "/api/join"
  /// `GET`: who the token is.
  public static let me = "/api/me"
  /// `DELETE`: the token is dead from then on.
  public static let session = "/api/session"
  /// `POST`: stores events.
  public static let xpSync = "/api/xp-sync"
  /// `GET`: the student's total.
  public static let xpTotal = "/api/xp-total"
  /// `GET`: the student's own events, newest first.
  public static let xpEvents = "/api/xp-events"
  /// `POST` and `GET`: the teacher's classes.
  public static let classes = "/api/classes"
  /// `POST`: stores quest progress.
  public static let questSync = "/api/quest-sync"
  /// `GET`, with `date`: the student's three quests of that day.
  public static let quests = "/api/quests"
  /// `GET`: the open homework of the student's classes.
  public static let homework = "/api/homework"
  /// `GET`: the word sets that the account may see.
  public static let wordSets = "/api/word-sets"
  /// `GET` and, for teachers, `PUT`: one word set.
  public static func wordSet(_ id: UniqueID) -> String { "\(wordSets)/\(id)" }
  /// `PATCH`, with `joinable`: changes a class.
  public static func schoolClass(_ id: UniqueID) -> String { "\(classes)/\(id)" }
  /// `POST`: gives a class another code.
  public static func code(of schoolClass: UniqueID) -> String { "\(classes)/\(schoolClass)/code" }
  /// `GET`: what pupils type to join a class.
  public static func invitation(to schoolClass: UniqueID) -> String { "\(classes)/\(schoolClass)/invitation" }
  /// `GET`, with `class` and `period` (`today`, `week` or `all`): who has won how much.
  public static let leaderboard = "/api/leaderboard"
  /// `GET`: the pupils of a class.
  public static func students(of schoolClass: UniqueID) -> String { "\(classes)/\(schoolClass)/students" }
  /// `DELETE`: removes a pupil with everything stored of them. `GET`: the pupil's row of the board, with their latest
  /// events and their quests of the day.
  public static func student(_ student: UniqueID, of schoolClass: UniqueID) -> String {
    "\(students(of: schoolClass))/\(student)"
  }
  /// `POST`: gives a pupil a new PIN.
  public static func pin(of student: UniqueID, in schoolClass: UniqueID) -> String {
    "\(Self.student(student, of: schoolClass))/pin"
  }
  /// `POST` and `GET`: a class's homework.
  public static func homework(of schoolClass: UniqueID) -> String { "\(classes)/\(schoolClass)/homework" }
  /// `DELETE`: takes homework away.
  public static func homework(_ homework: UniqueID, of schoolClass: UniqueID) -> String {
    "\(Self.homework(of: schoolClass))/\(homework)"
  }
  /// `GET`: the live board as it stands.
  public static func board(of schoolClass: UniqueID) -> String { "\(classes)/\(schoolClass)/board" }
  /// `GET`: the live board as Server-Sent Events.
  public static func boardStream(of schoolClass: UniqueID) -> String { "\(board(of: schoolClass))/stream" }
  /// `POST`: a playing client says how it is.
  public static let presence = "/api/presence"
  /// `GET`: the class as a table for spreadsheets.
  public static func export(of schoolClass: UniqueID) -> String { "\(classes)/\(schoolClass)/export.csv" }
  /// The live board as a web page, with its files below it.
  public static let boardPage = "/board/"
  /// `GET`: the machine-readable form of the protocol.
  public static let openapi = "/openapi.yaml"
  /// `GET`: figures for Prometheus.
  public static let metrics = "/metrics"
  /// `GET`: 200 while the process lives.
  public static let healthz = "/healthz"
  /// `GET`: 200 while the store answers.
  public static let readyz = "/readyz"
}

/// Where a server is, unless somebody says otherwise.
public enum ServerAddress {
  /// The port that a server listens on, and that an address without one means.
  public static let port: UInt16 = 8420

  /// True for the names and addresses that never leave this computer; an IPv6 address may stand in its brackets.
  public static func isLoopback(_ host: some StringProtocol) -> Bool {
    let host = host.hasPrefix("[") ? String(host.dropFirst().dropLast()) : String(host)
    if host == "localhost" || host == "::1" { return true }
    let numbers = host.split(separator: ".", omittingEmptySubsequences: false)
    return numbers.count == 4 && numbers[0] == "127" && numbers.allSatisfy { UInt8($0) != nil }
  }
}

/// The limits of the protocol, once for both sides.
public enum Limit {
  /// Bytes of a request's body.
  public static let bodyBytes = 1 << 20
  /// Events of one request.
  public static let batchEvents = 500
  /// Bytes of an event's metadata, as canonical JSON text.
  public static let metadataBytes = 4096
  /// How deep values may stand in one another in metadata, the object itself being 1.
  public static let metadataDepth = 8
  /// The largest power of ten that a number in metadata may be written with: a database that keeps numbers written out
  /// has room for that.
  public static let metadataExponent = 9999
  /// Characters of a kind.
  public static let kindLength = 32
  /// Points of an event.
  public static let delta = 0...1000
  /// How far a pupil's local time may be from UTC, in minutes.
  public static let utcOffsetMinutes = -840...840
  /// Characters of a pupil's name, after trimming.
  public static let nameLength = 1...40
  /// Characters of the name of a class, after trimming.
  public static let classNameLength = 1...80
  /// Progress of a quest event.
  public static let questProgress = 1...1000
  /// Characters of the title of homework or of a word set, after trimming.
  public static let titleLength = 1...80
  /// Points that fulfil homework.
  public static let homeworkGoal = 1...1_000_000
  /// Pieces of homework of a class.
  public static let homeworkPerClass = 200
  /// Words of a set.
  public static let setWords = 1...10_000
  /// Bytes of a term, of its translations together, and of an example.
  public static let wordBytes = 500
  /// Characters of the level of a word set, after trimming.
  public static let levelLength = 1...20
  /// Bytes of a language's tag.
  public static let languageLength = 35
  /// Word sets of a teacher.
  public static let setsPerTeacher = 500
  /// A pupil not heard of for so long is offline, in seconds.
  public static let silenceSeconds: Int64 = 8
  /// A playing client says how it is whenever it has said nothing else for so long, in seconds.
  public static let presenceSeconds: Int64 = 3
  /// A stream of a board says something, if only that it lives, at least so often, in seconds.
  public static let heartbeatSeconds: Int64 = 15
  /// Digits of a PIN.
  public static let pinLength = 4...12
}
