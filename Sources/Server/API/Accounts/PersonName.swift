import Foundation
import Wire

/// A name that is fit to be shown to a class, and the key under which it is one person's.
struct PersonName: Hashable, Sendable {
  /// As it was written, without the space around it.
  let display: String
  /// For comparison: NFC and lower case. "Åsa" and "åsa", composed or not, are one.
  let key: String

  /// Most bytes of a character, on average: a letter may carry marks without end, a family of emoji has 25.
  private static let bytesPerCharacter = 32

  /// Most code points of a character, on average: a family of emoji has 7. Every store's column has room for that.
  private static let codePointsPerCharacter = 8

  /// - Parameters:
  ///   - text: What somebody typed.
  ///   - length: How many characters there may be once the space around is gone.
  /// - Returns: nil where the length is wrong, where nothing of it would show, and where a character would not show as
  ///   one: controls, line separators, noncharacters, and what turns the direction of the text around it.
  init?(_ text: String, length: ClosedRange<Int> = Limit.nameLength) {
    let maximumBytes = length.upperBound * Self.bytesPerCharacter
    guard text.utf8.count <= 2 * maximumBytes else { return nil }
    let trimmed = text.trimmingCharacters(in: .whitespacesAndNewlines)
    // Characters are what people count; code points are what every database counts.
    guard trimmed.utf8.count <= maximumBytes, length.contains(trimmed.count),
      trimmed.unicodeScalars.count <= length.upperBound * Self.codePointsPerCharacter,
      trimmed.unicodeScalars.allSatisfy(Self.isFit), trimmed.unicodeScalars.contains(where: Self.shows)
    else { return nil }
    display = trimmed
    key = trimmed.precomposedStringWithCanonicalMapping.lowercased().precomposedStringWithCanonicalMapping
  }

  private static func isFit(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator: false
    default: !scalar.properties.isBidiControl && !scalar.properties.isNoncharacterCodePoint
    }
  }

  /// True where the character leaves something to see, also without another one to stand on.
  private static func shows(_ scalar: Unicode.Scalar) -> Bool {
    let properties = scalar.properties
    // The braille pattern without a dot is a symbol in name only.
    guard !properties.isDefaultIgnorableCodePoint, !properties.isWhitespace, scalar != "\u{2800}" else {
      return false
    }
    return switch properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark, .format, .unassigned: false
    default: true
    }
  }
}
