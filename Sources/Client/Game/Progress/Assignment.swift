package import Primitives
import Vocabulary
package import XP

/// Open homework as the screens show it: the ledger's word on it, and what was won on this computer since.
package struct Assignment: Hashable, Sendable {
  /// As the server told of it last.
  package let homework: Homework
  /// Points on disk that the server's word does not include yet, as far as this run of the program knows.
  package let wonHere: Int
  /// The menu's entry with its words; nil where this computer does not have them yet.
  package let setIndex: Int?

  /// The points to be shown.
  package var progressXP: Int { homework.earnedXP + wonHere }

  /// True where the goal is reached, whether the server knows it or not.
  package var isReached: Bool { progressXP >= homework.goalXP }

  /// The homework that is still open, what is to be done first: what is due first, and what is reached at the end.
  ///
  /// - Parameters:
  ///   - wonHere: By homework.
  ///   - entries: The sets of this computer.
  package static func list(
    of homework: [Homework], at now: Timestamp, wonHere: [UniqueID: Int] = [:], entries: [Menu.Entry] = []
  ) -> [Assignment] {
    let open = homework.filter { $0.dueAt.map { $0 > now } ?? true }
    let assignments = open.map { homework in
      let places = entries.indices.filter { entries[$0].summary?.id == homework.wordSetID }
      return Assignment(
        homework: homework, wonHere: wonHere[homework.id] ?? 0,
        setIndex: places.first { !entries[$0].isOwn } ?? places.first)
    }
    return assignments.sorted { $0.isBefore($1) }
  }

  private func isBefore(_ other: Assignment) -> Bool {
    if isReached != other.isReached { return other.isReached }
    guard homework.dueAt == other.homework.dueAt else {
      guard let due = homework.dueAt else { return false }
      return other.homework.dueAt.map { due < $0 } ?? true
    }
    return (homework.title, homework.id) < (other.homework.title, other.homework.id)
  }
}

extension [Assignment] {
  /// The homework that points won on a set count for; nil where none is about it. That is the wished one unless it is
  /// reached, then the first that is not.
  package func counting(for wordSetID: UniqueID, wished: UniqueID? = nil) -> Homework? {
    let open = filter { $0.homework.wordSetID == wordSetID }
    let wanted = open.first { $0.homework.id == wished }
    if let wanted, !wanted.isReached { return wanted.homework }
    return (open.first { !$0.isReached } ?? wanted ?? open.first)?.homework
  }
}
