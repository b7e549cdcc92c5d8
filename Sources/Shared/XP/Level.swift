/// A pupil's level and how far into it they are.
///
/// The first level costs 50 XP, every further one 50 more than the one before, up to 500 from the tenth on: a new
/// pupil rises in the first lesson, and nobody's level becomes unreachable.
package struct Level: Hashable, Sendable {
  /// 1 for a beginner.
  package let number: Int
  /// Points won within this level, 0 ..< `cost`.
  package let progress: Int
  /// Points from the start of this level to the next.
  package let cost: Int

  /// The level of somebody with that many points; a negative count is read as 0.
  package init(totalXP: Int) {
    var number = 1
    var rest = max(0, totalXP)
    while number < 10, rest >= number * 50 {
      rest -= number * 50
      number += 1
    }
    if number == 10 {
      number += rest / 500
      rest %= 500
    }
    self.number = number
    self.progress = rest
    self.cost = min(number, 10) * 50
  }
}
