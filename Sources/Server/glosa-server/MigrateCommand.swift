import API
import ArgumentParser
import Logging
import PostgresStore
import Primitives
import SQLiteStore
import Store

/// `glosa-server migrate`: brings a database's tables up to date, and carries the points of an old table over.
struct MigrateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "migrate",
    abstract: "Bring a database's tables up to date; harmless to run again.",
    discussion: """
      With PostgreSQL, sign in as the role that owns the tables or is to own them, and that may create roles; a \
      superuser will do. What it applies are the files of assets/sql/postgres, which can also be run by psql -f. A \
      database file is brought up to date by each start of the server as well.

      --from-student-progress then carries the points of the table student_progress into the ledger: its rows \
      without word set and homework, as one opening event a student. The table stays as it is; twice is once.
      """)

  @OptionGroup var databaseOption: DatabaseOption

  @Flag(help: "Carry the points of the table student_progress into the ledger.")
  var fromStudentProgress = false

  @Flag(help: "Say what --from-student-progress would do, and change nothing, not even the tables.")
  var dryRun = false

  @Flag(help: "Print one JSON object.")
  var json = false

  func validate() throws {
    if dryRun && !fromStudentProgress { throw ValidationError("--dry-run is for --from-student-progress.") }
  }

  func run() async throws {
    try await Self.reporting {
      let report =
        switch try DatabaseLocation(databaseOption, environment: .process) {
        case .file(let path): try await migrate(file: path)
        case .postgres(let url): try await migrate(url)
        }
      StandardStream.output.write(json ? report.json.description + "\n" : report.text)
    }
  }

  private func migrate(file path: String) async throws -> MigrationReport {
    // Opening would make the file, or change its tables: this throws where it would.
    if dryRun { _ = try SQLiteStore.mismatches(inFile: path) }
    let store = try SQLiteStore(path: path)
    let move = fromStudentProgress ? try await move(from: store) : nil
    try await store.close()
    return MigrationReport(isDryRun: dryRun, applied: [], move: move)
  }

  private func migrate(_ url: PostgresURL) async throws -> MigrationReport {
    let applied =
      dryRun ? [] : try await PostgresMigrations.apply(to: url, report: json ? Self.beSilent : Self.say)
    guard fromStudentProgress else { return MigrationReport(isDryRun: false, applied: applied, move: nil) }
    let ledger = try await ledger(url)
    let move = try await move(from: PostgresOldTable(url: url, ledger: ledger))
    try await ledger?.close()
    return MigrationReport(isDryRun: dryRun, applied: applied, move: move)
  }

  private func move(from store: any OldProgressStore) async throws -> OldProgressMove {
    let move = try await OldProgressMove.run(in: store, at: ServerClock.system.now(), isDryRun: dryRun)
    guard let move else {
      throw Failure(sentence: "there is no table student_progress in this database.", exitCode: ExitCode(78))
    }
    return move
  }

  /// The store; nil in a dry run over a database that has no ledger yet.
  private func ledger(_ url: PostgresURL) async throws -> PostgresStore? {
    do {
      return try await PostgresStore(url: url, purpose: .maintenance, logger: Logger(label: "glosa-server"))
    } catch PostgresOpenError.notMigrated where dryRun {
      return nil
    }
  }

  private static func say(_ migration: String) { StandardStream.output.write("applied \(migration)\n") }

  private static func beSilent(_ migration: String) {}
}
