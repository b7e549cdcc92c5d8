import Primitives
import Synchronization

/// Counts the wrong PINs for each name of each class, so that a PIN of four digits can't be tried out.
///
/// An attempt counts as wrong from its start until `forgive` says otherwise: many at the same time get no more
/// guesses than many in a row.
final class PINAttempts: Sendable {
  /// Whose PIN it is.
  struct Name: Hashable {
    let classID: UniqueID
    let nameKey: String
  }

  /// Above this many names those whose attempts are all past are thrown away.
  private static let namesWorthKeeping = 4096

  private let limit: Int
  private let window: Duration
  private let attempts = Mutex<[Name: [Duration]]>([:])

  init(limit: Int, window: Duration) {
    self.limit = limit
    self.window = window
  }

  /// Counts an attempt.
  ///
  /// - Returns: nil where it may be made, else the whole seconds after which there may be another.
  func begin(_ name: Name, at now: Duration) -> Int? {
    attempts.withLock { attempts in
      var times = (attempts[name] ?? []).filter { now - $0 < window }
      if times.count >= limit, let oldest = times.first {
        return max(1, Int(((oldest + window - now) / .seconds(1)).rounded(.up)))
      }
      times.append(now)
      attempts[name] = times
      if attempts.count > Self.namesWorthKeeping {
        attempts = attempts.filter { $0.value.contains { now - $0 < window } }
      }
      return nil
    }
  }

  /// Takes back an attempt that began at that time: its PIN was right.
  func forgive(_ name: Name, at time: Duration) {
    attempts.withLock { attempts in
      guard var times = attempts[name], let index = times.firstIndex(of: time) else { return }
      times.remove(at: index)
      attempts[name] = times.isEmpty ? nil : times
    }
  }
}
