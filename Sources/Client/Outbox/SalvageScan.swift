import Foundation
import GRDB
import Primitives

/// Reads what can be read of a damaged table: from both ends, and from points in between, each as far as the
/// next unreadable page.
struct SalvageScan {
  private let db: Database

  init(_ db: Database) { self.db = db }

  /// The owners, from the table and from its index, which hold the same and are seldom damaged both.
  func owners() -> [(key: Int64, owner: Owner)] {
    var found: [Int64: Owner] = [:]
    for source in ["NOT INDEXED", "INDEXED BY sqlite_autoindex_owners_1"] {
      all("SELECT owner_id, server, student_id FROM owners \(source)") { row in
        guard let key = row.value(0, as: Int64.self), let server = row.value(1, as: String.self),
          let student = row.id(at: 2)
        else { return }
        found[key] = Owner(ledger: server, studentID: student)
      }
    }
    return found.sorted { $0.key < $1.key }.map { (key: $0.key, owner: $0.value) }
  }

  /// The rows of a query, up to the first that can't be read.
  func all(_ sql: String, _ arguments: StatementArguments = [], _ take: (ResultRow) -> Void) {
    _ = scan(sql, arguments, take)
  }

  /// The rows of one owner; a row may be handed over more than once.
  func rows(of table: String, _ columns: String, owner: Int64, _ take: (ResultRow) -> Void) {
    // From the very ends first: that takes no search through pages that may be damaged.
    for order in ["ASC", "DESC"] {
      let sql = "SELECT \(columns), owner_id FROM \(table) ORDER BY owner_id \(order), id \(order)"
      let isComplete = scan(sql, []) { row in
        if row.value(row.values.count - 1) == owner { take(row) }
      }
      if isComplete { return }
    }
    var gaps = [(low: UniqueID(high: 0, low: 0), high: UniqueID(high: .max, low: .max))]
    var probes = 0
    while !gaps.isEmpty, probes < Self.probeLimit {
      let gap = gaps.removeFirst()
      probes += 1
      var ends: (low: UniqueID, high: UniqueID) = gap
      let select = "SELECT \(columns) FROM \(table) WHERE owner_id = ? AND id BETWEEN ? AND ? ORDER BY id"
      let arguments: StatementArguments = [owner, gap.low.blob, gap.high.blob]
      let isComplete = scan(select, arguments) { row in
        if let id = row.id(at: 0) { ends.low = id }
        take(row)
      }
      if isComplete { continue }
      _ = scan(select + " DESC", arguments) { row in
        if let id = row.id(at: 0) { ends.high = id }
        take(row)
      }
      guard ends.low < ends.high else { continue }
      let middle = Self.middle(ends.low, ends.high)
      guard ends.low < middle else { continue }
      gaps.append((ends.low, middle))
      gaps.append((middle, ends.high))
    }
  }

  /// Enough to pass a dozen unreadable pages one by one; more would only take long.
  private static let probeLimit = 600

  /// Hands rows over up to the first that can't be read; true where there was none such.
  private func scan(_ sql: String, _ arguments: StatementArguments, _ take: (ResultRow) -> Void) -> Bool {
    do {
      try ResultCursor(db.makeStatement(sql: sql), arguments).forEach(take)
      return true
    } catch {
      return false
    }
  }

  private static func middle(_ low: UniqueID, _ high: UniqueID) -> UniqueID {
    let (rest, borrow) = high.low.subtractingReportingOverflow(low.low)
    let distance = high.high - low.high - (borrow ? 1 : 0)
    let half = (high: distance >> 1, low: rest >> 1 | distance << 63)
    let (sum, carry) = low.low.addingReportingOverflow(half.low)
    return UniqueID(high: low.high + half.high + (carry ? 1 : 0), low: sum)
  }
}
