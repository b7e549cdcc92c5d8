import Primitives
import Synchronization

/// Counts the wrong PINs for each name of each class, so that a PIN of four digits can't be tried out.
///
/// An attempt under way is neither right nor wrong yet, but no more of them may run than could still be wrong: many
/// at the same time get no more guesses than many in a row.
final class PINAttempts: Sendable {
  /// Whose PIN it is.
  struct Name: Hashable {
    let classID: UniqueID
    let nameKey: String
  }

  /// Whether an attempt may be made.
  enum Admission: Hashable {
    /// It counts as under way until `end`.
    case granted
    /// There are as many attempts under way as there may be; one of them will end soon.
    case busy
    /// There were too many wrong PINs; the whole seconds after which there may be another attempt.
    case refused(retryAfter: Int)
  }

  private struct Record {
    /// When each wrong PIN was found to be wrong, the oldest first.
    var wrong: [Duration] = []
    var underWay = 0
  }

  /// Above this many names those whose attempts are all past are thrown away.
  private static let namesWorthKeeping = 4096

  private let limit: Int
  private let window: Duration
  private let records = Mutex<[Name: Record]>([:])

  init(limit: Int, window: Duration) {
    self.limit = limit
    self.window = window
  }

  /// Begins an attempt, which `end` has to follow where it is granted.
  func begin(_ name: Name, at now: Duration) -> Admission {
    records.withLock { records in
      var record = records[name] ?? Record()
      record.wrong.removeAll { now - $0 >= window }
      if record.wrong.count >= limit, let oldest = record.wrong.first {
        return .refused(retryAfter: max(1, Int(((oldest + window - now) / .seconds(1)).rounded(.up))))
      }
      guard record.wrong.count + record.underWay < limit else { return .busy }
      record.underWay += 1
      records[name] = record
      if records.count > Self.namesWorthKeeping {
        records = records.filter { $0.value.underWay > 0 || $0.value.wrong.contains { now - $0 < window } }
      }
      return .granted
    }
  }

  /// Ends an attempt that was granted.
  func end(_ name: Name, wasWrong: Bool, at now: Duration) {
    records.withLock { records in
      guard var record = records[name] else { return }
      record.underWay -= 1
      if wasWrong { record.wrong.append(now) }
      records[name] = record.wrong.isEmpty && record.underWay == 0 ? nil : record
    }
  }
}
