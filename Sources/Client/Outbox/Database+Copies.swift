import GRDB
import Primitives
import XP

/// Copies of acknowledged events that wait to be filed in the history, and what they are filed under.
extension Database {
  /// What an owner's copies are filed under.
  struct LedgerNames {
    /// The ledger's identity, or what stands for it.
    let ledger: String
    /// What stood for it before: copies may lie under these, too.
    let addresses: [String]
  }

  /// An owner who is named by an address has the ledger's name as soon as that is known.
  func ledgerNames(of owner: Owner) throws -> LedgerNames {
    guard let key = try key(of: owner),
      let ledger = try row("SELECT server FROM owners WHERE owner_id = ?", [key])?.value(0, as: String.self)
    else { return LedgerNames(ledger: owner.ledger ?? "", addresses: []) }
    let aliases = try rows(
      "SELECT server FROM owner_aliases WHERE owner_id = ? AND student_id = ?", [key, owner.studentID.blob])
    return LedgerNames(ledger: ledger, addresses: aliases.compactMap { $0.value(0, as: String.self) })
  }

  /// Copies of those events, in the order in which a ledger stores them; ids that the owner doesn't have are ignored.
  func copies(of ids: [UniqueID], owner: Owner) throws -> [AcknowledgedCopy] {
    guard let key = try key(of: owner) else { return [] }
    return AcknowledgedCopy.inOrder(
      try ids.compactMap { try event($0, key: key, student: owner.studentID) },
      try ids.compactMap { try event($0, key: key, student: owner.studentID) })
  }

  /// Keeps copies until they can be filed.
  func keepUnfiled(_ copies: [AcknowledgedCopy], key: Int64) throws {
    for copy in copies {
      try run(
        "INSERT INTO unfiled_copies (owner_id, id, is_quest, event) VALUES (?, ?, ?, ?)",
        [key, copy.id.blob, copy.isQuest, copy.text])
    }
  }

  /// The oldest copies that wait to be filed, and the position of the last of them.
  func unfiledCopies(of owner: Owner, _ limit: Int) throws -> (copies: [AcknowledgedCopy], last: Int64) {
    guard let key = try key(of: owner) else { return ([], 0) }
    let rows = try rows(
      "SELECT id, is_quest, event, position FROM unfiled_copies WHERE owner_id = ? ORDER BY position LIMIT ?",
      [key, limit])
    return (rows.compactMap { AcknowledgedCopy(row: $0) }, rows.last?.value(3) ?? 0)
  }

  func removeUnfiled(of owner: Owner, upTo position: Int64) throws {
    guard let key = try key(of: owner) else { return }
    try run("DELETE FROM unfiled_copies WHERE owner_id = ? AND position <= ?", [key, position])
  }
}
