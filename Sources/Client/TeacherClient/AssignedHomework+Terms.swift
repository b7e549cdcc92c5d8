import Languages
import Primitives
import Profile
package import Wire

extension AssignedHomework {
  /// `200 XP, until 2026-12-01 23:59`.
  package var terms: String { Spoken.language.homeworkTerms(points: goalXP, until: dueAt?.local) }
}
