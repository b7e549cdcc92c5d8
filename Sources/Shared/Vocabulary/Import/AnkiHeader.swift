/// The lines `#key:value` at the head of Anki's text export.
struct AnkiHeader: Hashable {
  var separator = UInt8(ascii: "\t")
  /// What the header does not say is HTML: exports of versions without a header always were.
  var isHTML = true
  /// Names of all columns; nil where the header names none.
  var columns: [String]?
  /// The deck of every card, where the header names one.
  var deck: String?
  /// The column of each card's deck, from 0.
  var deckColumn: Int?
  /// The columns that hold the note type, deck, tags and id of a note instead of a field of it, from 0.
  var otherColumns: Set<Int> = []
  var lineCount = 0

  /// True where a text begins with a line that only Anki writes.
  static func begins(_ bytes: ArraySlice<UInt8>) -> Bool {
    let line = bytes.prefix { $0 != UInt8(ascii: "\n") }
    guard let (key, _) = Self.entry(line) else { return false }
    return keys.contains(key)
  }

  private static let keys: Set<String> = [
    "separator", "html", "columns", "tags", "notetype", "deck", "notetype column", "deck column",
    "tags column",
    "guid column", "if matches",
  ]

  /// Takes the header off the front of a text.
  init(takenOff bytes: inout ArraySlice<UInt8>) {
    var names: String?
    while bytes.first == UInt8(ascii: "#") {
      let line = bytes.prefix { $0 != UInt8(ascii: "\n") }
      guard let (key, value) = Self.entry(line), Self.keys.contains(key) else { break }
      bytes = bytes.dropFirst(line.count + 1)
      lineCount += 1
      let column = Int(value).flatMap { $0 > 0 ? $0 - 1 : nil }
      switch key {
      case "separator": separator = Self.separator(named: value) ?? separator
      case "html": isHTML = value.lowercased() != "false"
      case "columns": names = value
      case "deck": deck = value
      case "deck column":
        deckColumn = column
        if let column { otherColumns.insert(column) }
      case "notetype column", "tags column", "guid column":
        if let column { otherColumns.insert(column) }
      default: break
      }
    }
    // The names stand between the separator of the file, which may be named in a later line.
    if let names {
      columns =
        DelimitedText.rows(of: Array(names.utf8)[...], separator: separator, quoting: .lenient).first?.cells
    }
  }

  private static func entry(_ line: ArraySlice<UInt8>) -> (key: String, value: String)? {
    guard line.first == UInt8(ascii: "#"), let colon = line.firstIndex(of: UInt8(ascii: ":")) else {
      return nil
    }
    let key = String(decoding: line.dropFirst().prefix(upTo: colon), as: UTF8.self)
    // Only spaces: a tab may be the separator between two names.
    let value = line[(colon + 1)...].drop { $0 == UInt8(ascii: " ") }
    return (key.lowercased(), String(decoding: value, as: UTF8.self))
  }

  private static func separator(named name: String) -> UInt8? {
    switch Alternatives.trimmed(name[...]).lowercased() {
    case "tab", "\\t": UInt8(ascii: "\t")
    case "comma": UInt8(ascii: ",")
    case "semicolon": UInt8(ascii: ";")
    case "space": UInt8(ascii: " ")
    case "pipe": UInt8(ascii: "|")
    case "colon": UInt8(ascii: ":")
    default: name.utf8.count == 1 ? name.utf8.first : (name.first == "\t" ? UInt8(ascii: "\t") : nil)
    }
  }
}
