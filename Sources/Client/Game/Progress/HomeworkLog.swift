import Primitives
import XP

/// What was won for homework since the program began and is not yet in the server's word on it.
struct HomeworkLog: Sendable {
  /// Points on this computer's disk, by homework.
  private(set) var won: [UniqueID: Int] = [:]
  /// Awards on their way to the disk.
  private var saving: [UniqueID: (homework: UniqueID, points: Int)] = [:]

  /// An award for homework is on its way to the disk.
  mutating func began(_ award: UniqueID, points: Int, for homework: UniqueID) {
    saving[award] = (homework, points)
  }

  /// It is safe. Returns the homework that it counts for.
  mutating func stored(_ award: UniqueID) -> UniqueID? {
    guard let (homework, points) = saving.removeValue(forKey: award) else { return nil }
    won[homework, default: 0] += points
    return homework
  }

  /// It could not be stored.
  mutating func failed(_ award: UniqueID) { saving[award] = nil }

  /// By what the server's word grew, less is missing from it.
  mutating func homeworkChanged(from old: [Homework], to new: [Homework]) {
    for homework in new {
      guard let won = won[homework.id], let before = old.first(where: { $0.id == homework.id }) else {
        continue
      }
      self.won[homework.id] = max(0, won - max(0, homework.earnedXP - before.earnedXP))
    }
  }
}
