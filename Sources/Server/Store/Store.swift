public import Primitives

/// Where the server keeps accounts and the ledger; every implementation keeps these promises, and the same tests say so.
///
/// - **Durable**: a method that changes something returns only after a commit that survives a power cut.
/// - **Exact**: at every moment a student's total is the sum of the deltas of their stored events, `gamesPlayed` their
///   number, and `version` has grown by one with every event.
/// - **Append-only**: a stored event never changes. Storing it again with an equal payload is a success that changes
///   nothing; with another payload or owner it is a conflict.
/// - **Whole**: each call takes effect entirely or not at all, whatever other calls run at the same time.
/// - **Secret-free**: it is given hashes of tokens and PINs, never the things themselves.
///
/// Arguments were validated by the caller; the store's constraints refuse what slipped through, as `.refused`.
/// Every method may be called from any task, many at a time.
public protocol Store: Sendable {
  /// Returns when the store answers at all, and the last write, if there was one, did not fail for the store's sake.
  func check() async throws(StoreError)

  // MARK: The ledger

  /// Stores a batch, all or nothing.
  ///
  /// - Throws: `.overloaded` where too many batches are waiting already; nothing was stored then.
  func ingest(_ batch: EventBatch) async throws(StoreError) -> IngestOutcome

  /// The places in `batch.events` of those whose id is stored with another owner or payload. Changes nothing.
  func conflicts(in batch: EventBatch) async throws(StoreError) -> [Int]

  /// What the ledger says of a student; zeros for one without events.
  func total(of student: UniqueID) async throws(StoreError) -> StudentTotal

  /// A student's events, those stored last first.
  ///
  /// - Parameters:
  ///   - limit: How many at most; at least 1.
  ///   - before: Where the page before this one ended; nil for the newest.
  func events(
    of student: UniqueID, limit: Int, before: EventCursor?
  ) async throws(StoreError) -> EventPage

  /// The students whose total is not the sum of their log: empty, or the store is broken.
  func mismatches() async throws(StoreError) -> [TotalMismatch]

  // MARK: Accounts

  /// Who a token belongs to; nil where nobody has it.
  func account(for token: TokenHash) async throws(StoreError) -> Account?

  /// What an account may know of itself; nil where it does not exist.
  func profile(of account: Account) async throws(StoreError) -> Profile?

  /// Gives a student one more token; the oldest of their others go where there would be more than `limit`.
  func addToken(
    _ token: TokenHash, to student: UniqueID, at time: Timestamp, limit: Int
  ) async throws(StoreError)

  /// Makes a token worthless. One that nobody has is no error.
  func removeToken(_ token: TokenHash) async throws(StoreError)

  /// True once there is a teacher.
  func hasTeacher() async throws(StoreError) -> Bool

  /// Adds a teacher together with a first token.
  func addTeacher(_ teacher: NewTeacher) async throws(StoreError)

  /// Gives the first teacher this token and makes all their other ones worthless; false where there is no teacher.
  func replaceTeacherTokens(with token: TokenHash, at time: Timestamp) async throws(StoreError) -> Bool

  // MARK: Classes

  /// Adds a class; false, and nothing changed, where its code is taken.
  func addClass(_ new: NewClass) async throws(StoreError) -> Bool

  /// The class that pupils join with this code (upper case); nil where there is none.
  func schoolClass(withCode code: String) async throws(StoreError) -> StoredClass?

  /// A teacher's classes, the oldest first.
  func classes(of teacher: UniqueID) async throws(StoreError) -> [StoredClass]

  /// The pupil of that name key in a class; nil where there is none.
  func student(named nameKey: String, in schoolClass: UniqueID) async throws(StoreError)
    -> StudentCredentials?

  /// Adds a pupil to a class of at most `classLimit` pupils, together with a first token.
  func addStudent(_ new: NewStudent, classLimit: Int) async throws(StoreError) -> AddStudentOutcome

  /// Ends all work; nothing may be called afterwards. What was accepted is finished first.
  func close() async throws(StoreError)
}
