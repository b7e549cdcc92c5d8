import Primitives

extension JSON {
  /// jsonb keeps numbers written out: 16,383 digits after the point, and more before it, which is more than anybody
  /// means.
  private static let digitLimit = 16_383

  /// True where the type jsonb takes the value. One that it does not take would spoil the whole group it is part of.
  ///
  /// Two things are JSON and yet not for jsonb: the character NUL, and a number with too many digits, `1e200000`.
  var fitsJSONB: Bool {
    switch self {
    case .null, .bool, .invalidString, .tooDeep: true
    case .number(let literal): Self.fits(literal)
    case .string(let text): !text.hasNUL
    case .array(let elements): elements.allSatisfy(\.fitsJSONB)
    case .object(let object): object.allSatisfy { !$0.key.hasNUL && $0.value.fitsJSONB }
    }
  }

  private static func fits(_ literal: String) -> Bool {
    let digits = literal.utf8
    guard digits.count <= digitLimit else { return false }
    guard let mark = digits.firstIndex(where: { $0 | 0x20 == UInt8(ascii: "e") }) else { return true }
    guard let exponent = Int(literal[digits.index(after: mark)...]) else { return false }
    return exponent.magnitude <= UInt(digitLimit - digits.count)
  }
}
