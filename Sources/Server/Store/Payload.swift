public import Primitives
public import XP

extension XPEvent {
  /// True where `other` could be this event sent again: the same kind, points, references and moment, and metadata
  /// of the same value however it is written.
  public func hasSamePayload(as other: XPEvent) -> Bool {
    kind == other.kind && delta == other.delta && wordSetID == other.wordSetID
      && homeworkID == other.homeworkID && createdAt == other.createdAt
      && metadata.hasSameValue(as: other.metadata)
  }
}

extension JSON {
  /// True where both stand for the same value: members in any order, and numbers by their worth (`1`, `1.0`, `10e-1`).
  public func hasSameValue(as other: JSON) -> Bool {
    switch (self, other) {
    case (.number(let left), .number(let right)):
      return left == right || DecimalValue(left) == DecimalValue(right)
    case (.array(let left), .array(let right)):
      return left.count == right.count && zip(left, right).allSatisfy { $0.hasSameValue(as: $1) }
    case (.object(let left), .object(let right)):
      return left.members.count == right.members.count
        && left.members.allSatisfy { member in right[member.key]?.hasSameValue(as: member.value) ?? false }
    default: return self == other
    }
  }
}

/// The exact worth of a JSON number: its digits without zeros around them, times a power of ten.
private struct DecimalValue: Hashable {
  private var isNegative = false
  private var digits: [UInt8] = []
  private var exponent = 0

  init(_ literal: String) {
    var isFraction = false
    var text = literal.utf8[...]
    while let byte = text.first, byte != UInt8(ascii: "e"), byte != UInt8(ascii: "E") {
      text.removeFirst()
      switch byte {
      case UInt8(ascii: "-"): isNegative = true
      case UInt8(ascii: "."): isFraction = true
      default:
        digits.append(byte)
        if isFraction { exponent -= 1 }
      }
    }
    // An exponent beyond 64 bits stands for itself, at either end: no sum of such is ever compared.
    if !text.isEmpty {
      let written = Substring(text.dropFirst())
      let value = Int(written) ?? (written.hasPrefix("-") ? Int.min / 2 : Int.max / 2)
      exponent = exponent.addingReportingOverflow(value).partialValue
    }
    while digits.last == UInt8(ascii: "0") {
      digits.removeLast()
      exponent = exponent.addingReportingOverflow(1).partialValue
    }
    digits = Array(digits.drop { $0 == UInt8(ascii: "0") })
    if digits.isEmpty { (isNegative, exponent) = (false, 0) }
  }
}
