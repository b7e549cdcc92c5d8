/// Something in a word set that its author should look at: which word, and what about it.
package struct WordSetFinding: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    /// The same word with the same translations stands at that place before.
    case double(of: Int)
    /// One alternative is written twice within the word.
    case repeated(String)
    /// This is shown for the word at that place before too, which has another answer.
    case samePrompt(String, as: Int)
    /// This is shown for the word at that place too, and nothing tells the two apart.
    case sharedForm(String, with: Int)
    /// This has no article, unlike most words of the set.
    case missingArticle(String)
    /// This is another spelling of what stands at that place before, or a slip in it.
    case alike(String, String, at: Int)
  }

  /// The word's place in the set.
  package let word: Int
  package let kind: Kind

  package init(word: Int, kind: Kind) {
    (self.word, self.kind) = (word, kind)
  }

  /// The other word's place; nil where the finding is about one word.
  package var other: Int? {
    switch kind {
    case .double(let other), .samePrompt(_, let other), .sharedForm(_, let other), .alike(_, _, let other):
      other
    case .repeated, .missingArticle: nil
    }
  }
}
