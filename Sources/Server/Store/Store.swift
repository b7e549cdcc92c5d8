package import Primitives

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
package protocol Store: LedgerStore, QuestStore, AccountStore, ClassStore, BoardStore, HomeworkStore,
  WordSetStore
{
  /// Returns when the store answers at all, and the last write, if there was one, did not fail for the store's sake.
  func check() async throws(StoreError)

  /// The identity of the ledger: made with the database, and the same for every server on it and after a restored backup.
  var serverID: UniqueID { get }

  /// Ends all work; nothing may be called afterwards. What was accepted is finished first.
  func close() async throws(StoreError)
}
