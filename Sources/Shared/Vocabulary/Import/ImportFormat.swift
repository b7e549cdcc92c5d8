/// The kinds of text that words are imported from.
package enum ImportFormat: String, CaseIterable, Sendable {
  /// Columns between tabs, as a word set's own file and a spreadsheet's "text, tab delimited" have them.
  case tsv
  /// Columns between commas, semicolons or tabs, quoted after RFC 4180.
  case csv
  /// What Quizlet's "Export" shows: a term and a definition a card, with separators of the user's choice.
  case quizlet
  /// Anki's "Notes in Plain Text" and "Cards in Plain Text".
  case anki

  /// What people call it.
  package var name: String {
    switch self {
    case .tsv: "TSV"
    case .csv: "CSV"
    case .quizlet: "Quizlet export"
    case .anki: "Anki text export"
    }
  }
}
