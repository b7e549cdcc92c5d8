import Primitives
import Profile
package import Wire

extension AssignedHomework {
  /// `200 XP, until 2026-12-01 23:59`.
  package var terms: String { "\(goalXP) XP" + (dueAt.map { ", until \($0.local)" } ?? ", no end") }
}
