import Primitives
import Store
import TestScopes
import TestSupport
import Testing
import Wire
import XP

@testable import PostgresStore

@Suite(.ownThread()) struct StoreComparisonTests {
  /// What is compared; the second store is the one in question.
  static let second: TestServer.StoreFactory = { _ in
    try await PostgresStore(url: PostgresURL(PostgresDatabase().url()), logger: .silent)
  }

  @Test(
    "random requests, valid, repeated, conflicting and hostile, get the same answers from two stores",
    arguments: [1, 2] as [UInt64])
  func compares(seed: UInt64) async throws {
    let comparison = try await StoreComparison(seed: seed, TestServer.sqlite, Self.second)
    let requests = Repetitions.of(600, long: 2000)
    try await comparison.run(requests: requests)
    let differences = comparison.differences
    #expect(
      differences.isEmpty,
      "seed \(seed), \(differences.count) differ:\n\(differences.prefix(5).joined(separator: "\n"))")
    for server in comparison.servers { #expect(try await server.store.mismatches() == [], "seed \(seed)") }
    // A comparison of nothing but refusals would show little.
    for (status, least) in [(200, 300), (201, 20), (400, 20), (401, 20), (403, 5), (404, 20), (422, 20)] {
      let count = comparison.statuses[status] ?? 0
      #expect(count * 2000 >= least * requests, "only \(count) answers are \(status), seed \(seed)")
    }
    #expect(comparison.statuses.keys.allSatisfy { $0 < 500 }, "\(comparison.statuses), seed \(seed)")
  }

  @Test("the comparison sees what differs")
  func seesDifferences() async throws {
    let comparison = try await StoreComparison(seed: 1, TestServer.sqlite, TestServer.sqlite)
    try await comparison.run(requests: 60)
    #expect(comparison.differences == [])
    // One point more on one side.
    let pupil = try #require(comparison.world.pupils.last)
    let event = XPEvent.test(1, of: pupil.id, delta: 1)
    let token = pupil.token.texts[1]
    let answer = try await comparison.servers[1].post(Route.xpSync, token: token, ["events": [event.json]])
    try #require(answer.status == 200)
    try await comparison.send(StoreComparison.Request(path: Route.xpTotal, token: pupil.token))
    #expect(comparison.differences.count == 1)
  }
}

extension StoreComparison {
  /// Sends at least that many random requests.
  func run(requests: Int) async throws {
    if world.classes.isEmpty { for _ in 0..<4 { try await createClass() } }
    let end = count + requests
    while count < end {
      switch Int.random(in: 0..<100, using: &random) {
      case 0..<30: try await syncXP()
      case 30..<42: try await syncQuests()
      case 42..<54: try await readOwn()
      case 54..<62: try await join()
      case 62..<67: try await joinAgain()
      case 67..<71: try await account()
      case 71..<73: try await createClass()
      case 73..<81: try await readClass()
      case 81..<84: try await changeStudent()
      case 84..<88: try await changeHomework()
      case 88..<94: try await useWordSets()
      case 94..<97: try await wander()
      default: advance(seconds: Int64(pick([1, 5, 60, 3600])))
      }
    }
  }
}
