import Dispatch
import Foundation
import GRDB
import Outbox
import Primitives
import Synchronization
import TestScopes
import Testing
import XP

@Suite(.ownThread()) struct OutboxTests {
  let fixture = OutboxFixture()
  let total = LedgerTotal(totalXP: 100, gamesPlayed: 4, version: 5)

  @Test("Rule 1: awards survive closing and opening, unchanged to the byte")
  func reopening() throws {
    let outbox = fixture.open()
    for event in fixture.events(1...3) { try outbox.enqueue(event, owner: fixture.owner) }
    outbox.close()
    let reopened = fixture.open()
    let batch = try reopened.batch(of: 50, owner: fixture.owner)
    #expect(batch == fixture.events(1...3))
    #expect(batch.map(\.metadata.description) == fixture.events(1...3).map(\.metadata.description))
    let snapshot = try reopened.snapshot(owner: fixture.owner)
    #expect(snapshot.pendingEvents == 3)
    #expect(snapshot.pendingXP == 30)
  }

  @Test("Rule 1: awards are there for another connection while the first is still open and never closed")
  func visibleAtOnce() throws {
    let outbox = fixture.open()
    let snapshot = try outbox.enqueue(fixture.event(1), owner: fixture.owner)
    #expect(snapshot.pendingXP == 10)
    #expect(try fixture.inspect { try Int.fetchOne($0, sql: "SELECT count(*) FROM outbox_events") } == 1)
    outbox.close()
  }

  @Test("Rule 1: the files as a crash would leave them hold every award that returned")
  func crashImage() throws {
    let outbox = fixture.open()
    let image = fixture.root + "/image"
    try FileManager.default.createDirectory(atPath: image, withIntermediateDirectories: true)
    for number in 1...20 { try outbox.enqueue(fixture.event(number), owner: fixture.owner) }
    for name in ["outbox.sqlite", "outbox.sqlite-wal"] {
      try FileManager.default.copyItem(atPath: "\(fixture.data)/\(name)", toPath: "\(image)/\(name)")
    }
    try outbox.enqueue(fixture.event(21), owner: fixture.owner)
    #expect(try fixture.open(image).batch(of: 50, owner: fixture.owner) == fixture.events(1...20))
  }

  @Test("Rule 1: WAL and synchronous=FULL are read back, also on a file that exists")
  func pragmas() throws {
    for _ in 1...2 {
      let outbox = fixture.open()
      let durability = try #require(try outbox.durability())
      #expect(durability.journalMode == "wal")
      #expect(durability.synchronous == 2)
      #expect(try fixture.integrityProblems() == [])
      outbox.close()
    }
  }

  @Test("Rule 2: a row leaves only when the server names its id, in whatever case")
  func acknowledging() throws {
    let outbox = fixture.open()
    for event in fixture.events(1...4) { try outbox.enqueue(event, owner: fixture.owner) }
    let upper = try #require(UniqueID(fixture.event(2).id.description.uppercased()))
    let unknown = UniqueID(high: 9, low: 9)
    let snapshot = try outbox.acknowledge(
      [upper, unknown], owner: fixture.owner, total: total, at: OutboxFixture.now)
    #expect(snapshot.pendingEvents == 3)
    #expect(try outbox.batch(of: 50, owner: fixture.owner) == fixture.events([1, 3, 4]))
  }

  @Test("Rule 3: the same event twice is one event, and another payload under its id is refused")
  func immutability() throws {
    let outbox = fixture.open()
    try outbox.enqueue(fixture.event(1), owner: fixture.owner)
    #expect(try outbox.enqueue(fixture.event(1), owner: fixture.owner).pendingEvents == 1)
    #expect(
      outboxError { try outbox.enqueue(fixture.event(1, delta: 11), owner: fixture.owner) }
        == .conflictingEvent(fixture.event(1).id))
    #expect(try outbox.batch(of: 9, owner: fixture.owner) == [fixture.event(1)])
    for column in ["id", "kind", "delta", "word_set_id", "homework_id", "created_at", "metadata"] {
      #expect(throws: DatabaseError.self) {
        try fixture.inspect { try $0.execute(sql: "UPDATE outbox_events SET \(column) = \(column)") }
      }
    }
  }

  @Test("Rule 4: owners never see, send or delete each other's rows")
  func owners() throws {
    let outbox = fixture.open()
    let other = Owner(ledger: fixture.owner.ledger, studentID: UniqueID(high: 2, low: 2))
    let elsewhere = Owner(ledger: "https://other.example", studentID: fixture.student)
    let local = Owner(ledger: nil, studentID: fixture.student)
    for owner in [fixture.owner, other, elsewhere, local] {
      try outbox.enqueue(fixture.event(1, student: owner.studentID), owner: owner)
    }
    try outbox.acknowledge([fixture.event(1).id], owner: other, total: total, at: OutboxFixture.now)
    #expect(try outbox.snapshot(owner: other).pendingEvents == 0)
    for owner in [fixture.owner, elsewhere, local] {
      let snapshot = try outbox.snapshot(owner: owner)
      #expect(snapshot.pendingEvents == 1)
      #expect(snapshot.total == nil)
      #expect(snapshot.lastSyncAt == nil)
    }
    #expect(
      outboxError { try outbox.enqueue(fixture.event(5), owner: other) } == .differentStudents)
  }

  @Test("Rule 5: two connections enqueue at once and nothing is lost")
  func concurrency() throws {
    let outboxes = [fixture.open(), fixture.open(), fixture.open()]
    let (fixture, count) = (fixture, 60)
    DispatchQueue.concurrentPerform(iterations: outboxes.count) { worker in
      for number in 0..<count {
        _ = try? outboxes[worker].enqueue(fixture.event(worker * count + number), owner: fixture.owner)
      }
    }
    #expect(try outboxes[0].snapshot(owner: fixture.owner).pendingEvents == 3 * count)
    #expect(try outboxes[1].batch(of: 500, owner: fixture.owner) == fixture.events(0..<3 * count))
  }

  @Test(
    "What is told of an owner after an event is what the event's own transaction left, whoever else enqueues")
  func readInTheTransaction() throws {
    let outboxes = [fixture.open(), fixture.open(), fixture.open()]
    let (fixture, count) = (fixture, 40)
    let told = Mutex<[Int]>([])
    DispatchQueue.concurrentPerform(iterations: outboxes.count) { worker in
      for number in 0..<count {
        let event = fixture.event(worker * count + number)
        guard let snapshot = try? outboxes[worker].enqueue(event, owner: fixture.owner) else { continue }
        told.withLock { $0.append(snapshot.pendingEvents) }
      }
    }
    #expect(told.withLock { $0.sorted() } == Array(1...3 * count))
  }

  @Test("Of two looks at an outbox the number tells which is the newer, whatever they were taken for")
  func numbered() throws {
    let outbox = fixture.open()
    let looks = [
      try outbox.snapshot(owner: fixture.owner),
      try outbox.enqueue(fixture.event(1), owner: fixture.owner),
      try outbox.acknowledge(
        [fixture.event(1).id], owner: fixture.owner, total: total, at: OutboxFixture.now),
      try outbox.recordTotal(total, owner: fixture.owner), try outbox.snapshot(owner: fixture.owner),
    ].map(\.number)
    #expect(zip(looks, looks.dropFirst()).allSatisfy { $0 < $1 }, "\(looks)")
  }

  @Test("Rule 5: several starts at once on a new directory make one database")
  func concurrentCreation() throws {
    let fixture = fixture
    DispatchQueue.concurrentPerform(iterations: 4) { worker in
      let outbox = fixture.open()
      _ = try? outbox.enqueue(fixture.event(worker), owner: fixture.owner)
    }
    let outbox = fixture.open()
    #expect(try outbox.snapshot(owner: fixture.owner).pendingEvents == 4)
    #expect(outbox.takeNotices() == [])
  }

  @Test("Rule 12: ids and total change in one transaction, so their sum never jumps backwards")
  func oneTransaction() throws {
    let outbox = fixture.open()
    for event in fixture.events(1...10) { try outbox.enqueue(event, owner: fixture.owner) }
    let before = try outbox.snapshot(owner: fixture.owner).optimisticTotal
    // The total is refused by the schema: the ids must stay too.
    let impossible = LedgerTotal(totalXP: -1, gamesPlayed: 0, version: 9)
    let ids = fixture.events(1...10).map(\.id)
    #expect(throws: OutboxError.self) {
      try outbox.acknowledge(ids, owner: fixture.owner, total: impossible, at: OutboxFixture.now)
    }
    #expect(try outbox.snapshot(owner: fixture.owner).optimisticTotal == before)
    let snapshot = try outbox.acknowledge(ids, owner: fixture.owner, total: total, at: OutboxFixture.now)
    #expect(snapshot.optimisticTotal == 100)
    #expect(snapshot.lastSyncAt == OutboxFixture.now)
  }

  @Test("Rule 12: an older version never overwrites a newer one")
  func versions() throws {
    let outbox = fixture.open()
    try outbox.recordTotal(total, owner: fixture.owner)
    let older = LedgerTotal(totalXP: 90, gamesPlayed: 3, version: 4)
    try outbox.enqueue(fixture.event(1), owner: fixture.owner)
    let snapshot = try outbox.acknowledge(
      [fixture.event(1).id], owner: fixture.owner, total: older, at: OutboxFixture.now)
    #expect(snapshot.pendingEvents == 0)
    #expect(snapshot.total == total)
    #expect(try outbox.recordTotal(older, owner: fixture.owner).total == total)
  }

  @Test("What the server would refuse is refused at once")
  func validation() {
    let outbox = fixture.open()
    for event in [
      fixture.event(1, delta: -1), fixture.event(2, delta: 1001), fixture.event(3, kind: "Typing"),
    ] {
      guard case .invalidEvent = outboxError({ try outbox.enqueue(event, owner: fixture.owner) }) else {
        Issue.record("\(event.kind) \(event.delta) was taken")
        continue
      }
    }
  }

  @Test("A failure is known to every process until the next success")
  func failures() throws {
    let (one, two) = (fixture.open(), fixture.open())
    try one.recordFailure("The server can't be reached.", signInNeeded: true, owner: fixture.owner)
    let seen = try two.snapshot(owner: fixture.owner)
    #expect(seen.lastError == "The server can't be reached.")
    #expect(seen.lastAttemptFailed && seen.signInNeeded)
    let after = try one.acknowledge([], owner: fixture.owner, total: total, at: OutboxFixture.now)
    #expect(after.lastError == nil)
    #expect(!after.lastAttemptFailed && !after.signInNeeded)
  }

  @Test("Changes by others are noticed, own ones are not, and a repeated failure is no change")
  func changes() throws {
    let (one, two) = (fixture.open(), fixture.open())
    _ = one.hasChanged()
    try one.recordFailure("offline", signInNeeded: false, owner: fixture.owner)
    #expect(!one.hasChanged())
    try two.recordFailure("offline", signInNeeded: false, owner: fixture.owner)
    #expect(!one.hasChanged())
    try two.enqueue(fixture.event(1), owner: fixture.owner)
    #expect(one.hasChanged())
    #expect(!one.hasChanged())
  }

  @Test("A local profile's rows move to the class it joined, once, and never to another student")
  func adoption() throws {
    let outbox = fixture.open()
    let local = Owner(ledger: nil, studentID: fixture.student)
    for event in fixture.events(1...3) { try outbox.enqueue(event, owner: local) }
    try outbox.quarantine([(fixture.event(3).id, "bad_time", "later")], owner: local, at: OutboxFixture.now)
    try outbox.enqueue(fixture.event(2), owner: fixture.owner)
    #expect(try outbox.adopt(from: local, to: fixture.owner) == 2)
    let moved = try outbox.snapshot(owner: fixture.owner)
    #expect(moved.pendingEvents == 2)
    #expect(moved.quarantined == 1)
    #expect(try outbox.snapshot(owner: local).pendingEvents == 1)
    let stranger = Owner(ledger: nil, studentID: UniqueID(high: 3, low: 3))
    #expect(outboxError { _ = try outbox.adopt(from: local, to: stranger) } == .differentStudents)
  }

  @Test("The computer's id and its clock skew outlive the process")
  func profile() throws {
    let outbox = fixture.open()
    let device = try outbox.deviceID()
    try outbox.recordClockSkew(milliseconds: -4200)
    outbox.close()
    let reopened = fixture.open()
    #expect(try reopened.deviceID() == device)
    #expect(try reopened.snapshot(owner: fixture.owner).clockSkewMilliseconds == -4200)
  }

  @Test("Files and folder are readable by their user alone")
  func permissions() throws {
    let outbox = fixture.open()
    try outbox.enqueue(fixture.event(1), owner: fixture.owner)
    for name in fixture.files() {
      let attributes = try FileManager.default.attributesOfItem(atPath: "\(fixture.data)/\(name)")
      #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o600, "\(name)")
    }
    let folder = try FileManager.default.attributesOfItem(atPath: fixture.data)
    #expect((folder[.posixPermissions] as? NSNumber)?.intValue == 0o700)
    outbox.close()
    #expect(outboxError { try outbox.enqueue(fixture.event(2), owner: fixture.owner) } == .closed)
  }
}
