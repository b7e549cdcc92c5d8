package import Primitives

/// The word sets of a `Store`.
package protocol WordSetStore: Sendable {
  /// Puts a set in the place of the one of its id, or as a new one of at most `limit` of the teacher's. Where more than
  /// one thing is wrong, the outcome is the first of `taken`, `noSuchClass` and `tooMany`.
  func put(_ set: StoredWordSet, limit: Int) async throws(StoreError) -> PutOutcome

  /// The sets that an account may see, by title.
  func wordSets(for account: Account) async throws(StoreError) -> [StoredWordSet.Summary]

  /// A set that an account may see; nil for every other.
  func wordSet(_ id: UniqueID, for account: Account) async throws(StoreError) -> StoredWordSet?
}
