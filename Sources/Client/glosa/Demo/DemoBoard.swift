import Primitives
import Sync
import Synchronization
import Wire

/// The class's board as the demo's teacher sees it.
final class DemoBoard: Sendable {
  private let rows = Mutex<[UniqueID: BoardRow]>([:])

  func took(_ event: BoardFeedEvent) {
    rows.withLock { rows in
      switch event {
      case .snapshot(let board):
        rows = Dictionary(board.rows.map { ($0.studentID, $0) }, uniquingKeysWith: { first, _ in first })
      case .row(let row): rows[row.studentID] = row
      case .lost, .refused: break
      }
    }
  }

  func row(of student: UniqueID) -> BoardRow? { rows.withLock { $0[student] } }

  func isSettled(of count: Int) -> Bool {
    rows.withLock { $0.count == count && $0.values.allSatisfy { $0.state == .synced } }
  }

  /// `The board: 12 of 12 synced, 340 XP in all.`
  var sentence: String {
    rows.withLock { rows in
      let synced = rows.values.count { $0.state == .synced }
      let total = rows.values.reduce(0) { $0 + $1.totalXP }
      return "The board: \(synced) of \(rows.count) synced, \(total) XP in all."
    }
  }
}
