package import Primitives

/// One try at a pupil's PIN.
package struct PINAttempt: Hashable, Sendable {
  /// Whose PIN it is.
  package let student: UniqueID
  /// Where the attempt comes from, hashed; never empty.
  package let source: String
  /// True for a computer that is signed in as this pupil: it is never kept waiting because of what others try.
  package let isOwnComputer: Bool

  package init(student: UniqueID, source: String, isOwnComputer: Bool) {
    self.student = student
    self.source = source
    self.isOwnComputer = isOwnComputer
  }
}

extension PINAttempt {
  /// A count of wrong PINs, and how far it may go.
  package struct Count: Hashable, Sendable {
    /// Empty for all sources together.
    package let source: String
    /// Wrong PINs before there is a wait.
    package let limit: Int
    /// Seconds after the last one, in which a count below the limit is forgotten.
    package let window: Int
  }

  /// What is counted: its source, and all sources together where the computer is not the pupil's own.
  package var sources: [String] { isOwnComputer ? [source] : [source, ""] }

  /// The counts of `sources`.
  package func counts(_ patience: PINPatience) -> [Count] {
    sources.map { source in
      source.isEmpty
        ? Count(source: source, limit: patience.together, window: patience.memory)
        : Count(source: source, limit: patience.perSource, window: patience.window)
    }
  }
}

/// What an attempt came to.
package enum PINVerdict: Hashable, Sendable {
  case right
  case wrong
  /// The PIN was never compared.
  case unjudged
}

/// How long a pupil's next attempt is kept waiting after wrong ones.
///
/// A PIN of four digits has 10,000 values: at these figures a source gets about a hundred guesses a day, and all sources
/// together about a hundred and fifty.
package struct PINPatience: Hashable, Sendable {
  /// Wrong PINs from one source before it waits; they are forgotten `window` after the last one.
  package var perSource: Int
  /// Wrong PINs from everywhere together before everybody but the pupil's own computers waits.
  package var together: Int
  /// In seconds.
  package var window = 60
  /// The first wait, in seconds; each wrong PIN more doubles it.
  package var firstWait = 60
  /// In seconds.
  package var longestWait = 15 * 60
  /// What is older than this, in seconds, is forgotten.
  package var memory = 24 * 60 * 60

  /// The patience of a school, with its limits.
  package init(perSource: Int = 5, together: Int = 50) {
    self.perSource = perSource
    self.together = together
  }

  /// - Parameters:
  ///   - wrong: Wrong PINs so far.
  ///   - limit: `perSource` or `together`.
  /// - Returns: The seconds from the last wrong PIN to the next attempt.
  package func wait(after wrong: Int, limit: Int) -> Int {
    wrong < limit ? 0 : min(longestWait, firstWait << min(wrong - limit, 20))
  }
}
