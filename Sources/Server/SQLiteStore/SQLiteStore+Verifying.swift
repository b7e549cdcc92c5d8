import Assets
import GRDB
import Primitives
package import Store

extension SQLiteStore {
  /// The students whose total is not what their log adds up to, in a file that a server may be using: it is only read,
  /// nothing is created or brought up to date, and no lock is taken that would keep a server out.
  ///
  /// - Throws: `OpenError` where the file can't be read, is no database of Glosa, or was made by another version.
  package static func mismatches(inFile path: String) throws(OpenError) -> [TotalMismatch] {
    do {
      var configuration = Configuration()
      configuration.label = "verify"
      configuration.readonly = true
      configuration.busyMode = .timeout(busyTimeoutSeconds)
      let queue = try DatabaseQueue(path: path, configuration: configuration)
      return try queue.read { database in
        let migrator = migrator
        guard try !migrator.hasBeenSuperseded(database) else {
          throw OpenError.fromNewerVersion(path: path)
        }
        guard try migrator.hasCompletedMigrations(database) else {
          throw OpenError.fromOlderVersion(path: path)
        }
        return try Self.mismatches(in: database)
      }
    } catch let error as OpenError {
      throw error
    } catch {
      throw OpenError(reading: error, path: path)
    }
  }

  /// The rows of the view that must be empty.
  static func mismatches(in database: Database) throws -> [TotalMismatch] {
    try Row.fetchAll(
      database,
      sql: """
        SELECT student_id, total_xp, log_xp, games_played, log_games FROM xp_total_mismatches
        ORDER BY student_id
        """
    ).map {
      TotalMismatch(
        studentID: try UniqueID(column: 0, of: $0), totalXP: $0[1], logXP: $0[2], gamesPlayed: $0[3],
        logGames: $0[4])
    }
  }
}
