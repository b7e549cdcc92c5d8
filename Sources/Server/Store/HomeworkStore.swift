package import Primitives
package import XP

/// The homework of a `Store`.
package protocol HomeworkStore: Sendable {
  /// Adds homework to a class of at most `limit` pieces; false, and nothing changed, where the class is not one of this
  /// teacher's or has as many.
  func addHomework(
    _ homework: StoredHomework, teacher: UniqueID, limit: Int
  ) async throws(StoreError) -> Bool

  /// A class's homework, the newest first; nil where the class is not one of this teacher's.
  func homework(
    of schoolClass: UniqueID, teacher: UniqueID
  ) async throws(StoreError) -> [StoredHomework]?

  /// Takes homework away; what was won for it stays. False where it is not in that class of that teacher's.
  func removeHomework(
    _ id: UniqueID, from schoolClass: UniqueID, teacher: UniqueID
  ) async throws(StoreError) -> Bool

  /// The homework of a student's classes that is not over at that moment (at `dueAt` it is), with what they have earned
  /// for it: what is due first comes first, what has no end last; of the rest the older first. Points count that were won
  /// before `dueAt`, that came in time (see `Credit`), and that are not unusual.
  func openHomework(of student: UniqueID, at time: Timestamp) async throws(StoreError) -> [Homework]
}
