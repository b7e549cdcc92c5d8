package import Primitives

/// Who may speak to the server, and with which tokens.
package protocol AccountStore: Sendable {
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
}
