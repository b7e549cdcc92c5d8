import Outbox
import Primitives
import TestScopes
import Testing
import XP

@Suite(.ownThread()) struct OutboxQuarantineTests {
  let fixture = OutboxFixture()

  @Test("Rule 8: refused events are kept with reason and time, no longer sent, and counted")
  func quarantining() throws {
    let outbox = fixture.open()
    for event in fixture.events(1...3) { try outbox.enqueue(event, owner: fixture.owner) }
    let snapshot = try outbox.quarantine(
      [(fixture.event(2).id, "bad_time", "created_at is ahead"), (UniqueID(high: 5, low: 5), "bad_id", "")],
      owner: fixture.owner, at: OutboxFixture.now)
    #expect(snapshot.pendingEvents == 2)
    #expect(snapshot.quarantined == 1)
    #expect(snapshot.quarantinedXP == 10)
    #expect(try outbox.batch(of: 9, owner: fixture.owner) == fixture.events([1, 3]))
    outbox.close()
    #expect(
      try fixture.open().quarantinedEvents(owner: fixture.owner) == [
        QuarantinedEvent(
          event: fixture.event(2), code: "bad_time", detail: "created_at is ahead",
          quarantinedAt: OutboxFixture.now)
      ])
  }

  @Test("Rule 8: a retry puts them back unchanged")
  func retrying() throws {
    let outbox = fixture.open()
    for event in fixture.events(1...3) { try outbox.enqueue(event, owner: fixture.owner) }
    try outbox.quarantine(
      fixture.events(1...2).map { ($0.id, "bad_delta", "no") }, owner: fixture.owner, at: OutboxFixture.now)
    let snapshot = try outbox.retryQuarantined(owner: fixture.owner)
    #expect(snapshot.pendingEvents == 3)
    #expect(snapshot.quarantined == 0)
    #expect(try outbox.batch(of: 9, owner: fixture.owner) == fixture.events(1...3))
  }

  @Test("Rule 8: an event in quarantine can't be enqueued a second time")
  func uniqueness() throws {
    let outbox = fixture.open()
    try outbox.enqueue(fixture.event(1), owner: fixture.owner)
    try outbox.quarantine(
      [(fixture.event(1).id, "bad_delta", "no")], owner: fixture.owner, at: OutboxFixture.now)
    let snapshot = try outbox.enqueue(fixture.event(1), owner: fixture.owner)
    #expect(snapshot.pendingEvents == 0)
    #expect(snapshot.quarantined == 1)
    #expect(
      outboxError { try outbox.enqueue(fixture.event(1, delta: 3), owner: fixture.owner) }
        == .conflictingEvent(fixture.event(1).id))
  }

  @Test("Rule 2: an id that the server names after all leaves quarantine too")
  func acknowledgedLate() throws {
    let outbox = fixture.open()
    try outbox.enqueue(fixture.event(1), owner: fixture.owner)
    try outbox.quarantine(
      [(fixture.event(1).id, "bad_delta", "no")], owner: fixture.owner, at: OutboxFixture.now)
    let snapshot = try outbox.acknowledge(
      [fixture.event(1).id], owner: fixture.owner, total: .zero, at: OutboxFixture.now)
    #expect(snapshot.quarantined == 0)
  }
}
