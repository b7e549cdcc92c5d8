import GRDB
package import Primitives
package import Store

extension SQLiteStore {
  package func put(_ set: StoredWordSet, limit: Int) async throws(StoreError) -> PutOutcome {
    try await write { database in
      let id = set.summary.id.description
      let owner = try String.fetchOne(
        database, sql: "SELECT teacher_id FROM word_sets WHERE id = ?", arguments: [id])
      guard owner == nil || owner == set.teacherID.description else { return .taken }
      if case .schoolClass(let schoolClass) = set.summary.audience {
        guard try database.teaches(set.teacherID, schoolClass) else { return .noSuchClass }
      }
      if owner == nil {
        let count = try Int.fetchOne(
          database, sql: "SELECT count(*) FROM word_sets WHERE teacher_id = ?",
          arguments: [set.teacherID.description])
        guard (count ?? 0) < limit else { return .tooMany }
      }
      try Self.write(set, to: database)
      return owner == nil ? .created : .replaced
    }
  }

  private static func write(_ set: StoredWordSet, to database: Database) throws {
    let summary = set.summary
    let (schoolClass, isPublic): (UniqueID?, Bool) =
      switch summary.audience {
      case .schoolClass(let id): (id, false)
      case .teachersClasses: (nil, false)
      case .everybody: (nil, true)
      }
    try database.execute(
      sql: """
        INSERT INTO word_sets (\(summaryColumns), teacher_id, words) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET
          title = excluded.title, language_from = excluded.language_from, language_to = excluded.language_to,
          level = excluded.level, class_id = excluded.class_id, is_public = excluded.is_public,
          word_count = excluded.word_count, updated_at = excluded.updated_at, words = excluded.words
        """,
      arguments: [
        summary.id.description, summary.title, summary.from, summary.to, summary.level,
        schoolClass?.description, isPublic, summary.wordCount, summary.updatedAt.microseconds,
        set.teacherID.description, set.words.description,
      ])
  }

  package func wordSets(for account: Account) async throws(StoreError) -> [StoredWordSet.Summary] {
    try await read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT \(Self.summaryColumns) FROM word_sets WHERE \(Self.visibility(to: account)) ORDER BY title, id
          """,
        arguments: ["account": account.id.description]
      ).map { try StoredWordSet.Summary(row: $0) }
    }
  }

  package func wordSet(
    _ id: UniqueID, for account: Account
  ) async throws(StoreError) -> StoredWordSet? {
    try await read { database in
      let row = try Row.fetchOne(
        database,
        sql: """
          SELECT \(Self.summaryColumns), teacher_id, words FROM word_sets
          WHERE id = :id AND (\(Self.visibility(to: account)))
          """,
        arguments: ["id": id.description, "account": account.id.description])
      guard let row else { return nil }
      guard let words = try? JSON.parse(row[10] as String) else {
        throw StoreError.unavailable("a word set in the database is damaged")
      }
      return StoredWordSet(
        summary: try StoredWordSet.Summary(row: row), teacherID: try UniqueID(column: 9, of: row),
        words: words)
    }
  }

  /// The condition under which an account, `:account`, may see a set.
  private static func visibility(to account: Account) -> String {
    switch account {
    case .teacher: "is_public = 1 OR teacher_id = :account"
    case .student:
      """
      is_public = 1 OR class_id IN (SELECT class_id FROM class_members WHERE student_id = :account)
      OR (class_id IS NULL AND teacher_id IN (
        SELECT classes.teacher_id FROM classes JOIN class_members ON class_members.class_id = classes.id
        WHERE student_id = :account))
      """
    }
  }

  private static let summaryColumns = """
    id, title, language_from, language_to, level, class_id, is_public, word_count, updated_at
    """
}

extension StoredWordSet.Summary {
  /// Reads the columns of `SQLiteStore.summaryColumns`, in their order.
  fileprivate init(row: Row) throws {
    let schoolClass = try UniqueID.optional(column: 5, of: row)
    self.init(
      id: try UniqueID(column: 0, of: row), title: row[1], from: row[2], to: row[3], level: row[4],
      audience: row[6] ? .everybody : schoolClass.map { .schoolClass($0) } ?? .teachersClasses,
      wordCount: row[7], updatedAt: Timestamp(microseconds: row[8]))
  }
}
