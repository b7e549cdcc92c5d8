public import Primitives
public import Store
public import XP

extension SQLiteStore {
  private static var open: StoreError { .unavailable("not built yet") }
  /// See `Store`.
  public func ingest(_ batch: QuestBatch) async throws(StoreError) -> QuestOutcome { throw Self.open }
  /// See `Store`.
  public func conflicts(in batch: QuestBatch) async throws(StoreError) -> [Int] { throw Self.open }
  /// See `Store`.
  public func quests(of student: UniqueID, on date: CivilDate) async throws(StoreError) -> [StoredQuest] {
    throw Self.open
  }
  /// See `Store`.
  public func students(of schoolClass: UniqueID, teacher: UniqueID) async throws(StoreError)
    -> [ClassStudent]?
  {
    throw Self.open
  }
  /// See `Store`.
  public func setPIN(hash: String, of student: UniqueID, in schoolClass: UniqueID, teacher: UniqueID)
    async throws(StoreError) -> Bool
  { throw Self.open }
  /// See `Store`.
  public func removeStudent(_ student: UniqueID, from schoolClass: UniqueID, teacher: UniqueID)
    async throws(StoreError) -> Bool
  { throw Self.open }
  /// See `Store`.
  public func leaderboard(of schoolClass: UniqueID, since: Timestamp?, for account: Account)
    async throws(StoreError) -> [LeaderboardEntry]?
  { throw Self.open }
  /// See `Store`.
  public func addHomework(_ homework: StoredHomework, teacher: UniqueID, limit: Int) async throws(StoreError)
    -> Bool
  { throw Self.open }
  /// See `Store`.
  public func homework(of schoolClass: UniqueID, teacher: UniqueID) async throws(StoreError)
    -> [StoredHomework]?
  { throw Self.open }
  /// See `Store`.
  public func removeHomework(_ id: UniqueID, from schoolClass: UniqueID, teacher: UniqueID)
    async throws(StoreError) -> Bool
  { throw Self.open }
  /// See `Store`.
  public func openHomework(of student: UniqueID, at time: Timestamp) async throws(StoreError) -> [Homework] {
    throw Self.open
  }
  /// See `Store`.
  public func put(_ set: StoredWordSet, limit: Int) async throws(StoreError) -> PutOutcome { throw Self.open }
  /// See `Store`.
  public func wordSets(for account: Account) async throws(StoreError) -> [StoredWordSet.Summary] {
    throw Self.open
  }
  /// See `Store`.
  public func wordSet(_ id: UniqueID, for account: Account) async throws(StoreError) -> StoredWordSet? {
    throw Self.open
  }
}
