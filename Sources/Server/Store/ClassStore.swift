package import Primitives

/// The classes of a `Store`, their pupils, and the attempts at their PINs.
package protocol ClassStore: Sendable {
  /// Adds a class; false, and nothing changed, where its code is taken.
  func addClass(_ new: NewClass) async throws(StoreError) -> Bool

  /// The class that pupils join with this code (upper case); nil where there is none.
  func schoolClass(withCode code: String) async throws(StoreError) -> StoredClass?

  /// A teacher's classes, the oldest first.
  func classes(of teacher: UniqueID) async throws(StoreError) -> [StoredClass]

  /// Changes whether a class takes new pupils; false where the class is not one of this teacher's.
  func setJoinable(
    _ isJoinable: Bool, of schoolClass: UniqueID, teacher: UniqueID
  ) async throws(StoreError) -> Bool

  /// Gives a class another code; the one before is nobody's.
  func setCode(
    _ code: String, of schoolClass: UniqueID, teacher: UniqueID
  ) async throws(StoreError) -> SetCodeOutcome

  /// The pupil of a class whose name is that, or looks like it; nil where there is none. The exact one comes first.
  func student(named name: NameKey, in schoolClass: UniqueID) async throws(StoreError) -> StudentCredentials?

  /// The pupils of a class of whose names it is not known how they look: an earlier version did not keep that.
  func namesWithoutLook(in schoolClass: UniqueID) async throws(StoreError) -> [NameWithoutLook]

  /// Keeps how names look that it was not known of; of two that look alike, of the first.
  func setLooks(_ names: [NameKey], in schoolClass: UniqueID) async throws(StoreError)

  /// Counts an attempt at a PIN, before the PIN is compared, as a wrong one; every server on the same database counts
  /// together, and a restart forgets nothing.
  ///
  /// - Returns: Nil where the attempt may be made; otherwise the seconds to wait, at least 1, and nothing was counted.
  func begin(
    _ attempt: PINAttempt, at time: Timestamp, patience: PINPatience
  ) async throws(StoreError) -> Int?

  /// Takes back what `begin` counted, unless the PIN was wrong; a right one clears its source.
  func end(_ attempt: PINAttempt, _ verdict: PINVerdict) async throws(StoreError)

  /// Adds a pupil to a class of at most `classLimit` pupils, together with a first token.
  func addStudent(_ new: NewStudent, classLimit: Int) async throws(StoreError) -> AddStudentOutcome

  /// The pupils of a class by name; nil where the class is not one of this teacher's.
  func students(
    of schoolClass: UniqueID, teacher: UniqueID
  ) async throws(StoreError) -> [ClassStudent]?

  /// Gives a pupil a new PIN, forgets the attempts at the one before, and makes all their tokens worthless (see
  /// `signedOutStudents`); false where the pupil is not in that class of that teacher's.
  func setPIN(
    hash: String, of student: UniqueID, in schoolClass: UniqueID, teacher: UniqueID
  ) async throws(StoreError) -> Bool

  /// Removes a pupil with everything stored of them: events, total, quests, memberships, tokens; false where the pupil
  /// is not in that class of that teacher's.
  func removeStudent(
    _ student: UniqueID, from schoolClass: UniqueID, teacher: UniqueID
  ) async throws(StoreError) -> Bool

  /// The pupils of a class with the points received from a moment on (all points where nil), most points first, then by
  /// name; nil where the account is neither a member nor the teacher of the class.
  ///
  /// - Parameter since: When a day began, which is a quarter hour of UTC in every time zone. (Of any other moment a store
  ///   may count from the start of its quarter hour.)
  func leaderboard(
    of schoolClass: UniqueID, since: Timestamp?, for account: Account
  ) async throws(StoreError) -> [LeaderboardEntry]?
}
