import GRDB
import Outbox
import Primitives
import TestScopes
import Testing
import XP

@Suite(.ownThread()) struct OutboxCountersTests {
  let fixture = OutboxFixture()

  @Test("Counters equal COUNT and SUM after any series of operations", arguments: [1, 2, 3] as [UInt64])
  func randomSeries(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    var outbox = fixture.open()
    let local = Owner(ledger: nil, studentID: fixture.student)
    let owners = [fixture.owner, local]
    for step in 0..<300 {
      let owner = owners[Int.random(in: 0...1, using: &generator)]
      let known = try outbox.batch(of: 5, owner: owner).map(\.id)
      switch Int.random(in: 0..<12, using: &generator) {
      case 0...5:
        let delta = Int.random(in: 0...1000, using: &generator)
        try outbox.enqueue(fixture.event(step, delta: delta), owner: owner)
      case 6:
        let total = LedgerTotal(totalXP: step, gamesPlayed: step, version: step)
        try outbox.acknowledge(known.prefix(2), owner: owner, total: total, at: OutboxFixture.now)
      case 7, 8:
        try outbox.quarantine(
          known.suffix(1).map { ($0, "bad_delta", "no") }, owner: owner, at: OutboxFixture.now)
      case 9: try outbox.retryQuarantined(owner: owner)
      case 10: _ = try outbox.adopt(from: local, to: fixture.owner)
      default:
        outbox.close()
        outbox = fixture.open()
      }
    }
    for owner in owners {
      let snapshot = try outbox.snapshot(owner: owner)
      let waiting = try outbox.batch(of: 1000, owner: owner)
      let refused = try outbox.quarantinedEvents(owner: owner)
      #expect(snapshot.pendingEvents == waiting.count, "seed \(seed)")
      #expect(snapshot.pendingXP == waiting.reduce(0) { $0 + $1.delta }, "seed \(seed)")
      #expect(snapshot.quarantined == refused.count, "seed \(seed)")
      #expect(snapshot.quarantinedXP == refused.reduce(0) { $0 + $1.event.delta }, "seed \(seed)")
    }
    let wrong = try fixture.inspect {
      try Int.fetchOne(
        $0,
        sql: """
          SELECT count(*) FROM owners WHERE
            (pending_count, pending_xp) IS NOT (SELECT count(*), coalesce(sum(delta), 0)
              FROM outbox_events AS e WHERE e.owner_id = owners.owner_id)
            OR (quarantined_count, quarantined_xp) IS NOT (SELECT count(*), coalesce(sum(delta), 0)
              FROM quarantined_events AS e WHERE e.owner_id = owners.owner_id)
          """)
    }
    #expect(wrong == 0, "seed \(seed)")
  }

  @Test("With 100,000 rows no statement of the way of a point reads a whole table")
  func queryPlans() throws {
    let outbox = fixture.open()
    try outbox.enqueue(fixture.event(0), owner: fixture.owner)
    let statements = try fixture.inspect { db in
      try db.execute(
        sql: """
          WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 100000)
          INSERT INTO outbox_events (owner_id, id, kind, delta, created_at, metadata)
          SELECT owner_id, CAST(printf('%016d', n) AS BLOB), 'typing', 10, 0, '{}' FROM numbers, owners
          """)
      return try Outbox.hotStatements.map { sql in
        let numbered = sql.matches(of: /\?([0-9]+)/).compactMap { Int($0.1) }
        let count = numbered.max() ?? sql.filter { $0 == "?" }.count
        let arguments = StatementArguments(Array(repeating: 1, count: count))
        let plan = try Row.fetchAll(db, sql: "EXPLAIN QUERY PLAN " + sql, arguments: arguments)
        return (sql, plan.map { $0["detail"] as String })
      }
    }
    #expect(statements.count == 20)
    for (sql, plan) in statements {
      #expect(
        !plan.contains {
          $0.contains("SCAN") && $0 != "SCAN CONSTANT ROW" || $0.contains("TEMP B-TREE")
        }, "\(sql): \(plan)")
    }
    let snapshot = try outbox.enqueue(fixture.event(1), owner: fixture.owner)
    #expect(snapshot.pendingEvents == 100_002)
    #expect(snapshot.pendingXP == 1_000_020)
  }

  @Test(
    "Counters that say too little or too much are put right at the next start, and the outbox drains",
    arguments: [
      "pending_count = 0", "pending_xp = 0", "pending_count = 1, pending_xp = 1",
      "pending_count = 99, pending_xp = 7",
      "quarantined_count = 5, quarantined_xp = 9", "quest_pending_count = 3", "quest_quarantined_count = 3",
    ])
  func wrongCounters(edit: String) throws {
    let outbox = fixture.open()
    for event in fixture.events(1...3) { try outbox.enqueue(event, owner: fixture.owner) }
    outbox.close()
    try fixture.inspect { try $0.execute(sql: "UPDATE owners SET \(edit)") }
    let again = fixture.open()
    let before = try again.snapshot(owner: fixture.owner)
    #expect(before.pendingEvents == 3 && before.pendingXP == 30)
    #expect(before.quarantined + before.questPending + before.questQuarantined + before.quarantinedXP == 0)
    let total = LedgerTotal(totalXP: 30, gamesPlayed: 3, version: 3)
    let after = try again.acknowledge(
      fixture.events(1...3).map(\.id), owner: fixture.owner, total: total, at: OutboxFixture.now)
    #expect(after.pendingEvents == 0 && after.pendingXP == 0)
  }

  @Test("Counters that say more than there is are put right, and what there is goes on being sent")
  func driftedCounters() throws {
    let outbox = fixture.open()
    for event in fixture.events(1...3) { try outbox.enqueue(event, owner: fixture.owner) }
    try fixture.inspect { try $0.execute(sql: "UPDATE owners SET pending_count = 9, pending_xp = 90") }
    #expect(try outbox.batch(of: 50, owner: fixture.owner) == fixture.events(1...3))
    let snapshot = try outbox.snapshot(owner: fixture.owner)
    #expect(snapshot.pendingEvents == 3)
    #expect(snapshot.pendingXP == 30)
    #expect(outbox.takeNotices() == [])
  }
}
