/// What a teacher writes on the board: six characters that nobody reads wrongly, without 0, 1, I, L and O.
enum ClassCode {
  static let length = 6
  private static let alphabet = Array("ABCDEFGHJKMNPQRSTUVWXYZ23456789")

  /// A code at random, of about 900 million.
  static func random(using generator: inout some RandomNumberGenerator) -> String {
    String((0..<length).map { _ in alphabet[Int.random(in: 0..<alphabet.count, using: &generator)] })
  }

  /// The code as it is stored, from what a pupil typed: case and space around it don't matter.
  static func normalized(_ text: String) -> String {
    text.filter { !$0.isWhitespace }.uppercased()
  }
}
