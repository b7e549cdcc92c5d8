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
      let cells = [word.termCell, word.translationCell] + (word.example.map { [$0] } ?? [])
      let line = cells.map(Self.cell).joined(separator: "\t")
      // A line that begins with # would be read as a remark.
      lines.append(line.hasPrefix("#") ? " " + line : line)
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func cell(_ text: String) -> String {
    String(
      String.UnicodeScalarView(text.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7F ? " " : $0 }))
  }
}

extension Word {
  /// The term as it is written into a cell, with what is not shown.
  package var termCell: String { WordCell.text(term, gender: termGender, also: alsoTerms) }

  /// The translation as it is written into a cell, with what is not shown; closer together where a cell would else be
  /// too long to be read back.
  package var translationCell: String {
    let cell = WordCell.text(
      translations.joined(separator: " / "), gender: translationGender, also: alsoTranslations)
    guard cell.utf8.count > WordSetParser.cellLimit, translationGender == nil, alsoTranslations.isEmpty
    else { return cell }
    return translations.joined(separator: ";")
  }

  /// The cell of parts that stand apart, as on the wire.
  package static func cell(_ text: String, gender: String?, also: [String]) -> String {
    WordCell.text(text, gender: gender, also: also)
  }
}
