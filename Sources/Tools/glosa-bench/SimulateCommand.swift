import ArgumentParser
import Dispatch
import Foundation
import Glibc
import Simulation
import Synchronization

/// `glosa-bench simulate`: classes that chance makes, until a promise is broken.
struct SimulateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate",
    abstract: "Live through classes that chance makes, and look for a broken promise.",
    discussion: """
      Each seed is a class with its pupils, computers, server and everything that goes wrong; the same seed is the same \
      story, to the byte. Exits with 1 where a promise was broken, and tells the shortest story found.
      """)

  @Option(help: "How many seeds. (default: 200)")
  var seeds: Int?

  @Option(help: "For how long, in hours, instead of a number of seeds.")
  var hours: Double?

  @Option(help: "This one, told from beginning to end.")
  var seed: UInt64?

  @Option(help: "The first of them. (default: a new one)")
  var from: UInt64?

  @Option(help: "How many things happen in a story.")
  var steps = 60

  @Flag(help: "End with the first broken promise, and do not look for its shortest story.")
  var first = false

  @Option(help: "How many worlds at the same time. (default: one a processor)")
  var threads: Int?

  func validate() throws {
    guard (seeds ?? 1) > 0, (hours ?? 1) > 0, steps > 0, (threads ?? 1) > 0 else {
      throw ValidationError("Seeds, hours, steps and threads must be more than 0.")
    }
    guard [seeds != nil, hours != nil, seed != nil].count(where: { $0 }) <= 1 else {
      throw ValidationError("Give one of --seeds, --hours and --seed.")
    }
  }

  func run() throws {
    if let seed {
      let outcome = try Story(seed: seed, steps: steps).unfold()
      Console.say(outcome.lines.joined(separator: "\n"))
      Console.say(outcome.broken.map { "✗ \($0)" } ?? "Every promise was kept.")
      if outcome.broken != nil { throw ExitCode(1) }
      return
    }
    let first = from ?? UInt64.random(in: 0...UInt64.max / 2)
    Console.say("Seeds from \(first)")
    let search = Search(
      first: first, count: hours == nil ? UInt64(seeds ?? 200) : nil,
      end: hours.map { .now + .seconds($0 * 3600) }, steps: steps, endsAtFirst: self.first)
    search.run(threads: threads ?? max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))))
    if search.failures > 0 { throw ExitCode(1) }
  }
}

/// A search through seeds, on several threads.
private final class Search: Sendable {
  private struct State {
    var next: UInt64 = 0
    var done = 0
    var failures = 0
    var awards = 0
    var virtualMilliseconds: Int64 = 0
  }

  /// Seeds between two lines on how it goes.
  private static let interval = 500
  /// The stack of a thread, in bytes.
  private static let stack = 16 << 20

  private let first: UInt64
  private let count: UInt64?
  private let end: ContinuousClock.Instant?
  private let steps: Int
  private let endsAtFirst: Bool
  private let start = ContinuousClock.now
  private let state = Mutex(State())

  init(first: UInt64, count: UInt64?, end: ContinuousClock.Instant?, steps: Int, endsAtFirst: Bool) {
    (self.first, self.count, self.end, self.steps) = (first, count, end, steps)
    self.endsAtFirst = endsAtFirst
  }

  var failures: Int { state.withLock { $0.failures } }

  /// Returns when every seed is done, or the time is over.
  func run(threads: Int) {
    let group = DispatchGroup()
    for _ in 0..<threads {
      let thread = Thread { [self] in
        while let seed = next() { live(seed) }
        group.leave()
      }
      thread.stackSize = Self.stack
      group.enter()
      thread.start()
    }
    group.wait()
    tell()
  }

  private func next() -> UInt64? {
    state.withLock { state in
      if endsAtFirst, state.failures > 0 { return nil }
      if let count, state.next >= count { return nil }
      if let end, .now >= end { return nil }
      defer { state.next += 1 }
      return first + state.next
    }
  }

  private func live(_ seed: UInt64) {
    let story = Story(seed: seed, steps: steps)
    do {
      let outcome = try story.unfold()
      let done = state.withLock { state in
        state.done += 1
        state.awards += outcome.awards
        state.virtualMilliseconds += outcome.virtualMilliseconds
        if outcome.broken != nil { state.failures += 1 }
        return state.done
      }
      if let broken = outcome.broken { tell(broken, of: story) }
      if done % Self.interval == 0 { tell() }
    } catch {
      state.withLock { $0.failures += 1 }
      Console.say("✗ seed \(seed): the simulation itself failed: \(error)")
    }
  }

  private func tell(_ broken: Promises.Broken, of story: Story) {
    Console.say("✗ seed \(story.seed): \(broken)")
    if endsAtFirst { return }
    let shortest = story.shortened(like: broken)
    let outcome = try? shortest.unfold()
    let lines =
      (outcome?.lines ?? []) + ["✗ \(outcome?.broken?.description ?? "nothing, when it was told again")"]
    Console.say(
      "  The shortest story found, \(shortest.count) of \(story.count) steps of seed \(story.seed), to be kept as\n"
        + "  \(shortest.text)\n"
        + lines.map { "  " + $0 }.joined(separator: "\n"))
  }

  private func tell() {
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    let state = state.withLock { $0 }
    let minutes = seconds / 60
    Console.say(
      "\(state.done) seeds, \(state.awards) awards, \(state.virtualMilliseconds / 3_600_000) virtual hours in "
        + "\(Int(seconds)) s: \(Int(Double(state.done) / minutes)) seeds, \(Int(Double(state.awards) / minutes)) awards, "
        + "\(Int(Double(state.virtualMilliseconds) / 3_600_000 / minutes)) virtual hours a minute; \(state.failures) failed"
    )
  }
}
