import Foundation
import GRDB
import Glibc
import Languages
import Outbox
import Primitives
import TestScopes
import Testing
import XP

@Suite(.ownThread()) struct OutboxProblemTests {
  let fixture = OutboxFixture()
  let total = LedgerTotal(totalXP: 100, gamesPlayed: 4, version: 5)

  private func setVersion(_ number: Int) throws {
    try fixture.inspect { try $0.execute(sql: "PRAGMA user_version = \(number)") }
  }

  @Test("Rule 8: an outbox of a newer Glosa never looks empty and healthy")
  func newerSchema() throws {
    let first = fixture.open()
    #expect(try first.enqueue(fixture.event(1), owner: fixture.owner).problem == nil)
    first.close()
    let version = try fixture.inspect { try Int.fetchOne($0, sql: "PRAGMA user_version")! }
    try setVersion(99)
    let outbox = fixture.open()
    let empty = try outbox.snapshot(owner: fixture.owner)
    #expect(empty.problem == outbox.openError.map { .notOpen($0) })
    #expect(empty.problem?.text(in: English()).contains("newer Glosa") == true)
    let waiting = try outbox.enqueue(fixture.event(2), owner: fixture.owner)
    #expect(waiting.problem != nil)
    #expect(waiting.pendingEvents == 1 && waiting.journaled == 1)
    try setVersion(version)
    #expect(outbox.recoverIfPossible())
    let healthy = try outbox.snapshot(owner: fixture.owner)
    #expect(healthy.problem == nil)
    #expect(healthy.pendingEvents == 2 && healthy.journaled == 0)
  }

  @Test("Rule 8: an outbox that another process keeps locked is a problem, and a tick does not wait for it")
  func lockedGate() throws {
    try Data().write(to: URL(fileURLWithPath: fixture.data))
    let outbox = fixture.open()
    try FileManager.default.removeItem(atPath: fixture.data)
    try FileManager.default.createDirectory(atPath: fixture.data, withIntermediateDirectories: true)
    let gate = open("\(fixture.data)/outbox.lock", O_RDWR | O_CREAT, 0o600)
    #expect(flock(gate, LOCK_EX) == 0)
    var hasChanged = true
    let count = try sleeps { hasChanged = outbox.recoverIfPossible() }
    #expect(!hasChanged && count < 100)
    #expect(
      try outbox.snapshot(owner: fixture.owner).problem?.text(in: English()).contains("outbox locked") == true
    )
    #expect(close(gate) == 0)
    #expect(outbox.recoverIfPossible())
    #expect(try outbox.snapshot(owner: fixture.owner).problem == nil)
  }

  @Test("A total or version beyond 2^53 was never heard, is not stored, and bars no true one")
  func incredibleTotal() throws {
    let limit = 9_007_199_254_740_992
    let outbox = fixture.open()
    try outbox.recordTotal(total, owner: fixture.owner)
    for column in ["total_xp", "total_version"] {
      try fixture.inspect { try $0.execute(sql: "UPDATE owners SET \(column) = \(limit + 1)") }
      #expect(try outbox.snapshot(owner: fixture.owner).total == nil)
      #expect(try outbox.recordTotal(total, owner: fixture.owner).total == total)
    }
    for (xp, version) in [(limit + 1, 6), (6, limit + 1)] {
      let incredible = LedgerTotal(totalXP: xp, gamesPlayed: 1, version: version)
      #expect(try outbox.recordTotal(incredible, owner: fixture.owner).total == total)
    }
    let greatest = LedgerTotal(totalXP: limit, gamesPlayed: limit, version: limit)
    #expect(try outbox.recordTotal(greatest, owner: fixture.owner).total == greatest)
  }

  @Test(
    "A total heard ends what failed before, with the database and with the journal", arguments: [true, false])
  func successOfATotal(isJournaling: Bool) throws {
    if isJournaling { try Data().write(to: URL(fileURLWithPath: fixture.data)) }
    let outbox = fixture.open()
    #expect(outbox.isJournaling == isJournaling)
    let failed = try outbox.recordFailure("The token was refused.", signInNeeded: true, owner: fixture.owner)
    #expect(failed.lastAttemptFailed && failed.signInNeeded)
    let after = try outbox.recordTotal(total, owner: fixture.owner)
    #expect(after.total == total)
    #expect(after.lastError == nil)
    #expect(!after.lastAttemptFailed && !after.signInNeeded)
    #expect(after.lastSyncAt == nil)
  }
}
