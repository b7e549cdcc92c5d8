import Classboard
import GameShell
import Languages
import Primitives
import Profile
import Sync
import Synchronization
import Wire

/// The class's board as the demo's teacher sees it, for a story that nobody draws.
package final class DemoBoard: Sendable {
  private let app: Mutex<BoardApp>

  /// A board of which nothing is known yet.
  init(of schoolClass: SchoolClass) { app = Mutex(BoardApp(schoolClass: schoolClass)) }

  func handle(_ event: BoardFeedEvent) {
    app.withLock { app in _ = app.update(BoardInput(event), at: Session.wallClock()) }
  }

  func row(of student: UniqueID) -> BoardRow? { app.withLock { $0.row(of: student) } }

  func isSettled(of count: Int) -> Bool {
    app.withLock { $0.count == count && $0.shown.allSatisfy(\.isSettled) }
  }

  /// `The board: 12 of 12 synced, 340 XP in all.`
  var sentence: String {
    let rows = app.withLock { $0.shown }
    let synced = rows.count(where: \.isSettled)
    let total = rows.reduce(0) { $0 + $1.totalXP }
    return Spoken.language.demoBoard(synced: synced, of: rows.count, total: total)
  }
}
