import Crypto
package import Primitives

extension UniqueID {
  /// A version 5 identifier: the SHA-1 hash of a namespace and a name (RFC 9562, section 5.5). The same two give the
  /// same id on every machine.
  package static func version5(namespace: UniqueID, name: String) -> UniqueID {
    var hash = Insecure.SHA1()
    hash.update(data: namespace.bytes)
    hash.update(data: Array(name.utf8))
    let halves = hash.finalize().prefix(16).enumerated().reduce(into: [UInt64(0), 0]) { halves, byte in
      halves[byte.offset / 8] = halves[byte.offset / 8] << 8 | UInt64(byte.element)
    }
    return UniqueID(
      high: halves[0] & ~0xF000 | 0x5000, low: halves[1] & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000)
  }

  /// The namespace of all ids that this server derives.
  private static let glosaNamespace = UniqueID(high: 0x6c0a_5f3e_9d1b_4e7a, low: 0xb1c2_4d8e_7f90_a3b5)

  /// The id of the event that awards the bonus of a quest.
  package static func questBonus(student: UniqueID, quest: String, date: CivilDate) -> UniqueID {
    version5(namespace: glosaNamespace, name: "daily_quest/\(student)/\(quest)/\(date)")
  }

  /// The id of the event that carries a student's old points into the ledger.
  package static func openingBalance(student: UniqueID) -> UniqueID {
    version5(namespace: glosaNamespace, name: "migrated/\(student)")
  }

  /// The id of an event of the server's own where a client's event has the one meant for it.
  package static func spare(for id: UniqueID) -> UniqueID { version5(namespace: id, name: "bonus") }
}
