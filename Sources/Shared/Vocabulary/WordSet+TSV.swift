extension WordSet {
  /// The set as the text of a file that `WordSetParser` reads back to an equal set.
  ///
  /// A tab, line end or control character within a cell, which a file can't have, becomes a space.
  package var tsv: String {
    var lines = [
      "# glosa word set", "# id: \(id)", "# title: \(Self.cell(title))", "# from: \(Self.cell(from))",
      "# to: \(Self.cell(to))",
    ]
    if let level { lines.append("# level: \(Self.cell(level))") }
    lines.append("term\ttranslations\texample")
    for word in words {
      let cells = [word.term, Self.cell(of: word.translations)] + (word.example.map { [$0] } ?? [])
      let line = cells.map(Self.cell).joined(separator: "\t")
      // A line that begins with # would be read as a remark.
      lines.append(line.hasPrefix("#") ? " " + line : line)
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The alternatives in one cell, closer together where a cell would else be too long to be read back.
  private static func cell(of alternatives: [String]) -> String {
    let joined = alternatives.joined(separator: " / ")
    return joined.utf8.count <= WordSetParser.cellLimit ? joined : alternatives.joined(separator: ";")
  }

  private static func cell(_ text: String) -> String {
    String(
      String.UnicodeScalarView(text.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7F ? " " : $0 }))
  }
}
