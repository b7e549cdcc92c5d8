import Primitives

/// What of the boards is to be read again.
struct StaleEntries: Hashable, Sendable {
  /// Classes that are read at once. On a busy PostgreSQL one takes up to 4 ms: all 500 boards together would keep every
  /// pupil's points waiting for two seconds.
  static let classesAtOnce = 16

  /// Students, each by themselves.
  var students: Set<UniqueID> = []
  /// Whole classes.
  var classes: Set<UniqueID> = []

  /// True where nothing is.
  var isEmpty: Bool { students.isEmpty && classes.isEmpty }

  /// Takes out what is read at once: all students, and no more than `classesAtOnce` classes.
  mutating func takePart() -> StaleEntries {
    let part = StaleEntries(students: students, classes: Set(classes.prefix(Self.classesAtOnce)))
    students = []
    classes.subtract(part.classes)
    return part
  }
}
