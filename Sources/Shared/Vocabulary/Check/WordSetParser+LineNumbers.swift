extension WordSetParser {
  /// For each word of a file that can be parsed the number of its line, counted from 1.
  ///
  /// - Throws: `WordSetError` where the head is wrong.
  package static func lineNumbers(of file: WordSetFile) throws(WordSetError) -> [Int] {
    var lines = Lines(file.bytes)
    _ = try header(&lines, file: file.name)
    var numbers: [Int] = []
    while let line = lines.next() {
      if !line.isBlank && !line.isComment { numbers.append(line.number) }
    }
    return numbers
  }
}
