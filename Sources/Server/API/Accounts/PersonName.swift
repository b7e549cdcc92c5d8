import Foundation
import Store
import Wire

/// A name that is fit to be shown to a class, and the key under which it is one person's.
struct PersonName: Hashable, Sendable {
  /// As it was written, without the space around it.
  let display: String
  /// For comparison. "Åsa" and "åsa", composed or not, are one, and so are names that look alike.
  let key: NameKey

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
    key = Self.key(of: trimmed)
  }

  /// How a name that is shown is compared.
  static func key(of display: String) -> NameKey {
    let exact = display.precomposedStringWithCanonicalMapping.lowercased()
      .precomposedStringWithCanonicalMapping
    return NameKey(exact: exact, look: look(of: display))
  }

  /// What a name looks like: without what does not show, one space for any, the plain letter for each that looks like it,
  /// NFC and lower case.
  private static func look(of display: String) -> String {
    let letters = display.decomposedStringWithCompatibilityMapping.unicodeScalars.filter {
      !$0.properties.isDefaultIgnorableCodePoint
    }
    let words = letters.split(whereSeparator: \.properties.isWhitespace).map { word in
      String(String.UnicodeScalarView(word.map(Lookalikes.plain)))
    }
    return words.joined(separator: " ").precomposedStringWithCanonicalMapping.lowercased()
      .precomposedStringWithCanonicalMapping
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
