package import Primitives
package import XP

/// Where the server keeps accounts and the ledger; every implementation keeps these promises, and the same tests say so.
///
/// - **Durable**: a method that changes something returns only after a commit that survives a power cut.
/// - **Exact**: at every moment a student's total is the sum of the deltas of their stored events, `gamesPlayed` their
///   number (an opening balance counts as the games it carries), and `version` has grown with every event.
/// - **Append-only**: a stored event never changes. Storing it again with an equal payload is a success that changes
///   nothing; with another payload or owner it is a conflict.
/// - **Whole**: each call takes effect entirely or not at all, whatever other calls run at the same time.
/// - **Secret-free**: it is given hashes of tokens and PINs, never the things themselves.
///
/// - **Fair**: an event that is more than anybody can win by `Pace` is marked as unusual when it is first stored, never later.
///   It counts in every total, and is no credit for homework. What came on the day on which it happened may be counted apart
///   from what came later, and of batches that are stored at the same time some may be missed; nothing is marked that is
///   within `Pace`.
///
/// "By name" is by `NameKey.exact`, and names and titles are compared by Unicode scalars, so that every store has
/// the same order; what is the same in that is in the order of the ids.
///
/// Arguments were validated by the caller; the store's constraints refuse what slipped through, as `.refused`.
/// Every method may be called from any task, many at a time.
package protocol Store: Sendable {
  /// Returns when the store answers at all, and the last write, if there was one, did not fail for the store's sake.
  func check() async throws(StoreError)

  /// The identity of the ledger: made with the database, and the same for every server on it and after a restored backup.
  var serverID: UniqueID { get }

  // MARK: The ledger

  /// How many calls of `ingest` are worth having under way at the same time.
  var ingestWorkers: Int { get }

  /// How many events `ingest` of batches has stored for the first time since this object was made: what was acknowledged
  /// beyond that had been stored before. Nil where the store does not count.
  var storedEvents: Int? { get }

  /// Stores batches of any students, each all or nothing, together in one transaction: a bad one spoils no other.
  ///
  /// - Parameter batches: At least one; several may be of the same student.
  /// - Returns: What became of each, in their order. `.failure(.refused)` for one that broke a constraint.
  /// - Throws: Where nothing of any batch was stored.
  func ingest(_ batches: [EventBatch]) async throws(StoreError) -> [Result<IngestOutcome, StoreError>]

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

  /// The students whose total is not what their log adds up to: empty, or the store is broken.
  func mismatches() async throws(StoreError) -> [TotalMismatch]

  // MARK: Quests

  /// Stores quest progress, all or nothing, and in the same transaction awards the bonus of each quest that reaches its
  /// goal by what earns one: an `xp_events` row of kind `daily_quest` with the goal's `bonusID` (its `spareBonusID` where
  /// a client's event has that), made at `receivedAt`, its metadata `{ "quest_id", "quest_date" }`. From however many calls
  /// at the same time, a bonus is awarded once.
  func ingest(_ batch: QuestBatch) async throws(StoreError) -> QuestOutcome

  /// The places in `batch.progress` of those whose id is stored with another owner or payload. Changes nothing.
  func conflicts(in batch: QuestBatch) async throws(StoreError) -> [Int]

  /// The quests of a student's day that have progress, in no order.
  func quests(of student: UniqueID, on date: CivilDate) async throws(StoreError) -> [StoredQuest]

  // MARK: Accounts

  /// Who tokens belong to, with the totals of those who are students: in one look at the store for all of them.
  ///
  /// - Returns: One for each token, in their order; nil where nobody has it.
  func accounts(for tokens: [TokenHash]) async throws(StoreError) -> [AccountTotal?]

  /// Whose tokens these were before a new PIN made them worthless: in one look at the store for all of them. Only for the
  /// board: such a token lets nobody in.
  ///
  /// - Returns: One for each token, in their order; nil for every other token, and once the student has signed in again.
  func signedOutStudents(by tokens: [TokenHash]) async throws(StoreError) -> [SignedOutStudent?]

  /// What an account may know of itself; nil where it does not exist.
  func profile(of account: Account) async throws(StoreError) -> Profile?

  /// Gives a student one more token; the oldest of their others go where there would be more than `limit`, and those that
  /// a new PIN made worthless are forgotten.
  func addToken(
    _ token: TokenHash, to student: UniqueID, at time: Timestamp, limit: Int
  ) async throws(StoreError)

  /// Makes a token worthless. One that nobody has is no error.
  func removeToken(_ token: TokenHash) async throws(StoreError)

  /// True once there is a teacher.
  func hasTeacher() async throws(StoreError) -> Bool

  /// How pupils have reached this ledger so far.
  func connectionRecord() async throws(StoreError) -> ConnectionRecord

  /// Remembers the fingerprint of the key that the server speaks TLS with from now on.
  func recordKey(_ fingerprint: String) async throws(StoreError)

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

  // MARK: The live board

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

  // MARK: Homework

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

  // MARK: Word sets

  /// Puts a set in the place of the one of its id, or as a new one of at most `limit` of the teacher's. Where more than
  /// one thing is wrong, the outcome is the first of `taken`, `noSuchClass` and `tooMany`.
  func put(_ set: StoredWordSet, limit: Int) async throws(StoreError) -> PutOutcome

  /// The sets that an account may see, by title.
  func wordSets(for account: Account) async throws(StoreError) -> [StoredWordSet.Summary]

  /// A set that an account may see; nil for every other.
  func wordSet(_ id: UniqueID, for account: Account) async throws(StoreError) -> StoredWordSet?

  /// Ends all work; nothing may be called afterwards. What was accepted is finished first.
  func close() async throws(StoreError)
}

extension Store {
  /// Alone on its database.
  package func announce(_ change: BoardChange) async throws(StoreError) {}

  /// Alone on its database.
  package func announcements() -> AsyncStream<BoardChange>? { nil }

  /// Not counted.
  package var storedEvents: Int? { nil }
}
