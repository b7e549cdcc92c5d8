public import Primitives

/// One try at a pupil's PIN.
public struct PINAttempt: Hashable, Sendable {
  /// Whose PIN it is.
  public let student: UniqueID
  /// Where the attempt comes from, hashed; never empty.
  public let source: String
  /// True for a computer that is signed in as this pupil: it is never kept waiting because of what others try.
  public let isOwnComputer: Bool

  /// An attempt of the given parts.
  public init(student: UniqueID, source: String, isOwnComputer: Bool) {
    self.student = student
    self.source = source
    self.isOwnComputer = isOwnComputer
  }
}

extension PINAttempt {
  /// A count of wrong PINs, and how far it may go.
  public struct Count: Hashable, Sendable {
    /// Empty for all sources together.
    public let source: String
    /// Wrong PINs before there is a wait.
    public let limit: Int
    /// Seconds after the last one, in which a count below the limit is forgotten.
    public let window: Int
  }

  /// What is counted: its source, and all sources together where the computer is not the pupil's own.
  public var sources: [String] { isOwnComputer ? [source] : [source, ""] }

  /// The counts of `sources`.
  public func counts(_ patience: PINPatience) -> [Count] {
    sources.map { source in
      source.isEmpty
        ? Count(source: source, limit: patience.together, window: patience.memory)
        : Count(source: source, limit: patience.perSource, window: patience.window)
    }
  }
}

/// What an attempt came to.
public enum PINVerdict: Hashable, Sendable {
  case right
  case wrong
  /// The PIN was never compared.
  case unjudged
}

/// How long a pupil's next attempt is kept waiting after wrong ones.
///
/// A PIN of four digits has 10,000 values: at these figures a source gets about a hundred guesses a day, and all sources
/// together about a hundred and fifty.
public struct PINPatience: Hashable, Sendable {
  /// Wrong PINs from one source before it waits; they are forgotten `window` after the last one.
  public var perSource: Int
  /// Wrong PINs from everywhere together before everybody but the pupil's own computers waits.
  public var together: Int
  /// In seconds.
  public var window = 60
  /// The first wait, in seconds; each wrong PIN more doubles it.
  public var firstWait = 60
  /// In seconds.
  public var longestWait = 15 * 60
  /// What is older than this, in seconds, is forgotten.
  public var memory = 24 * 60 * 60

  /// The patience of a school, with its limits.
  public init(perSource: Int = 5, together: Int = 50) {
    self.perSource = perSource
    self.together = together
  }

  /// - Parameters:
  ///   - wrong: Wrong PINs so far.
  ///   - limit: `perSource` or `together`.
  /// - Returns: The seconds from the last wrong PIN to the next attempt.
  public func wait(after wrong: Int, limit: Int) -> Int {
    wrong < limit ? 0 : min(longestWait, firstWait << min(wrong - limit, 20))
  }
}
