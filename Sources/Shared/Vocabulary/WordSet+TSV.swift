extension WordSet {
  /// The set as the text of a file that `WordSetParser` reads back to an equal set.
  ///
  /// A tab, line end or control character within a cell, which a file can't have, becomes a space.
  public var tsv: String {
    var lines = [
      "# glosa word set", "# id: \(id)", "# title: \(Self.cell(title))", "# from: \(Self.cell(from))",
      "# to: \(Self.cell(to))",
    ]
    if let level { lines.append("# level: \(Self.cell(level))") }
    lines.append("term\ttranslations\texample")
    for word in words {
      let cells = [word.term, word.translations.joined(separator: " / ")] + (word.example.map { [$0] } ?? [])
      lines.append(cells.map(Self.cell).joined(separator: "\t"))
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func cell(_ text: String) -> String {
    String(
      String.UnicodeScalarView(text.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7F ? " " : $0 }))
  }
}
