/// What a teacher writes on the board: six characters that nobody reads wrongly, without 0, 1, I, L and O.
enum ClassCode {
  static let length = 6
  private static let alphabet = Array("ABCDEFGHJKMNPQRSTUVWXYZ23456789")

  /// A code at random, of about 900 million.
  static func random(using generator: inout some RandomNumberGenerator) -> String {
    String((0..<length).map { _ in alphabet[Int.random(in: 0..<alphabet.count, using: &generator)] })
  }

  /// The code as it is stored, from what a pupil typed: case and space around it don't matter. Nil for what can be
  /// no code.
  static func normalized(_ text: String) -> String? {
    guard text.utf8.count <= maximumBytes else { return nil }
    let code = text.unicodeScalars.filter { !$0.properties.isWhitespace }.map(uppercased)
    guard code.count == length, code.allSatisfy({ alphabet.contains(Character($0)) }) else { return nil }
    return String(String.UnicodeScalarView(code))
  }

  /// What a code with space around it may have in bytes.
  private static let maximumBytes = 64

  private static func uppercased(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    ("a"..."z").contains(scalar) ? Unicode.Scalar(UInt8(scalar.value) - 32) : scalar
  }
}
