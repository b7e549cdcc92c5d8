package import Primitives

/// The bytes of a word set's file with what has to be known besides; read as far as it is needed.
package struct WordSetFile: Hashable, Sendable {
  /// The file's name without folders, for messages: `djur.tsv`.
  package let name: String
  package let bytes: [UInt8]
  /// The id of the set where the file names none; it has to be the same at every start.
  package let fallbackID: UniqueID
  /// True for a pupil's own file, which pays as a word list without a class does.
  package let isOwn: Bool

  package init(name: String, bytes: [UInt8], fallbackID: UniqueID, isOwn: Bool) {
    self.name = name
    self.bytes = bytes
    self.fallbackID = fallbackID
    self.isOwn = isOwn
  }

  /// The head of the set and the count of its words, which are not checked.
  ///
  /// - Throws: `WordSetError` where the head is wrong or no word follows.
  package func summary() throws(WordSetError) -> WordSetSummary {
    try WordSetParser(file: name, fallbackID: fallbackID).summary(of: bytes)
  }

  /// The whole set.
  ///
  /// - Throws: `WordSetError`, naming the first line that is wrong.
  package func wordSet() throws(WordSetError) -> WordSet {
    try WordSetParser(file: name, fallbackID: fallbackID).parse(bytes)
  }
}
