/// The limits of the protocol, once for both sides.
package enum Limit {
  /// Bytes of a request's body.
  package static let bodyBytes = 1 << 20
  /// Events of one request.
  package static let batchEvents = 500
  /// Events of one page of a student's log; who asks for more gets the most.
  package static let pageEvents = 1...500
  /// Events of a page where nobody says how many.
  package static let usualPageEvents = 50
  /// Events of a pupil looked at closely.
  package static let latestEvents = 20
  /// Events, and points, that a client can say wait on its computer: more than any holds.
  package static let pending = 0...1_000_000_000
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
