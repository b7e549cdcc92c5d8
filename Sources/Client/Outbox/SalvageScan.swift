import Foundation
import GRDB
import Primitives

/// Reads what can be read of a damaged table: from both ends, and from points in between, each as far as the next
/// unreadable page.
struct SalvageScan {
  private let db: Database

  init(_ db: Database) { self.db = db }

  /// The owners, from the table and from its index, which hold the same and are seldom damaged both.
  func owners() -> [(key: Int64, owner: Owner)] {
    var found: [Int64: Owner] = [:]
    for source in ["NOT INDEXED", "INDEXED BY sqlite_autoindex_owners_1"] {
      all("SELECT owner_id, server, student_id FROM owners \(source)") { row in
        guard let key = row[0] as Int64?, let server = row[1] as String?, let student = row.id(at: 2) else { return }
        found[key] = Owner(server: server, studentID: student)
      }
    }
    return found.sorted { $0.key < $1.key }.map { (key: $0.key, owner: $0.value) }
  }

  /// The rows of a query, up to the first that can't be read.
  func all(_ sql: String, _ arguments: StatementArguments = [], _ take: (Row) -> Void) {
    guard let cursor = try? Row.fetchCursor(db, sql: sql, arguments: arguments) else { return }
    while let row = try? cursor.next() { take(row) }
  }

  /// The rows of one owner; a row may be handed over more than once.
  func rows(of table: String, _ columns: String, owner: Int64, _ take: (Row) -> Void) {
    var gaps = [(low: UniqueID(high: 0, low: 0), high: UniqueID(high: .max, low: .max))]
    var probes = 0
    while !gaps.isEmpty, probes < Self.probeLimit {
      let gap = gaps.removeFirst()
      probes += 1
      let forward = scan(table, columns, owner, gap, "ASC", take)
      if forward.isComplete { continue }
      let backward = scan(table, columns, owner, gap, "DESC", take)
      let low = forward.last ?? gap.low
      let high = backward.last ?? gap.high
      let middle = Self.middle(low, high)
      guard low < middle, middle < high else { continue }
      gaps.append((low, middle))
      gaps.append((middle, high))
    }
  }

  /// Enough to pass a dozen unreadable pages one by one; more would only take long.
  private static let probeLimit = 600

  private func scan(
    _ table: String, _ columns: String, _ owner: Int64, _ gap: (low: UniqueID, high: UniqueID), _ order: String,
    _ take: (Row) -> Void
  ) -> (isComplete: Bool, last: UniqueID?) {
    var last: UniqueID?
    do {
      let cursor = try Row.fetchCursor(
        db,
        sql: """
          SELECT \(columns) FROM \(table) WHERE owner_id = ? AND id >= ? AND id <= ? ORDER BY id \(order)
          """, arguments: [owner, gap.low.blob, gap.high.blob])
      while let row = try cursor.next() {
        if let id = row.id(at: 0) { last = id }
        take(row)
      }
      return (true, last)
    } catch {
      return (false, last)
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
