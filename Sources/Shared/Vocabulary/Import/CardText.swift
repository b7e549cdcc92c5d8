/// Cards of a term and a definition, with separators that whoever exported them chose: Quizlet asks for one between
/// term and definition and one between cards.
struct CardText: Hashable {
  /// What stands between two cards.
  enum Boundary: Hashable, CaseIterable {
    case line
    case semicolon
    case blankLine
  }

  /// What stands between term and definition.
  let separator: String
  /// What stands between cards.
  let boundary: Boundary
  /// The share of the cards in which the separator stands exactly once.
  let share: Double

  /// The separators looked for, the likeliest to be meant first.
  static let separators = ["\t", " - ", " – ", " — ", " = ", ",", ";"]
  /// From this share on a pair of separators is taken without looking at others.
  static let certainty = 0.9
  /// More than this is not looked at to find the separators.
  private static let sampleSize = 256 << 10

  /// The separators of a text; nil where none of the usual ones stands in it.
  static func found(in bytes: ArraySlice<UInt8>) -> CardText? {
    let sample = bytes.prefix(sampleSize)
    var best: (text: CardText, score: Double)?
    for separator in separators {
      for boundary in Boundary.allCases {
        if separator == ";", boundary == .semicolon { continue }
        let cards = cards(of: sample, boundary: boundary)
        guard !cards.isEmpty else { return nil }
        let parts = cards.map { pieces(of: $0.bytes, separator: Array(separator.utf8)).count }
        let exact = Double(parts.count { $0 == 2 }) / Double(cards.count)
        let some = Double(parts.count { $0 > 1 }) / Double(cards.count)
        let text = CardText(separator: separator, boundary: boundary, share: exact)
        if exact >= certainty { return text }
        let score = exact + some / 1000
        if score > best?.score ?? 0 { best = (text, score) }
      }
    }
    return best?.text
  }

  /// The cards as rows of two cells, or of more where tabs are the separator; of one where there is no separator.
  func rows(of bytes: ArraySlice<UInt8>) -> [DelimitedText.Row] {
    Self.cards(of: bytes, boundary: boundary).map { card in
      let pieces = Self.pieces(
        of: card.bytes, separator: Array(separator.utf8), limit: separator == "\t" ? .max : 2)
      return DelimitedText.Row(line: card.line, cells: pieces.map { String(decoding: $0, as: UTF8.self) })
    }
    .filter { !$0.isBlank }
  }

  /// What people call the separator.
  var separatorName: String {
    separator.utf8.count == 1 ? Separator.name(of: separator.utf8.first ?? 0) : "“\(separator)”"
  }

  private static func cards(
    of bytes: ArraySlice<UInt8>, boundary: Boundary
  ) -> [(line: Int, bytes: ArraySlice<UInt8>)] {
    var cards: [(line: Int, bytes: ArraySlice<UInt8>)] = []
    var line = 1
    let mark: [UInt8] =
      switch boundary {
      case .line: Array("\n".utf8)
      case .semicolon: Array(";".utf8)
      case .blankLine: Array("\n\n".utf8)
      }
    for piece in pieces(of: bytes, separator: mark) {
      let blank = piece.prefix { $0 == UInt8(ascii: "\n") }
      let card = piece.dropFirst(blank.count)
      if card.contains(where: { ![0x09, 0x0A, 0x20].contains($0) }) {
        cards.append((line + blank.count, card))
      }
      line += (piece + mark).count { $0 == UInt8(ascii: "\n") }
    }
    return cards
  }

  private static func pieces(
    of bytes: ArraySlice<UInt8>, separator: [UInt8], limit: Int = .max
  ) -> [ArraySlice<UInt8>] {
    var pieces: [ArraySlice<UInt8>] = []
    var start = bytes.startIndex
    var index = start
    while index < bytes.endIndex, pieces.count + 1 < limit {
      if bytes[index] == separator[0], bytes[index...].starts(with: separator) {
        pieces.append(bytes[start..<index])
        index += separator.count
        start = index
      } else {
        index += 1
      }
    }
    return pieces + [bytes[start...]]
  }
}
