import GRDB
import Primitives

/// CRC-32 as in IEEE 802.3: finds torn and garbled lines of the journal and rows of the outbox; no protection against
/// forgery.
enum Checksum {
  private static let table: [UInt32] = (0..<256).map { index in
    (0..<8).reduce(UInt32(index)) { crc, _ in crc & 1 == 1 ? 0xEDB8_8320 ^ (crc >> 1) : crc >> 1 }
  }

  static func crc32(_ bytes: some Sequence<UInt8>) -> UInt32 {
    let table = table
    return ~bytes.reduce(0xFFFF_FFFF) { crc, byte in table[Int((crc ^ UInt32(byte)) & 0xFF)] ^ (crc >> 8) }
  }

  /// The checksum of a student's row: of each value its kind, its length where that varies, and its bytes.
  static func row(_ values: some Sequence<DatabaseValue>, of student: UniqueID) -> Int64 {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(512)
    bytes += student.bytes
    func append(_ number: UInt64) {
      for shift in stride(from: UInt64(0), to: 64, by: 8) {
        bytes.append(UInt8(truncatingIfNeeded: number >> shift))
      }
    }
    for value in values {
      switch value.storage {
      case .null: bytes.append(0)
      case .int64(let number):
        bytes.append(1)
        append(UInt64(bitPattern: number))
      case .double(let number):
        bytes.append(2)
        append(number.bitPattern)
      case .string(let text):
        bytes.append(3)
        append(UInt64(text.utf8.count))
        bytes += text.utf8
      case .blob(let data):
        bytes.append(4)
        append(UInt64(data.count))
        bytes += data
      }
    }
    return Int64(crc32(bytes))
  }
}
