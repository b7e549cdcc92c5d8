package import Primitives

/// An operation of the protocol: the one place where its method, its path and who may ask for it are said. The server
/// answers by these, and clients ask by them.
package struct Endpoint: Hashable, Sendable {
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

  package let method: Method
  /// The path, with a name in braces for each id in it: `/api/classes/{class}/students/{student}`.
  package let path: String
  package let caller: Caller

  package init(_ method: Method, _ path: String, _ caller: Caller) {
    (self.method, self.path, self.caller) = (method, path, caller)
  }

  /// The path of a request, with these ids in the place of its names, in their order.
  package func path(_ ids: UniqueID...) -> String { path(ids) }

  /// The path of a request, with these ids in the place of its names, in their order.
  package func path(_ ids: [UniqueID]) -> String {
    guard !ids.isEmpty else { return path }
    var rest = ids[...]
    return path.split(separator: "/", omittingEmptySubsequences: false).map { segment in
      segment.hasPrefix("{") ? rest.popFirst()?.description ?? String(segment) : String(segment)
    }.joined(separator: "/")
  }

  private static let aClass = "/api/classes/{class}"

  // MARK: Everybody

  /// Becomes a student of a class, or signs in again.
  package static let join = Endpoint(.post, "/api/join", .anybody)
  /// 200 while the process lives.
  package static let healthz = Endpoint(.get, "/healthz", .anybody)
  /// 200 while the store answers.
  package static let readyz = Endpoint(.get, "/readyz", .anybody)
  /// Figures for Prometheus.
  package static let metrics = Endpoint(.get, "/metrics", .anybody)
  /// The machine-readable form of the protocol.
  package static let openapi = Endpoint(.get, "/openapi.yaml", .anybody)
  /// Leads to the live board's page.
  package static let root = Endpoint(.get, "/", .anybody)

  // MARK: Whoever has an account

  /// Who the token is.
  package static let me = Endpoint(.get, "/api/me", .account)
  /// The token is dead from then on.
  package static let signOut = Endpoint(.delete, "/api/session", .account)
  /// The word sets that the account may see.
  package static let wordSets = Endpoint(.get, "/api/word-sets", .account)
  package static let wordSet = Endpoint(.get, "/api/word-sets/{set}", .account)
  /// With `class` and `period` (`today`, `week` or `all`): who has won how much.
  package static let leaderboard = Endpoint(.get, "/api/leaderboard", .account)

  // MARK: Students

  /// Stores events.
  package static let xpSync = Endpoint(.post, "/api/xp-sync", .student)
  package static let xpTotal = Endpoint(.get, "/api/xp-total", .student)
  /// The student's own events, newest first.
  package static let xpEvents = Endpoint(.get, "/api/xp-events", .student)
  /// Stores quest progress.
  package static let questSync = Endpoint(.post, "/api/quest-sync", .student)
  /// With `date`: the student's three quests of that day.
  package static let quests = Endpoint(.get, "/api/quests", .student)
  /// The open homework of the student's classes.
  package static let openHomework = Endpoint(.get, "/api/homework", .student)
  /// A playing client says how it is.
  package static let presence = Endpoint(.post, "/api/presence", .student)

  // MARK: Teachers

  package static let createClass = Endpoint(.post, "/api/classes", .teacher)
  package static let classes = Endpoint(.get, "/api/classes", .teacher)
  /// With `joinable`: lets nobody new in, or lets pupils join again.
  package static let changeClass = Endpoint(.patch, aClass, .teacher)
  /// Gives a class another code.
  package static let renewCode = Endpoint(.post, aClass + "/code", .teacher)
  /// What pupils type to join a class.
  package static let invitation = Endpoint(.get, aClass + "/invitation", .teacher)
  package static let students = Endpoint(.get, aClass + "/students", .teacher)
  /// The pupil's row of the board, with their latest events and their quests of the day.
  package static let student = Endpoint(.get, aClass + "/students/{student}", .teacher)
  /// Removes a pupil with everything stored of them.
  package static let removeStudent = Endpoint(.delete, aClass + "/students/{student}", .teacher)
  /// Gives a pupil a new PIN.
  package static let setPIN = Endpoint(.post, aClass + "/students/{student}/pin", .teacher)
  package static let giveHomework = Endpoint(.post, aClass + "/homework", .teacher)
  package static let homework = Endpoint(.get, aClass + "/homework", .teacher)
  package static let removeHomework = Endpoint(.delete, aClass + "/homework/{homework}", .teacher)
  package static let putWordSet = Endpoint(.put, "/api/word-sets/{set}", .teacher)
  /// The class as a table for spreadsheets.
  package static let export = Endpoint(.get, aClass + "/export.csv", .teacher)
  /// The live board as it stands.
  package static let board = Endpoint(.get, aClass + "/board", .teacher)
  /// The live board as Server-Sent Events.
  package static let boardStream = Endpoint(.get, aClass + "/board/stream", .teacher)

  /// Every operation, but for the files of the board's page.
  package static let all: [Endpoint] = [
    join, healthz, readyz, metrics, openapi, root, me, signOut, wordSets, wordSet, leaderboard, xpSync,
    xpTotal,
    xpEvents, questSync, quests, openHomework, presence, createClass, classes, changeClass, renewCode,
    invitation,
    students, student, removeStudent, setPIN, giveHomework, homework, removeHomework, putWordSet, export,
    board,
    boardStream,
  ]
}
