extension Word {
  /// A word of cells that somebody else wrote, without the white space around them.
  ///
  /// - Parameter limit: The most bytes of each cell.
  /// - Throws: What is wrong with it: a cell that is too long, has a control character, says nothing or has a
  ///   parenthesis without its partner.
  package init(
    checking term: String, translation: String, example: String?, limit: Int
  ) throws(WordSetError.Reason) {
    for cell in [term, translation, example ?? ""] {
      guard cell.utf8.count <= limit else { throw .tooLong(limit: limit) }
      guard !cell.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) else {
        throw .controlCharacter
      }
    }
    let (term, translation) = (Alternatives.trimmed(term[...]), Alternatives.trimmed(translation[...]))
    guard Self.saysSomething(term) else { throw .emptyTerm }
    guard Self.saysSomething(translation) else { throw .emptyTranslation }
    guard Self.isBalanced(term), Self.isBalanced(translation) else { throw .unbalancedParenthesis }
    let sentence = example.map { Alternatives.trimmed($0[...]) }
    self.init(term: term, translation: translation, example: sentence == "" ? nil : sentence)
  }

  /// True where a letter or digit is left once optional parts and signs are gone.
  private static func saysSomething(_ cell: String) -> Bool {
    cell.contains { $0.isLetter || $0.isNumber }
  }

  private static func isBalanced(_ cell: String) -> Bool {
    var depth = 0
    for byte in cell.utf8 {
      if byte == UInt8(ascii: "(") { depth += 1 }
      if byte == UInt8(ascii: ")") { depth -= 1 }
      if depth < 0 { return false }
    }
    return depth == 0
  }
}
