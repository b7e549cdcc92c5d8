package import Primitives

/// What a `Store` keeps and tells for the live boards.
package protocol BoardStore: Sendable {
  /// The pupils of a class by name, as a board shows them; nil where the class is not one of this teacher's.
  ///
  /// - Parameter since: When the day began: see `leaderboard`.
  func board(
    of schoolClass: UniqueID, since: Timestamp, teacher: UniqueID
  ) async throws(StoreError) -> [BoardEntry]?

  /// The same of some students, whoever's they are, in no order; an id that is no student's has no entry.
  func boardEntries(of students: [UniqueID], since: Timestamp) async throws(StoreError) -> [BoardEntry]

  /// A pupil of a class with their latest events, those stored last first, and the quests of a day that have progress;
  /// nil where the pupil is not in that class of that teacher's.
  ///
  /// - Parameter since: When the day began: see `leaderboard`.
  func pupil(
    _ student: UniqueID, of schoolClass: UniqueID, teacher: UniqueID, since: Timestamp, date: CivilDate,
    eventLimit: Int
  ) async throws(StoreError) -> StoredPupil?

  /// Keeps what clients said of themselves: of each student the latest word, and of each of their computers that has
  /// something unsent the last figures (see `BoardEntry.waiting`). What was heard earlier never replaces what was heard later. Of a student
  /// who is not there (any more) nothing is kept.
  func record(_ presences: [Presence]) async throws(StoreError)

  /// Tells every other server process on the same database. Outside of the transactions that made the changes; what
  /// can't be told is lost, and whoever listens must bear it.
  func announce(_ change: BoardChange) async throws(StoreError)

  /// What other server processes announce, from now on until the store is closed; `isEverything` where announcements
  /// may have been missed. Nil where there can be no others.
  func announcements() -> AsyncStream<BoardChange>?
}

extension BoardStore {
  /// Alone on its database.
  package func announce(_ change: BoardChange) async throws(StoreError) {}

  /// Alone on its database.
  package func announcements() -> AsyncStream<BoardChange>? { nil }
}
