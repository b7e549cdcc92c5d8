package import Game
import Languages
package import Primitives
package import Wire

/// The model of the teacher's live board: everything on the screen but how it is drawn.
///
/// `update` is how it changes, and its only inputs are what happened and when: the same inputs give the same board.
package struct BoardApp: Sendable {
  /// How the board gets its news.
  package enum Connection: Hashable, Sendable {
    /// Nothing was heard yet.
    case opening
    /// Changes come as they happen.
    case live
    /// Lost for that reason; the next try is at that moment of the monotonic clock, in milliseconds.
    case lost(reason: String, nextTryAt: Int64)
    /// Not allowed, or no such class: there are no more tries before the teacher asks for one.
    case refused(reason: String)
  }

  /// How things stand with the news.
  package private(set) var connection = Connection.opening
  /// The class.
  package private(set) var schoolClass: SchoolClass
  /// What stands in which order.
  package internal(set) var order = BoardOrder()
  /// The name being searched for; nil where nothing is.
  package internal(set) var search: TextField?
  /// True while keys go into the search.
  package internal(set) var isSearching = false
  /// The pupil looked at closely; nil for the whole class.
  package internal(set) var page: PupilPage?
  /// How pupils join; nil before that was asked for.
  package internal(set) var invitation: InvitationPage?
  /// Whether how pupils join stands in the board's place, as the teacher wants it; nil where they have not said.
  var wantsInvitation: Bool?
  /// The teacher has asked how pupils join, and was not told yet.
  var awaitsInvitation = false
  /// True while the help lies over the board; any key takes it away.
  package internal(set) var isHelpShown = false
  /// The last key, where it did nothing; nil after one that did something.
  package internal(set) var refusal: KeyRefusal?
  /// The bell rings once nobody is waited for any more.
  package internal(set) var hasBell = true
  /// What came in last, the newest first.
  package private(set) var ticker: [Tick] = []
  /// When the stream was lost, by this computer's clock; nil while it is not.
  package private(set) var lostAt: Timestamp?
  /// How far the server's clock is ahead of this computer's, in milliseconds.
  package private(set) var skew: Int64 = 0

  /// Points that came in.
  package struct Tick: Hashable, Sendable {
    /// Whose.
    package let name: String
    /// How many.
    package let points: Int
    /// When, by this computer's clock.
    package let at: Timestamp
  }

  /// Grows with every change that can be seen.
  package private(set) var version = 0
  /// The class in a few figures.
  package private(set) var summary = BoardSummary([])

  var rows: [UniqueID: BoardRow] = [:]
  var selected: UniqueID?
  /// All pupils by name, and those shown in their order: sorted when something is different, not when it is looked at.
  private var register: [UniqueID] = []
  private var shownOnes: [UniqueID] = []
  private var activity: [UniqueID: Activity] = [:]
  private var pendingSince: [UniqueID: Timestamp] = [:]

  /// Points that are kept for the ticker.
  static let longestTicker = 40

  /// The board of a class of which nothing is known yet.
  ///
  /// - Parameter selected: The pupil that is chosen at first.
  package init(schoolClass: SchoolClass, selected: UniqueID? = nil) {
    (self.schoolClass, self.selected) = (schoolClass, selected)
  }

  /// Takes in what happened and says what is to be done about it, in order.
  ///
  /// - Parameter now: This computer's clock.
  package mutating func update(_ input: BoardInput, at now: Timestamp) -> [BoardEffect] {
    if isVisible(input, at: now) { version += 1 }
    switch input {
    case .key(let key):
      defer { arrange() }
      return keyPressed(key)
    case .snapshot(let board): return took(board, at: now)
    case .row(let row): return took(row, at: now)
    case .lost(let reason, let nextTryAt):
      lostAt = lostAt ?? now
      connection = .lost(reason: reason, nextTryAt: nextTryAt)
    case .refused(let reason): connection = .refused(reason: reason)
    case .pupil(let details):
      if page?.student == details.row.studentID { page?.contents = .loaded(details) }
    case .pupilFailed(let student, let reason):
      if page?.student == student { page?.contents = .failed(reason) }
    case .invitation(let invitation): took(invitation)
    case .invitationFailed(let reason): invitationFailed(reason)
    // Without the server there is nobody to ask; a new stream asks by itself.
    case .invitationDue: return connection == .live ? [.loadInvitation] : []
    }
    return []
  }

  // MARK: What is shown

  /// True where what is shown may be otherwise by now: the stream is lost, and nothing is known of since.
  package var isStale: Bool {
    if case .lost = connection { true } else { false }
  }

  /// The pupils that are shown, in their order.
  package var shown: [BoardRow] { shownOnes.compactMap { rows[$0] } }

  /// The place of the chosen pupil among those shown; 0 where none is.
  package var selection: Int { selected.flatMap { shownOnes.firstIndex(of: $0) } ?? 0 }

  /// True once a pupil was chosen: before that none stands out.
  package var hasSelection: Bool { selected != nil }

  /// How many pupils there are in all.
  package var count: Int { rows.count }

  /// Points of a pupil in each of the last ten minutes, the latest last, as far as this board has seen them come.
  package func activity(of student: UniqueID, at now: Timestamp) -> [Int] {
    activity[student]?.minutes(at: now) ?? []
  }

  /// Since when something of a pupil's has been waiting, as far as this board has seen; nil where nothing is.
  package func pendingSince(of student: UniqueID) -> Timestamp? { pendingSince[student] }

  /// A pupil's row.
  package func row(of student: UniqueID) -> BoardRow? { rows[student] }

  // MARK: News

  private mutating func took(_ board: Board, at now: Timestamp) -> [BoardEffect] {
    let isFirst = connection == .opening
    let before = summary
    (connection, schoolClass, lostAt) = (.live, board.schoolClass, nil)
    skew = board.now.milliseconds - now.milliseconds
    let known = rows
    rows = [:]
    for row in board.rows {
      // What came while the stream was lost came in too; what was there at first did not.
      rows[row.studentID] = known[row.studentID]
      note(row, at: now, counts: !isFirst && known[row.studentID] != nil)
    }
    enroll()
    sum()
    arrange()
    // The server may have other addresses now, and the class another code.
    return [.loadInvitation] + (isFirst ? [] : bell(after: before) + reload())
  }

  private mutating func took(_ row: BoardRow, at now: Timestamp) -> [BoardEffect] {
    let known = rows[row.studentID]
    let before = summary
    note(row, at: now, counts: known != nil)
    if let known, row.isOnlySeenAgain(after: known) {
      if order.sort == .lastSeen { arrange() }
      return []
    }
    if known?.displayName != row.displayName { enroll() }
    sum()
    arrange()
    let isClose = page?.student == row.studentID
    return bell(after: before) + (isClose ? reload() : [])
  }

  /// False for the commonest word of all, that a pupil is still there: how long ago that was is told in minutes. With a
  /// class that only thinks, there would be nothing else to draw. False for an invitation that is still the same, too.
  private func isVisible(_ input: BoardInput, at now: Timestamp) -> Bool {
    if case .invitationDue = input { return false }
    if case .invitation(let new) = input { return invitation != .loaded(new) }
    guard case .row(let row) = input, let known = rows[row.studentID], row.isOnlySeenAgain(after: known),
      order.sort != .lastSeen, let seen = known.lastSeenAt
    else { return true }
    return now.milliseconds + skew - seen.milliseconds > 30_000
  }

  /// Sorts the pupils by name.
  private mutating func enroll() {
    register = rows.values.map { (NameOrder.key(of: $0.displayName), $0.studentID) }.sorted { $0 < $1 }.map(
      \.1)
  }

  private mutating func sum() { summary = BoardSummary(register.compactMap { rows[$0] }) }

  private mutating func arrange() {
    let name = search?.text.lowercased() ?? ""
    shownOnes = order.sorted(
      register.compactMap { rows[$0] }.filter { row in
        order.filter.takes(row) && (name.isEmpty || row.displayName.lowercased().contains(name))
      }
    ).map(\.studentID)
  }

  private mutating func note(_ row: BoardRow, at now: Timestamp, counts: Bool) {
    let gained = counts ? row.totalXP - (rows[row.studentID]?.totalXP ?? 0) : 0
    rows[row.studentID] = row
    if gained > 0 {
      activity[row.studentID, default: Activity()].add(gained, at: now)
      ticker.insert(Tick(name: row.displayName, points: gained, at: now), at: 0)
      if ticker.count > Self.longestTicker { ticker.removeLast() }
    }
    if row.pendingCount == 0 {
      pendingSince[row.studentID] = nil
    } else if pendingSince[row.studentID] == nil {
      // Who is not heard of has been waiting since then at least.
      let serverTime = now.adding(milliseconds: skew)
      pendingSince[row.studentID] = row.standsSince(at: serverTime)?.adding(milliseconds: -skew) ?? now
    }
  }

  private func reload() -> [BoardEffect] { page.map { [.loadPupil($0.student)] } ?? [] }

  /// Rings once the last one who was waited for is done, and not lost.
  private func bell(after before: BoardSummary) -> [BoardEffect] {
    hasBell && !before.waiting.isEmpty && summary.waiting.isEmpty && summary.settled > before.settled
      ? [.ring] : []
  }
}

extension BoardRow {
  /// True where nothing but the moment when the pupil was heard of is another one.
  fileprivate func isOnlySeenAgain(after known: BoardRow) -> Bool {
    self
      == BoardRow(
        studentID: known.studentID, displayName: known.displayName, totalXP: known.totalXP,
        todayXP: known.todayXP, pendingCount: known.pendingCount, pendingXP: known.pendingXP,
        state: known.state, game: known.game, lastSeenAt: lastSeenAt, lastSyncAt: known.lastSyncAt,
        unusualXP: known.unusualXP)
  }
}
