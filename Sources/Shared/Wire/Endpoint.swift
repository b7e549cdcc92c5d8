package import Primitives
import Vocabulary
import XP

/// An operation of the protocol: the one place where its method, its path, who may ask for it, what they send and what they
/// are answered is said. The server answers by these, and clients ask by them.
package struct Endpoint: Sendable {
  /// A method of HTTP.
  package enum Method: String, Sendable {
    case get = "GET"
    case post = "POST"
    case put = "PUT"
    case patch = "PATCH"
    case delete = "DELETE"
  }

  /// Whose token it takes.
  package enum Caller: Hashable, Sendable {
    /// None.
    case anybody
    case student
    case teacher
    /// A student's or a teacher's.
    case account
  }

  /// A parameter behind the path's question mark.
  package enum Parameter: String, Sendable {
    /// The id of a class.
    case schoolClass = "class"
    /// A `Leaderboard.Period`.
    case period
    /// A day of a calendar, `2026-11-22`.
    case date
    /// How many events a page is to have, of `Limit.pageEvents`.
    case limit
    /// Where a page begins, as the page before said.
    case before
  }

  package let method: Method
  package let pattern: PathPattern
  package let caller: Caller
  package let parameters: [Parameter]
  /// What its body is read as; nil where it takes none.
  package let body: (any WireValue.Type)?
  /// What an answer of success is read as; nil where that is no JSON, or nothing.
  package let answer: (any WireValue.Type)?

  /// - Parameter path: With a name in braces for each id in it.
  package init(
    _ method: Method, _ path: String, _ caller: Caller, _ parameters: [Parameter] = [],
    body: (any WireValue.Type)? = nil, answer: (any WireValue.Type)? = nil
  ) {
    (self.method, self.caller, self.parameters) = (method, caller, parameters)
    (pattern, self.body, self.answer) = (PathPattern(path), body, answer)
  }

  /// The most bytes of a body; 0 where it takes none.
  package var bodyBytes: Int { body == nil ? 0 : Limit.bodyBytes }

  /// The path, with a name in braces for each id in it: `/api/classes/{class}/students/{student}`.
  package var path: String { pattern.text }

  /// The path of a request, with these ids in the place of its names, in their order.
  package func path(_ ids: UniqueID...) -> String { pattern.path(ids) }

  /// The path of a request, with these ids in the place of its names, in their order.
  package func path(_ ids: [UniqueID]) -> String { pattern.path(ids) }

  /// What stands behind the path of a request; parameters without a value are left out. The values are ids, dates, numbers
  /// and what a server gave, none of which has to be escaped.
  package static func query(_ values: (Parameter, String?)...) -> String {
    let parts = values.compactMap { parameter, value in value.map { "\(parameter.rawValue)=\($0)" } }
    return parts.isEmpty ? "" : "?" + parts.joined(separator: "&")
  }

  private static let aClass = "/api/classes/{class}"

  // MARK: Everybody

  /// Becomes a student of a class, or signs in again.
  package static let join = Endpoint(
    .post, "/api/join", .anybody, body: JoinRequest.self, answer: JoinResponse.self)
  /// 200 while the process lives.
  package static let healthz = Endpoint(.get, "/healthz", .anybody, answer: Health.self)
  /// 200 while the store answers.
  package static let readyz = Endpoint(.get, "/readyz", .anybody, answer: Readiness.self)
  /// Figures for Prometheus.
  package static let metrics = Endpoint(.get, "/metrics", .anybody)
  /// The machine-readable form of the protocol.
  package static let openapi = Endpoint(.get, "/openapi.yaml", .anybody)
  /// Leads to the live board's page.
  package static let root = Endpoint(.get, "/", .anybody)
  /// Leads there too.
  package static let boardFolder = Endpoint(.get, "/board", .anybody)
  /// The live board as a web page.
  package static let boardPage = Endpoint(.get, "/board/", .anybody)
  package static let boardStyle = Endpoint(.get, "/board/board.css", .anybody)
  package static let boardScript = Endpoint(.get, "/board/board.js", .anybody)

  // MARK: Whoever has an account

  /// Who the token is.
  package static let me = Endpoint(.get, "/api/me", .account, answer: Me.self)
  /// The token is dead from then on.
  package static let signOut = Endpoint(.delete, "/api/session", .account)
  /// The word sets that the account may see.
  package static let wordSets = Endpoint(
    .get, "/api/word-sets", .account, answer: Listing<WordSetListing>.self)
  /// One of them with its words: written by `WordSetListing.json(words:)`.
  package static let wordSet = Endpoint(.get, "/api/word-sets/{set}", .account, answer: WordSet.self)
  /// Who of a class has won how much.
  package static let leaderboard = Endpoint(
    .get, "/api/leaderboard", .account, [.schoolClass, .period], answer: Leaderboard.self)

  // MARK: Students

  /// Stores events; clients write an `XPSyncRequest`.
  package static let xpSync = Endpoint(
    .post, "/api/xp-sync", .student, body: SentBatch.self, answer: XPSyncResponse.self)
  package static let xpTotal = Endpoint(.get, "/api/xp-total", .student, answer: XPTotalResponse.self)
  /// The student's own events, newest first.
  package static let xpEvents = Endpoint(
    .get, "/api/xp-events", .student, [.limit, .before], answer: LedgerPage.self)
  /// Stores quest progress; clients write a `QuestSyncRequest`.
  package static let questSync = Endpoint(
    .post, "/api/quest-sync", .student, body: SentBatch.self, answer: QuestSyncResponse.self)
  /// The student's three quests of a day.
  package static let quests = Endpoint(
    .get, "/api/quests", .student, [.date], answer: Listing<QuestStanding>.self)
  /// The open homework of the student's classes.
  package static let openHomework = Endpoint(.get, "/api/homework", .student, answer: Listing<Homework>.self)
  /// A playing client says how it is.
  package static let presence = Endpoint(.post, "/api/presence", .student, body: ClientReport.self)

  // MARK: Teachers

  package static let createClass = Endpoint(
    .post, "/api/classes", .teacher, body: CreateClassRequest.self, answer: SchoolClass.self)
  package static let classes = Endpoint(.get, "/api/classes", .teacher, answer: Listing<SchoolClass>.self)
  /// Lets nobody new in, or lets pupils join again.
  package static let changeClass = Endpoint(
    .patch, aClass, .teacher, body: ChangeClassRequest.self, answer: SchoolClass.self)
  /// Gives a class another code.
  package static let renewCode = Endpoint(.post, aClass + "/code", .teacher, answer: SchoolClass.self)
  /// What pupils type to join a class.
  package static let invitation = Endpoint(.get, aClass + "/invitation", .teacher, answer: Invitation.self)
  package static let students = Endpoint(.get, aClass + "/students", .teacher, answer: Listing<Pupil>.self)
  /// The pupil's row of the board, with their latest events and their quests of the day.
  package static let student = Endpoint(
    .get, aClass + "/students/{student}", .teacher, answer: PupilDetails.self)
  /// Removes a pupil with everything stored of them.
  package static let removeStudent = Endpoint(.delete, aClass + "/students/{student}", .teacher)
  /// Gives a pupil a new PIN.
  package static let setPIN = Endpoint(
    .post, aClass + "/students/{student}/pin", .teacher, body: SetPINRequest.self)
  package static let giveHomework = Endpoint(
    .post, aClass + "/homework", .teacher, body: GiveHomeworkRequest.self, answer: AssignedHomework.self)
  package static let homework = Endpoint(
    .get, aClass + "/homework", .teacher, answer: Listing<AssignedHomework>.self)
  package static let removeHomework = Endpoint(.delete, aClass + "/homework/{homework}", .teacher)
  package static let putWordSet = Endpoint(
    .put, "/api/word-sets/{set}", .teacher, body: PutWordSetRequest.self, answer: WordSetListing.self)
  /// The class as a table for spreadsheets.
  package static let export = Endpoint(.get, aClass + "/export.csv", .teacher)
  /// The live board as it stands.
  package static let board = Endpoint(.get, aClass + "/board", .teacher, answer: Board.self)
  /// The live board as Server-Sent Events, named by `BoardEvent`: `Board` and `BoardRow`.
  package static let boardStream = Endpoint(.get, aClass + "/board/stream", .teacher)

  package static let all: [Endpoint] = [
    join, healthz, readyz, metrics, openapi, root, boardFolder, boardPage, boardStyle, boardScript, me,
    signOut, wordSets, wordSet, leaderboard, xpSync, xpTotal, xpEvents, questSync, quests, openHomework,
    presence, createClass, classes, changeClass, renewCode, invitation, students, student, removeStudent,
    setPIN, giveHomework, homework, removeHomework, putWordSet, export, board, boardStream,
  ]
}

extension Endpoint: Hashable {
  package static func == (left: Endpoint, right: Endpoint) -> Bool {
    left.method == right.method && left.pattern == right.pattern
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(method)
    hasher.combine(pattern)
  }
}
