package import Primitives

/// The paths of the protocol.
package enum Route {
  /// `POST`: becomes a student of a class.
  package static let join = "/api/join"
  /// `GET`: who the token is.
  package static let me = "/api/me"
  /// `DELETE`: the token is dead from then on.
  package static let session = "/api/session"
  /// `POST`: stores events.
  package static let xpSync = "/api/xp-sync"
  /// `GET`: the student's total.
  package static let xpTotal = "/api/xp-total"
  /// `GET`: the student's own events, newest first.
  package static let xpEvents = "/api/xp-events"
  /// `POST` and `GET`: the teacher's classes.
  package static let classes = "/api/classes"
  /// `POST`: stores quest progress.
  package static let questSync = "/api/quest-sync"
  /// `GET`, with `date`: the student's three quests of that day.
  package static let quests = "/api/quests"
  /// `GET`: the open homework of the student's classes.
  package static let homework = "/api/homework"
  /// `GET`: the word sets that the account may see.
  package static let wordSets = "/api/word-sets"
  /// `GET` and, for teachers, `PUT`: one word set.
  package static func wordSet(_ id: UniqueID) -> String { "\(wordSets)/\(id)" }
  /// `PATCH`, with `joinable`: changes a class.
  package static func schoolClass(_ id: UniqueID) -> String { "\(classes)/\(id)" }
  /// `POST`: gives a class another code.
  package static func code(of schoolClass: UniqueID) -> String { "\(classes)/\(schoolClass)/code" }
  /// `GET`: what pupils type to join a class.
  package static func invitation(to schoolClass: UniqueID) -> String {
    "\(classes)/\(schoolClass)/invitation"
  }
  /// `GET`, with `class` and `period` (`today`, `week` or `all`): who has won how much.
  package static let leaderboard = "/api/leaderboard"
  /// `GET`: the pupils of a class.
  package static func students(of schoolClass: UniqueID) -> String { "\(classes)/\(schoolClass)/students" }
  /// `DELETE`: removes a pupil with everything stored of them. `GET`: the pupil's row of the board, with their latest
  /// events and their quests of the day.
  package static func student(_ student: UniqueID, of schoolClass: UniqueID) -> String {
    "\(students(of: schoolClass))/\(student)"
  }
  /// `POST`: gives a pupil a new PIN.
  package static func pin(of student: UniqueID, in schoolClass: UniqueID) -> String {
    "\(Self.student(student, of: schoolClass))/pin"
  }
  /// `POST` and `GET`: a class's homework.
  package static func homework(of schoolClass: UniqueID) -> String { "\(classes)/\(schoolClass)/homework" }
  /// `DELETE`: takes homework away.
  package static func homework(_ homework: UniqueID, of schoolClass: UniqueID) -> String {
    "\(Self.homework(of: schoolClass))/\(homework)"
  }
  /// `GET`: the live board as it stands.
  package static func board(of schoolClass: UniqueID) -> String { "\(classes)/\(schoolClass)/board" }
  /// `GET`: the live board as Server-Sent Events.
  package static func boardStream(of schoolClass: UniqueID) -> String { "\(board(of: schoolClass))/stream" }
  /// `POST`: a playing client says how it is.
  package static let presence = "/api/presence"
  /// `GET`: the class as a table for spreadsheets.
  package static func export(of schoolClass: UniqueID) -> String { "\(classes)/\(schoolClass)/export.csv" }
  /// `GET`: leads to the live board's page.
  package static let root = "/"
  /// The live board as a web page, with its files below it.
  package static let boardPage = "/board/"
  /// `GET`: the machine-readable form of the protocol.
  package static let openapi = "/openapi.yaml"
  /// `GET`: figures for Prometheus.
  package static let metrics = "/metrics"
  /// `GET`: 200 while the process lives.
  package static let healthz = "/healthz"
  /// `GET`: 200 while the store answers.
  package static let readyz = "/readyz"
}

/// Where a server is, unless somebody says otherwise.
package enum ServerAddress {
  /// The port that a server listens on, and that an address without one means.
  package static let port: UInt16 = 8420

  /// True for the names and addresses that never leave this computer; an IPv6 address may stand in its brackets.
  package static func isLoopback(_ host: some StringProtocol) -> Bool {
    let host = host.hasPrefix("[") ? String(host.dropFirst().dropLast()) : String(host)
    if host == "localhost" || host == "::1" { return true }
    let numbers = host.split(separator: ".", omittingEmptySubsequences: false)
    return numbers.count == 4 && numbers[0] == "127" && numbers.allSatisfy { UInt8($0) != nil }
  }
}

/// The limits of the protocol, once for both sides.
package enum Limit {
  /// Bytes of a request's body.
  package static let bodyBytes = 1 << 20
  /// Events of one request.
  package static let batchEvents = 500
  /// Bytes of an event's metadata, as canonical JSON text.
  package static let metadataBytes = 4096
  /// How deep values may stand in one another in metadata, the object itself being 1.
  package static let metadataDepth = 8
  /// The largest power of ten that a number in metadata may be written with: a database that keeps numbers written out
  /// has room for that.
  package static let metadataExponent = 9999
  /// Characters of a kind.
  package static let kindLength = 32
  /// Points of an event.
  package static let delta = 0...1000
  /// How far a pupil's local time may be from UTC, in minutes.
  package static let utcOffsetMinutes = -840...840
  /// Characters of a pupil's name, after trimming.
  package static let nameLength = 1...40
  /// Characters of the name of a class, after trimming.
  package static let classNameLength = 1...80
  /// Progress of a quest event.
  package static let questProgress = 1...1000
  /// Characters of the title of homework or of a word set, after trimming.
  package static let titleLength = 1...80
  /// Points that fulfil homework.
  package static let homeworkGoal = 1...1_000_000
  /// Pieces of homework of a class.
  package static let homeworkPerClass = 200
  /// Words of a set.
  package static let setWords = 1...10_000
  /// Bytes of a term, of its translations together, and of an example.
  package static let wordBytes = 500
  /// Characters of the level of a word set, after trimming.
  package static let levelLength = 1...20
  /// Bytes of a language's tag.
  package static let languageLength = 35
  /// Word sets of a teacher.
  package static let setsPerTeacher = 500
  /// A pupil not heard of for so long is offline, in seconds.
  package static let silenceSeconds: Int64 = 8
  /// A playing client says how it is whenever it has said nothing else for so long, in seconds.
  package static let presenceSeconds: Int64 = 3
  /// A stream of a board says something, if only that it lives, at least so often, in seconds.
  package static let heartbeatSeconds: Int64 = 15
  /// Digits of a PIN.
  package static let pinLength = 4...12
}
