import GRDB
package import Primitives
package import Store
import XP

extension SQLiteStore {
  package func ingest(_ batch: QuestBatch) async throws(StoreError) -> QuestOutcome {
    try await write { database in
      var outcome = QuestOutcome.conflicting([])
      try database.inSavepoint {
        outcome = try QuestLog(database).store(batch)
        if case .stored = outcome { return .commit }
        return .rollback
      }
      return outcome
    }
  }

  package func conflicts(in batch: QuestBatch) async throws(StoreError) -> [Int] {
    try await read { database in
      let log = QuestLog(database)
      return try batch.progress.indices.filter { try log.isConflict(batch.progress[$0].event) }
    }
  }

  package func quests(of student: UniqueID, on date: CivilDate) async throws(StoreError) -> [StoredQuest] {
    try await read { try QuestLog($0).quests(of: student, on: date) }
  }
}
