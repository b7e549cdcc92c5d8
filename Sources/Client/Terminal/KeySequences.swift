import Screen

/// What terminals send for the keys that are no characters: xterm and its many likenesses, rxvt, the Linux console.
enum KeySequences {
  /// The key of a control sequence with that final byte and first number; nil for one that means nothing here.
  static func key(final: UInt8, number: Int?) -> Key? {
    if final == UInt8(ascii: "~") || final == UInt8(ascii: "$") || final == UInt8(ascii: "^") {
      return number.flatMap { numbered[$0] }
    }
    return lettered[final]
  }

  /// Keys by the byte after `ESC O`.
  static let afterSS3: [UInt8: Key] = {
    var keys = lettered
    keys[UInt8(ascii: "M")] = .enter
    // The number pad in application mode.
    for digit in UInt8(0)...9 {
      keys[UInt8(ascii: "p") + digit] = .character(Character(Unicode.Scalar(UInt8(ascii: "0") + digit)))
    }
    return keys
  }()

  /// Keys by the byte after `ESC [ [`.
  static let linuxConsole: [UInt8: Key] = [
    UInt8(ascii: "A"): .function(1), UInt8(ascii: "B"): .function(2), UInt8(ascii: "C"): .function(3),
    UInt8(ascii: "D"): .function(4), UInt8(ascii: "E"): .function(5),
  ]

  private static let lettered: [UInt8: Key] = [
    UInt8(ascii: "A"): .up, UInt8(ascii: "B"): .down, UInt8(ascii: "C"): .right, UInt8(ascii: "D"): .left,
    UInt8(ascii: "H"): .home, UInt8(ascii: "F"): .end, UInt8(ascii: "Z"): .backTab,
    UInt8(ascii: "P"): .function(1), UInt8(ascii: "Q"): .function(2), UInt8(ascii: "R"): .function(3),
    UInt8(ascii: "S"): .function(4),
  ]

  private static let numbered: [Int: Key] = [
    1: .home, 3: .delete, 4: .end, 5: .pageUp, 6: .pageDown, 7: .home, 8: .end,
    11: .function(1), 12: .function(2), 13: .function(3), 14: .function(4), 15: .function(5),
    17: .function(6),
    18: .function(7), 19: .function(8), 20: .function(9), 21: .function(10), 23: .function(11),
    24: .function(12),
  ]
}
