import ArgumentParser
import Logging
import PostgresStore
import Primitives
import SQLiteStore
import Store

/// `glosa-server verify`: compares every total with the log it has to be the sum of.
struct VerifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Check that every student's total is the sum of their events; exit 1 where one is not.",
    discussion: """
      Points and games played are compared. A server may be running on the database meanwhile; nothing is changed. \
      With PostgreSQL, the server's role will do, and any that may take the role service_role.
      """)

  @OptionGroup var databaseOption: DatabaseOption

  @Flag(help: "Print one JSON object.")
  var json = false

  func run() async throws {
    var isRight = false
    try await Self.reporting {
      let mismatches =
        switch try DatabaseLocation(databaseOption, environment: .process) {
        case .file(let path): try SQLiteStore.mismatches(inFile: path)
        case .postgres(let url): try await mismatches(url)
        }
      StandardStream.output.write(text(of: mismatches))
      isRight = mismatches.isEmpty
    }
    if !isRight { throw ExitCode(1) }
  }

  private func mismatches(_ url: PostgresURL) async throws -> [TotalMismatch] {
    let store = try await PostgresStore(
      url: url, purpose: .maintenance, logger: Logger(label: "glosa-server"))
    let mismatches = try await store.mismatches()
    try await store.close()
    return mismatches
  }

  private func text(of mismatches: [TotalMismatch]) -> String {
    if json { return JSON.object(["mismatches": .array(mismatches.map(\.json))]).description + "\n" }
    if mismatches.isEmpty { return "Nothing is wrong: every total is the sum of its log.\n" }
    return mismatches.map { row in
      "\(row.studentID): the total says \(row.totalXP) XP and \(row.gamesPlayed) games, "
        + "the log \(row.logXP) XP and \(row.logGames) games\n"
    }.joined()
  }
}

extension TotalMismatch {
  fileprivate var json: JSON {
    [
      "student_id": .string(studentID.description), "total_xp": .integer(totalXP), "log_xp": .integer(logXP),
      "games_played": .integer(gamesPlayed), "log_games": .integer(logGames),
    ]
  }
}
