import Foundation
import Outbox
import Primitives
import TestScopes
import Testing
import XP

/// The copy of homework and of the sets' versions in the outbox.
@Suite(.ownThread()) struct ClassroomOutboxTests {
  let fixture = OutboxFixture()
  let other = Owner(ledger: "https://other.example", studentID: UniqueID(high: 1, low: 1))

  private func homework(_ number: UInt64, earned: Int = 0, dueAt: Timestamp? = nil) -> Homework {
    Homework(
      id: UniqueID(high: 5, low: number), title: "Läxa \(number)", wordSetID: UniqueID(high: 7, low: 7),
      goalXP: 100, dueAt: dueAt, earnedXP: earned)
  }

  private func event(_ number: Int, for homework: Homework?) -> XPEvent {
    let plain = fixture.event(number)
    return XPEvent(
      id: plain.id, studentID: plain.studentID, kind: plain.kind, delta: plain.delta,
      wordSetID: plain.wordSetID, homeworkID: homework?.id, createdAt: plain.createdAt,
      metadata: plain.metadata)
  }

  @Test("Homework is there again after a start without a network, in the server's order, for its owner alone")
  func homeworkKept() throws {
    let list = [homework(2, earned: 30, dueAt: OutboxFixture.now), homework(1)]
    try fixture.open().recordHomework(list, owner: fixture.owner)
    let outbox = fixture.open()
    #expect(try outbox.homework(owner: fixture.owner) == list)
    #expect(try outbox.homework(owner: other) == [])
    try outbox.recordHomework([homework(3)], owner: fixture.owner)
    #expect(try outbox.homework(owner: fixture.owner) == [homework(3)])
  }

  @Test("What the server confirms counts towards its homework at once, and only then")
  func earned() throws {
    let outbox = fixture.open()
    try outbox.recordHomework([homework(1, earned: 20), homework(2)], owner: fixture.owner)
    for (number, work) in [(1, homework(1)), (2, homework(1)), (3, homework(2)), (4, nil)] {
      try outbox.enqueue(event(number, for: work), owner: fixture.owner)
    }
    #expect(try outbox.homework(owner: fixture.owner).map(\.earnedXP) == [20, 0])
    let ids = [1, 3, 4].map { fixture.event($0).id }
    for _ in 1...2 {
      try outbox.acknowledge(ids, owner: fixture.owner, total: .zero, at: OutboxFixture.now)
      #expect(try outbox.homework(owner: fixture.owner).map(\.earnedXP) == [30, 10])
    }
  }

  @Test("The versions of downloaded sets are kept, an owner at a time")
  func versions() throws {
    let (first, second) = (UniqueID(high: 8, low: 1), UniqueID(high: 8, low: 2))
    let outbox = fixture.open()
    try outbox.recordSetVersion("a", of: first, owner: fixture.owner)
    try outbox.recordSetVersion("b", of: second, owner: fixture.owner)
    try outbox.recordSetVersion("c", of: second, owner: fixture.owner)
    try outbox.recordSetVersion(nil, of: first, owner: fixture.owner)
    #expect(try fixture.open().setVersions(owner: fixture.owner) == [second: "c"])
    #expect(try outbox.setVersions(owner: other) == [:])
  }

  @Test("While journaling the copies are kept for this run")
  func journaling() throws {
    try Data().write(to: URL(fileURLWithPath: fixture.data))
    let outbox = fixture.open()
    try outbox.recordHomework([homework(1)], owner: fixture.owner)
    try outbox.recordSetVersion("a", of: UniqueID(high: 8, low: 1), owner: fixture.owner)
    #expect(try outbox.homework(owner: fixture.owner) == [homework(1)])
    #expect(try outbox.setVersions(owner: fixture.owner).count == 1)
    #expect(try outbox.recordQuestsUnknown(owner: fixture.owner).questsUnknown)
  }
}
