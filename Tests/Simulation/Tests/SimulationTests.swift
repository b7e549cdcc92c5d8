import Glibc
import Outbox
import Primitives
import TestScopes
import TestSupport
import Testing

@testable import Simulation

/// Classes that nobody imagined: chance makes them, and a seed is a story.
@Suite("A simulated class", .ownThread())
struct SimulationTests {
  /// Stories in which a promise was broken once, as `Story.text` has them.
  private static let kept: [String] = []

  /// Stories of this run: the one that is asked for, or those kept and a few known ones; new ones where tests are long.
  private static let stories: [Story] = {
    func story(_ seed: UInt64) -> Story { Story(seed: seed, steps: 50) }
    if let asked = getenv("GLOSA_SIMULATION_SEED").flatMap({ UInt64(String(cString: $0)) }) {
      return [story(asked)]
    }
    let first = Repetitions.areLong ? UInt64.random(in: 0...UInt64.max / 2) : 1
    return kept.compactMap { Story(text: $0) }
      + (0..<UInt64(Repetitions.of(4, long: 400))).map { story(first + $0) }
  }()

  @Test("the same seed is the same story, to the byte", arguments: [7] as [UInt64])
  func sameStory(seed: UInt64) throws {
    let story = Story(seed: seed, steps: 30)
    let (first, second) = (try story.unfold(), try story.unfold())
    #expect(first.lines == second.lines && first.lines.count > 30 && first.awards > 0)
    #expect(first.broken == nil && second.broken == nil, "seed \(seed)")
  }

  @Test("whatever happens to a class, every promise is kept", arguments: stories)
  func promises(story: Story) throws {
    let outcome = try story.unfold()
    let lines = outcome.lines.joined(separator: "\n")
    #expect(outcome.broken == nil, "\(story.text): \(outcome.broken?.description ?? "")\n\(lines)")
  }

  @Test("a story that was written down is the same story, whatever was left out of it")
  func writtenDown() throws {
    let story = Story(seed: 5, steps: 20)
    #expect(Story(text: story.text) == story && Story(text: "5 fly:3") == nil && Story(text: "") == nil)
    let shortest = story.shortened(like: Promises.Broken(description: "nothing"), tries: 3)
    #expect(shortest == story)
  }

  @Test("a promise that is broken is noticed: an award that nobody made, and one that is missing")
  func noticesBrokenPromises() throws {
    let world = try World(seed: 3)
    world.start(0, on: 0)
    let program = try #require(world.computers[0].programs.first)
    for _ in 0..<3 { world.award(program, on: 0) }
    var forgetful = Promises()
    world.scheduler.advance(by: 60_000)
    #expect(world.promises.broken == nil && world.promises.isComplete)
    forgetful.absorb(world.server)
    #expect(forgetful.broken != nil)
    var waiting = world.promises
    waiting.awarded(.random(using: &world.generator), 10, to: program.owner.studentID, by: 1, at: 0)
    waiting.rest(world.server)
    #expect(waiting.broken != nil)
    try world.server.stop()
  }
}
