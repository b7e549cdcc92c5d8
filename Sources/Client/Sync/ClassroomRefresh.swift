import Primitives

/// Decides when the server is asked what it knows of quests, homework and word sets, and for what next; does nothing
/// itself, and never stands in the way of sending.
///
/// A round goes step by step. The first comes with the first contact, further ones once something was confirmed, at
/// most one an interval, and at once on a new day of the pupil's.
struct ClassroomRefresh: Sendable {
  /// One question to the server.
  enum Step: Hashable, Sendable {
    /// How the quests of that day stand: another computer may have made progress.
    case standings(CivilDate)
    case homework
    /// Which word sets there are.
    case sets
    /// The words of one.
    case set(UniqueID)
  }

  private let interval: Int64
  private var steps: [Step] = []
  private var underWay: Step?
  private var isWanted = true
  private var lastStart: Int64?
  private var day: CivilDate?

  /// A round is due.
  ///
  /// - Parameter interval: Milliseconds between the starts of two rounds.
  init(interval: Int64) { self.interval = interval }

  /// True while no round is under way.
  var isAtRest: Bool { underWay == nil && steps.isEmpty }

  /// What to ask now, with nothing else under way; nil for nothing.
  mutating func next(at now: Int64, on today: CivilDate) -> Step? {
    guard underWay == nil else { return nil }
    if steps.isEmpty {
      let isDue = isWanted && (lastStart.map { now - $0 >= interval } ?? true)
      guard isDue || day != today else { return nil }
      (isWanted, lastStart, day) = (false, now, today)
      steps = [.standings(today), .homework, .sets]
    }
    underWay = steps.removeFirst()
    return underWay
  }

  /// The server confirmed something: homework may have come further.
  mutating func somethingConfirmed() { isWanted = true }

  /// The step under way was answered, well or not at all usefully.
  mutating func stepAnswered(changedSets: [UniqueID] = []) {
    underWay = nil
    steps += changedSets.map { .set($0) }
  }

  /// The server can't be asked just now: another round, later.
  mutating func stepFailed() {
    underWay = nil
    steps = []
    isWanted = true
  }

  /// The step under way was given up for something more urgent: it is asked again after that.
  mutating func stepInterrupted() {
    guard let underWay else { return }
    steps.insert(underWay, at: 0)
    self.underWay = nil
  }
}
