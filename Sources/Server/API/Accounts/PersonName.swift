import Foundation
import Wire

/// A name that is fit to be shown to a class, and the key under which it is one person's.
struct PersonName: Hashable, Sendable {
  /// As it was written, without the space around it.
  let display: String
  /// For comparison: NFC and lower case. "Åsa" and "åsa", composed or not, are one.
  let key: String

  /// Most bytes of a name: a letter may carry marks without end.
  private static let maximumBytes = 512

  /// - Parameters:
  ///   - text: What somebody typed.
  ///   - length: How many characters there may be once the space around is gone.
  /// - Returns: nil where the length is wrong or a character would not show as one: controls, line separators,
  ///   and what turns the direction of the text around it.
  init?(_ text: String, length: ClosedRange<Int> = Limit.nameLength) {
    guard text.utf8.count <= 8 * Self.maximumBytes else { return nil }
    let trimmed = text.trimmingCharacters(in: .whitespacesAndNewlines)
    guard trimmed.utf8.count <= Self.maximumBytes, length.contains(trimmed.count),
      trimmed.unicodeScalars.allSatisfy(Self.isFit)
    else { return nil }
    display = trimmed
    key = trimmed.precomposedStringWithCanonicalMapping.lowercased().precomposedStringWithCanonicalMapping
  }

  private static func isFit(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator: false
    default: !scalar.properties.isBidiControl
    }
  }
}
