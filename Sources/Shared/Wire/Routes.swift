package import Primitives

/// The paths of the operations, where only the path counts.
package enum Route {
  package static let join = Endpoint.join.path
  package static let me = Endpoint.me.path
  package static let session = Endpoint.signOut.path
  package static let xpSync = Endpoint.xpSync.path
  package static let xpTotal = Endpoint.xpTotal.path
  package static let xpEvents = Endpoint.xpEvents.path
  package static let classes = Endpoint.classes.path
  package static let questSync = Endpoint.questSync.path
  package static let quests = Endpoint.quests.path
  package static let homework = Endpoint.openHomework.path
  package static let wordSets = Endpoint.wordSets.path
  package static let leaderboard = Endpoint.leaderboard.path
  package static let presence = Endpoint.presence.path
  package static let root = Endpoint.root.path
  package static let openapi = Endpoint.openapi.path
  package static let metrics = Endpoint.metrics.path
  package static let healthz = Endpoint.healthz.path
  package static let readyz = Endpoint.readyz.path
  package static func wordSet(_ id: UniqueID) -> String { Endpoint.wordSet.path(id) }
  package static func schoolClass(_ id: UniqueID) -> String { Endpoint.changeClass.path(id) }
  package static func code(of schoolClass: UniqueID) -> String { Endpoint.renewCode.path(schoolClass) }
  package static func invitation(to schoolClass: UniqueID) -> String { Endpoint.invitation.path(schoolClass) }
  package static func students(of schoolClass: UniqueID) -> String { Endpoint.students.path(schoolClass) }
  package static func student(_ student: UniqueID, of schoolClass: UniqueID) -> String {
    Endpoint.student.path(schoolClass, student)
  }
  package static func pin(of student: UniqueID, in schoolClass: UniqueID) -> String {
    Endpoint.setPIN.path(schoolClass, student)
  }
  package static func homework(of schoolClass: UniqueID) -> String { Endpoint.homework.path(schoolClass) }
  package static func homework(_ homework: UniqueID, of schoolClass: UniqueID) -> String {
    Endpoint.removeHomework.path(schoolClass, homework)
  }
  package static func board(of schoolClass: UniqueID) -> String { Endpoint.board.path(schoolClass) }
  package static func boardStream(of schoolClass: UniqueID) -> String {
    Endpoint.boardStream.path(schoolClass)
  }
  package static func export(of schoolClass: UniqueID) -> String { Endpoint.export.path(schoolClass) }
  /// The live board as a web page, with its files below it.
  package static let boardPage = "/board/"
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
