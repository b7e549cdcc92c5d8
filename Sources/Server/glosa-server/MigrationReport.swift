import Primitives
import Store

/// What `migrate` did, for a person or a program.
struct MigrationReport {
  let isDryRun: Bool
  let applied: [String]
  /// The move of the old points, where it was asked for.
  let move: OldProgressMove?

  /// Lines for a person; each migration had its own line when it was done.
  var text: String {
    guard let move else { return "The database is up to date.\n" }
    let plan = move.plan
    var lines = ["student_progress: \(plan.rowCount) rows without word set and homework"]
    lines.append(
      "\(isDryRun ? "would be carried" : "carried") over: \(move.carried.count) students, \(move.points) points, "
        + "\(move.games) games")
    lines.append("already carried over: \(move.alreadyCarriedOver) students")
    let remarks = [
      (plan.rowsWithoutStudent, "left out: rows without a student"),
      (plan.rowsWithInvalidStudent, "left out: rows whose student is no UUID"),
      (plan.rowsTooLarge, "left out: rows with more than 2147483647 points or games"),
      (plan.repeatedRows, "rows of a student who has another one (the greatest points and games count)"),
      (plan.negativeFigures, "figures below zero, taken as 0"),
    ]
    lines += remarks.filter { $0.0 > 0 }.map { "\($0.1): \($0.0)" }
    if isDryRun { lines.append("Nothing was changed.") }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The same as one object.
  var json: JSON {
    var object: JSONObject = ["dry_run": .bool(isDryRun), "applied": .array(applied.map { .string($0) })]
    if let move {
      let plan = move.plan
      object["student_progress"] = [
        "rows": .integer(plan.rowCount), "students": .integer(move.carried.count),
        "points": .integer(move.points),
        "games": .integer(move.games), "already_carried_over": .integer(move.alreadyCarriedOver),
        "rows_without_student": .integer(plan.rowsWithoutStudent),
        "rows_with_invalid_student": .integer(plan.rowsWithInvalidStudent),
        "rows_too_large": .integer(plan.rowsTooLarge), "repeated_rows": .integer(plan.repeatedRows),
        "negative_figures": .integer(plan.negativeFigures),
      ]
    }
    return .object(object)
  }
}
