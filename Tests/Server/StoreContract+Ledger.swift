import Primitives
import Store
import Testing
import XP

extension StoreContract {
  func checkIngest() async throws {
    _ = try await addStudent(20)
    let student = UniqueID.test(20)
    #expect(try await store.total(of: student).total == .zero)
    let events = (0..<3).map {
      XPEvent.test(200 + $0, of: student, delta: Int($0), metadata: ["n": 1, "m": [true]])
    }
    let first = try await store.ingest(batch(student, events))
    #expect(
      first
        == .stored(
          LedgerTotal(totalXP: 3, gamesPlayed: 3, version: 3), occurredAt: [now, now, now]))
    // Written another way, it is the same event.
    let again = XPEvent.test(202, of: student, delta: 2, metadata: ["m": [true], "n": .number("1.0")])
    #expect(
      try await store.ingest(batch(student, [again])).total == first.total, "a resend changes nothing")
    let mixed = batch(student, events + [.test(203, of: student, kind: "choice", delta: 0)])
    #expect(
      try await store.ingest(mixed).total == LedgerTotal(totalXP: 3, gamesPlayed: 4, version: 4))
    let total = try await store.total(of: student)
    #expect(total.lastGameType == "choice")
    #expect(total.updatedAt == now)
    let found = AccountTotal(account: .student(student), total: total)
    #expect(try await store.accounts(for: [hash(20)]) == [found])
    let tokens = [hash(200), hash(20), hash(99), hash(20)]
    #expect(
      try await store.accounts(for: tokens)
        == [AccountTotal(account: .teacher(teacher), total: nil), found, nil, found],
      "each has its own answer, also one that is asked for twice")
    #expect(try await store.accounts(for: []) == [])
  }

  /// Whatever a client's clock shows: an event is stored, and happened as long before it came as it was made before it was
  /// sent. That is fixed when it is first stored.
  func checkOccurrences() async throws {
    _ = try await addStudent(25)
    let student = UniqueID.test(25)
    let year: Int64 = 365 * 86_400
    // A computer's clock, how long before sending the event was made by it, and how long before receipt it happened.
    let clocks: [(clock: Int64?, age: Int64, expected: Int64)] = [
      (0, 60, 60), (20 * year, 60, 60), (-50 * year, 60, 60), (-2000 * year, 60, 60), (7900 * year, 60, 60),
      // Put right in between: it can't have happened later than it came, nor before Glosa.
      (0, -3600, 0), (0, 30 * year, (now.microseconds - 1_577_836_800_000_000) / 1_000_000),
      // Nothing is said of the clock: it is taken at its word as far as that can be.
      (nil, 60, 60), (nil, -20 * year, 0),
      (nil, 300 * year, (now.microseconds - 1_577_836_800_000_000) / 1_000_000),
    ]
    for (place, (clock, age, expected)) in clocks.enumerated() {
      let sentAt = clock.map { now.adding(seconds: $0) }
      let event = XPEvent.test(
        2500 + UInt64(place), of: student, createdAt: (sentAt ?? now).adding(seconds: -age))
      let stored = try await store.ingest(batch(student, [event], sentAt: sentAt))
      let occurredAt = now.adding(seconds: -expected)
      #expect(
        stored
          == .stored(
            LedgerTotal(totalXP: 10 * (place + 1), gamesPlayed: 2 * place + 1, version: 2 * place + 1),
            occurredAt: [occurredAt]), "clock \(place)")
      #expect(
        try await store.events(of: student, limit: 1, before: nil).events
          == [StoredEvent(event: event, occurredAt: occurredAt, receivedAt: now)], "clock \(place)")
      // Sent again, by a clock that was put right, beside a new event.
      let new = XPEvent.test(2600 + UInt64(place), of: student, delta: 0)
      let later = now.adding(seconds: 90)
      guard
        case .stored(_, let times) = try await store.ingest(
          batch(student, [new, event], at: later, sentAt: now.adding(seconds: 5)))
      else {
        Issue.record("a resend is no conflict")
        continue
      }
      #expect(times == [later.adding(seconds: -5), occurredAt], "clock \(place)")
      #expect(try await store.conflicts(in: batch(student, [event])) == [])
    }
  }

  func checkConflicts() async throws {
    for number: UInt64 in [30, 31] { _ = try await addStudent(number) }
    let (one, other) = (UniqueID.test(30), UniqueID.test(31))
    let event = XPEvent.test(300, of: one, wordSet: .test(5), metadata: ["a": 1])
    _ = try await store.ingest(batch(one, [event]))
    let changed: [XPEvent] = [
      .test(300, of: one, kind: "choice", wordSet: .test(5), metadata: ["a": 1]),
      .test(300, of: one, delta: 11, wordSet: .test(5), metadata: ["a": 1]),
      .test(300, of: one, metadata: ["a": 1]),
      .test(300, of: one, wordSet: .test(5), metadata: ["a": 2]),
      .test(300, of: one, wordSet: .test(5), createdAt: now.adding(seconds: -1), metadata: ["a": 1]),
      .test(300, of: other, wordSet: .test(5), metadata: ["a": 1]),
    ]
    for event in changed {
      let new = XPEvent.test(301, of: event.studentID)
      let batch = batch(event.studentID, [new, event])
      #expect(try await store.conflicts(in: batch) == [1])
      #expect(try await store.ingest(batch) == .conflicting([1]))
    }
    #expect(try await store.total(of: one).total.totalXP == 10, "nothing of a refused batch is stored")
    #expect(try await store.total(of: other).total == .zero)
  }

  func checkPages() async throws {
    _ = try await addStudent(40)
    let student = UniqueID.test(40)
    // Made in one order, stored in another: the server's order counts.
    let events = (0..<5).map {
      XPEvent.test(400 + $0, of: student, createdAt: now.adding(seconds: -Int64($0)))
    }
    for event in events { _ = try await store.ingest(batch(student, [event])) }
    var seen: [StoredEvent] = []
    var cursor: EventCursor?
    repeat {
      let page = try await store.events(of: student, limit: 2, before: cursor)
      #expect(page.events.count <= 2)
      seen += page.events
      cursor = page.next
    } while cursor != nil
    #expect(
      seen == events.reversed().map { StoredEvent(event: $0, occurredAt: $0.createdAt, receivedAt: now) })
    #expect(try await store.events(of: .test(41), limit: 2, before: nil) == EventPage(events: [], next: nil))
  }

  func checkConcurrency() async throws {
    for number: UInt64 in 60..<64 { _ = try await addStudent(number) }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for task in 0..<200 {
        let student = UniqueID.test(60 + UInt64(task % 4))
        // Every event is sent by ten tasks at once; each tenth batch also contains a conflict.
        var events = (0..<5).map { number in
          XPEvent.test(6000 + UInt64(task % 20 * 5 + number), of: student, delta: number)
        }
        if task >= 180 { events.append(.test(300, of: student)) }
        let batch = batch(student, events)
        group.addTask {
          if case .conflicting(let places) = try await store.ingest(batch) { #expect(places == [5]) }
        }
      }
      try await group.waitForAll()
    }
    for number: UInt64 in 60..<64 {
      #expect(
        try await store.total(of: .test(number)).total
          == LedgerTotal(totalXP: 50, gamesPlayed: 25, version: 25))
    }
  }
}
