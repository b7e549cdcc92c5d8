import Primitives
import TestSupport

/// What happens to a class, step by step. Each step has chance of its own, so that one can be left out and the others stay
/// what they were.
package struct Story: Hashable, Sendable {
  /// One of the things that can happen, and the seed of what chance has to say in it.
  struct Step: Hashable, Sendable {
    let happening: Happening
    let seed: UInt64
  }

  package let seed: UInt64
  private(set) var steps: [Step]

  /// How many things happen.
  package var count: Int { steps.count }

  /// The story of a seed.
  package init(seed: UInt64, steps count: Int) {
    var generator = SeededGenerator(seed: seed ^ 0x5DEE_CE66_D1CE_4E5B)
    let rates = FaultRates(seed: seed)
    self.seed = seed
    steps = (0..<count).map { _ in
      Step(happening: rates.happening(using: &generator), seed: generator.next())
    }
  }

  /// A story that was written down by `text`; nil for anything else.
  ///
  /// - Parameter text: The world's seed, then each step as `happening:seed`, with spaces between.
  package init?(text: String) {
    let parts = text.split(separator: " ")
    guard let seed = parts.first.flatMap({ UInt64($0) }) else { return nil }
    let steps = parts.dropFirst().compactMap { part -> Step? in
      let halves = part.split(separator: ":")
      guard halves.count == 2, let happening = Happening(rawValue: String(halves[0])),
        let seed = UInt64(halves[1])
      else { return nil }
      return Step(happening: happening, seed: seed)
    }
    guard steps.count == parts.count - 1 else { return nil }
    (self.seed, self.steps) = (seed, steps)
  }

  /// The story in a line: the same whatever can happen besides, and however often.
  package var text: String {
    ([String(seed)] + steps.map { "\($0.happening.rawValue):\($0.seed)" }).joined(separator: " ")
  }

  /// Lives it through.
  ///
  /// - Throws: Where something of the simulation itself does not work.
  package func unfold() throws -> Outcome {
    let world = try World(seed: seed)
    let broken = try world.run(steps)
    return Outcome(
      broken: broken, lines: world.story, awards: world.awardCount,
      virtualMilliseconds: world.scheduler.now - World.dawnUptime)
  }

  /// The shortest story found in which the same kind of promise is broken: parts are left out as long as it is, ever smaller
  /// ones (delta debugging, Zeller and Hildebrandt 2002).
  ///
  /// - Parameter tries: The most worlds that are lived through for it.
  package func shortened(like broken: Promises.Broken, tries: Int = 300) -> Story {
    var (shortest, part, left) = (self, max(1, steps.count / 2), tries)
    while left > 0 {
      var place = 0
      var isShorter = false
      while place < shortest.steps.count, left > 0 {
        var candidate = shortest
        candidate.steps.removeSubrange(place..<min(place + part, shortest.steps.count))
        left -= 1
        if (try? candidate.unfold())?.broken?.kind == broken.kind {
          (shortest, isShorter) = (candidate, true)
        } else {
          place += part
        }
      }
      if part == 1, !isShorter { break }
      part = max(1, part / 2)
    }
    return shortest
  }
}

/// How the story of a class ended.
package struct Outcome: Sendable {
  /// The first promise that was broken; nil where all were kept.
  package let broken: Promises.Broken?
  /// The story as it is told: a line for everything that happened.
  package let lines: [String]
  package let awards: Int
  /// How long it was to those in it.
  package let virtualMilliseconds: Int64
}
