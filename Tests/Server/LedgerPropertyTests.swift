import HTTPTypes
import Primitives
import Store
import TestScopes
import TestSupport
import Testing
import Wire
import XP

@testable import API

@Suite(.ownThread()) struct LedgerPropertyTests {
  /// What the test itself believes is stored.
  private struct Model {
    var stored: [UniqueID: XPEvent] = [:]

    func total(of student: UniqueID) -> Int {
      stored.values.filter { $0.studentID == student }.reduce(0) { $0 + $1.delta }
    }
  }

  @Test(
    "after any mixture of good, doubled, forged and broken requests the totals are the sum of the log",
    arguments: 1...8)
  func keepsTotals(seed: Int) async throws {
    var random = SeededGenerator(seed: UInt64(seed))
    let server = try await TestServer()
    let code = try await server.makeClass().code
    var students: [JoinResponse] = []
    for name in ["Ada", "Bo", "Cy"] {
      students.append(JoinResponse(json: try await server.join(code, name).json)!)
    }
    var model = Model()
    for _ in 0..<60 {
      server.time.advance(seconds: 1)
      let student = students.randomElement(using: &random)!
      var batch = (0..<Int.random(in: 1...12, using: &random)).map { _ in
        XPEvent.test(
          .random(in: 0..<200, using: &random), of: student.studentID,
          delta: .random(in: 0...3, using: &random),
          metadata: Bool.random(using: &random) ? [:] : ["n": .integer(Int.random(in: 0...1, using: &random))]
        )
      }
      if Bool.random(using: &random),
        let old = model.stored.values.filter({ $0.studentID == student.studentID })
          .min(by: { $0.id < $1.id })
      {
        batch.append(old)
      }
      var bodies = batch.map(\.json)
      let isBroken = Int.random(in: 0..<6, using: &random) == 0
      if isBroken { bodies[Int.random(in: 0..<bodies.count, using: &random)] = ["id": "broken"] }
      let answer = try await server.sync(student, bodies)
      if isBroken {
        #expect(answer.status == 422)
      } else {
        expect(answer, for: batch, &model)
      }
    }
    for student in students {
      let total = try await server.send(.get, Route.xpTotal, token: student.token)
      #expect(total.json["total_xp"] == .integer(model.total(of: student.studentID)), "seed \(seed)")
    }
    #expect(try await server.store.mismatches() == [])
    #expect(!model.stored.isEmpty)
  }

  private func expect(_ answer: Answer, for batch: [XPEvent], _ model: inout Model) {
    var after = model
    var isGood = true
    for event in batch {
      if let old = after.stored[event.id] {
        isGood = isGood && old.studentID == event.studentID && old.hasSamePayload(as: event)
      }
      after.stored[event.id] = after.stored[event.id] ?? event
    }
    #expect(answer.status == (isGood ? 200 : 422))
    guard isGood else { return }
    model = after
    #expect(Set(answer.json["accepted_ids"]?.array ?? []) == Set(batch.map { .id($0.id) }))
    #expect(answer.json["total_xp"] == .integer(model.total(of: batch[0].studentID)))
  }

  @Test("many tasks sending the same events over and over store each once, and versions never go back")
  func storesOnce() async throws {
    var limits = ServerLimits()
    limits.requestBurst = 10_000
    let server = try await TestServer(limits: limits)
    let student = try await server.makeStudent()
    let bodies = (0..<40).map { XPEvent.test($0, of: student.studentID, delta: 1).json }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for task in 0..<50 {
        group.addTask {
          var random = SeededGenerator(seed: UInt64(task))
          var version = 0
          for _ in 0..<10 {
            let some = bodies.shuffled(using: &random).prefix(Int.random(in: 1...20, using: &random))
            let answer = try await server.sync(student, Array(some))
            #expect(answer.status == 200)
            let next = answer.json["version"]?.integer ?? -1
            #expect(next >= version)
            #expect(answer.json["total_xp"] == answer.json["version"])
            version = next
          }
        }
      }
      try await group.waitForAll()
    }
    let total = try await server.send(.get, Route.xpTotal, token: student.token)
    #expect(total.json["total_xp"] == 40)
    #expect(total.json["games_played"] == 40)
  }
}
