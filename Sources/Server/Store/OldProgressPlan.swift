package import Primitives

/// What is to become of the rows of an old table: one opening balance a student. Nothing is read or written here.
package struct OldProgressPlan: Hashable, Sendable {
  /// One a student, in the order of their ids.
  package private(set) var balances: [OpeningBalance] = []
  /// The rows there were.
  package let rowCount: Int
  /// Rows left out because they name no student.
  package private(set) var rowsWithoutStudent = 0
  /// Rows left out because what should name a student is no UUID.
  package private(set) var rowsWithInvalidStudent = 0
  /// Rows left out because they hold more than an event can: nobody won that.
  package private(set) var rowsTooLarge = 0
  /// Rows that share their student with one before them; the greatest points and the greatest games of all count.
  package private(set) var repeatedRows = 0
  /// Figures below zero, taken as 0.
  package private(set) var negativeFigures = 0

  /// The most that one event can carry.
  static let limit = Int(Int32.max)
  /// The ledger takes no event that says to be older.
  private static let earliest = Timestamp(milliseconds: 1_577_836_800_000)

  /// A plan for these rows at that moment, by the server's clock.
  package init(rows: [OldProgress], at time: Timestamp) {
    rowCount = rows.count
    var students: [UniqueID: Figures] = [:]
    for row in rows {
      guard let text = row.studentID else {
        rowsWithoutStudent += 1
        continue
      }
      guard let student = UniqueID(text) else {
        rowsWithInvalidStudent += 1
        continue
      }
      guard (row.totalPoints ?? 0) <= Self.limit, (row.gamesPlayed ?? 0) <= Self.limit else {
        rowsTooLarge += 1
        continue
      }
      if students[student] != nil { repeatedRows += 1 }
      let figures = Figures(points: figure(row.totalPoints), games: figure(row.gamesPlayed), row: row)
      students[student] = students[student].map { $0.joined(with: figures) } ?? figures
    }
    balances = students.sorted { $0.key < $1.key }.map { student, figures in
      let playedAt = figures.lastPlayedAt.flatMap {
        (Self.earliest...max(Self.earliest, time)).contains($0) ? $0 : nil
      }
      return OpeningBalance(
        eventID: .openingBalance(student: student), studentID: student, points: figures.points,
        gamesPlayed: figures.games, lastGameType: figures.lastGameType, createdAt: playedAt ?? time)
    }
  }

  private mutating func figure(_ value: Int?) -> Int {
    guard let value, value < 0 else { return value ?? 0 }
    negativeFigures += 1
    return 0
  }

  /// What the rows of one student come to.
  private struct Figures {
    let points: Int
    let games: Int
    let lastGameType: String?
    let lastPlayedAt: Timestamp?

    init(points: Int, games: Int, row: OldProgress) {
      (self.points, self.games) = (points, games)
      (lastGameType, lastPlayedAt) = (row.lastGameType, row.lastPlayedAt)
    }

    private init(points: Int, games: Int, lastGameType: String?, lastPlayedAt: Timestamp?) {
      (self.points, self.games, self.lastGameType, self.lastPlayedAt) = (
        points, games, lastGameType, lastPlayedAt
      )
    }

    /// The greatest figures of both, and the last game of the one played later; rows come in no order, so which of two
    /// is `self` makes no difference.
    func joined(with other: Figures) -> Figures {
      let (earlier, later) = isEarlier(than: other) ? (self, other) : (other, self)
      return Figures(
        points: max(points, other.points), games: max(games, other.games),
        lastGameType: later.lastGameType ?? earlier.lastGameType, lastPlayedAt: later.lastPlayedAt)
    }

    private func isEarlier(than other: Figures) -> Bool {
      let (own, others) = (lastPlayedAt?.microseconds ?? .min, other.lastPlayedAt?.microseconds ?? .min)
      return own == others ? (lastGameType ?? "") < (other.lastGameType ?? "") : own < others
    }
  }
}
