/// The tables of `UnicodeTables`, read when one is first needed.
enum FoldingTable {
  /// What each compatibility character stands for: one to three scalars, 21 bits each, the first in the lowest.
  static let compatibility: [UInt32: UInt64] = {
    var table: [UInt32: UInt64] = [:]
    table.reserveCapacity(1500)
    for entry in UnicodeTables.compatibility.utf8.split(separator: UInt8(ascii: ";")) {
      let sides = entry.split(separator: UInt8(ascii: ">"))
      let source = sides[0].split(separator: UInt8(ascii: "*")).map(number)
      let targets = sides[1].split(separator: UInt8(ascii: ",")).map(number)
      for step in 0..<(source.count > 1 ? source[1] : 1) {
        table[source[0] + step] = targets.reversed().reduce(0) { $0 << 21 | UInt64($1 + step) }
      }
    }
    return table
  }()

  /// The letter that a small letter with marks is without them.
  static let bases: [UInt32: Unicode.Scalar] = {
    var table: [UInt32: Unicode.Scalar] = [:]
    table.reserveCapacity(1000)
    for entry in UnicodeTables.bases.utf8.split(separator: UInt8(ascii: ";")) {
      let sides = entry.split(separator: UInt8(ascii: "<"))
      guard let base = Unicode.Scalar(number(sides[0])) else { continue }
      for source in sides[1].split(separator: UInt8(ascii: ",")) { table[number(source)] = base }
    }
    return table
  }()

  /// The scalars that a compatibility character stands for; nil for any other.
  static func expansion(_ scalar: Unicode.Scalar) -> [Unicode.Scalar]? {
    guard var packed = compatibility[scalar.value] else { return nil }
    var scalars: [Unicode.Scalar] = []
    while packed != 0 {
      if let next = Unicode.Scalar(UInt32(packed & 0x1F_FFFF)) { scalars.append(next) }
      packed >>= 21
    }
    return scalars
  }

  /// The number that hexadecimal digits in capitals write.
  private static func number(_ digits: Substring.UTF8View) -> UInt32 {
    digits.reduce(0) { $0 << 4 | UInt32($1 <= UInt8(ascii: "9") ? $1 & 0xF : $1 - 0x37) }
  }
}
