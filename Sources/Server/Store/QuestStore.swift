package import Primitives

/// The daily quests of a `Store`.
package protocol QuestStore: Sendable {
  /// Stores quest progress, all or nothing, and in the same transaction awards the bonus of each quest that reaches its
  /// goal by what earns one: an `xp_events` row of kind `daily_quest` with the goal's `bonusID` (its `spareBonusID` where
  /// a client's event has that), made at `receivedAt`, its metadata `{ "quest_id", "quest_date" }`. From however many calls
  /// at the same time, a bonus is awarded once.
  func ingest(_ batch: QuestBatch) async throws(StoreError) -> QuestOutcome

  /// The places in `batch.progress` of those whose id is stored with another owner or payload. Changes nothing.
  func conflicts(in batch: QuestBatch) async throws(StoreError) -> [Int]

  /// The quests of a student's day that have progress, in no order.
  func quests(of student: UniqueID, on date: CivilDate) async throws(StoreError) -> [StoredQuest]
}
