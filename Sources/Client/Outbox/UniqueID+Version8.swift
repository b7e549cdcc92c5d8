import Crypto
import Primitives

extension UniqueID {
  /// The id that an event won without a class has once a student has taken it along: a version 8 identifier (RFC 9562,
  /// section 5.8) of SHA-256 over both ids, the same on every computer that has the event.
  func taken(by student: UniqueID) -> UniqueID {
    var hash = SHA256()
    hash.update(data: Array("glosa: taken along".utf8))
    hash.update(data: bytes)
    hash.update(data: student.bytes)
    let halves = hash.finalize().prefix(16).enumerated().reduce(into: [UInt64(0), 0]) { halves, byte in
      halves[byte.offset / 8] = halves[byte.offset / 8] << 8 | UInt64(byte.element)
    }
    return UniqueID(
      high: halves[0] & ~0xF000 | 0x8000, low: halves[1] & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000)
  }
}
