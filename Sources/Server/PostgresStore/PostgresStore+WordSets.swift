package import Primitives
package import Store

extension PostgresStore {
  package func put(_ set: StoredWordSet, limit: Int) async throws(StoreError) -> PutOutcome {
    let summary = set.summary
    let (schoolClass, isPublic): (UniqueID?, Bool) =
      switch summary.audience {
      case .schoolClass(let id): (id, false)
      case .teachersClasses: (nil, false)
      case .everybody: (nil, true)
      }
    let request: JSON = [
      "id": .id(summary.id), "title": .string(summary.title), "from": .string(summary.from),
      "to": .string(summary.to), "level": .text(summary.level), "class_id": .id(schoolClass),
      "is_public": .bool(isPublic), "word_count": .integer(summary.wordCount), "words": set.words,
      "at": .time(summary.updatedAt), "limit": .integer(limit),
    ]
    return try await ask("put_word_set", request, as: .account(set.teacherID)) {
      switch $0.string {
      case "created": .created
      case "replaced": .replaced
      case "taken": .taken
      case "no_such_class": .noSuchClass
      case "too_many": .tooMany
      default: nil
      }
    }
  }

  package func wordSets(for account: Account) async throws(StoreError) -> [StoredWordSet.Summary] {
    try await query("get_word_sets", as: .account(account.id)) {
      $0.list(StoredWordSet.Summary.init(row:))
    }
  }

  package func wordSet(
    _ id: UniqueID, for account: Account
  ) async throws(StoreError) -> StoredWordSet? {
    try await query("get_word_set", ["id": .id(id)], as: .account(account.id)) { answer in
      answer.orNull { row in
        guard let summary = StoredWordSet.Summary(row: row), let teacher = row["teacher_id"]?.id,
          let words = row["words"], words.array != nil
        else { return nil }
        return StoredWordSet(summary: summary, teacherID: teacher, words: words)
      }
    }
  }
}

extension StoredWordSet.Summary {
  fileprivate init?(row: JSON) {
    guard let id = row["id"]?.id, let title = row["title"]?.string, let from = row["from"]?.string,
      let to = row["to"]?.string, let level = row.optional("level", \.string),
      let schoolClass = row.optional("class_id", \.id), let isPublic = row["is_public"]?.bool,
      let count = row["word_count"]?.integer, let updatedAt = row["updated_at"]?.time
    else { return nil }
    self.init(
      id: id, title: title, from: from, to: to, level: level,
      audience: isPublic ? .everybody : schoolClass.map { .schoolClass($0) } ?? .teachersClasses,
      wordCount: count, updatedAt: updatedAt)
  }
}
