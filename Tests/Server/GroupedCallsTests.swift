import GRDB
import Primitives
import Store
import Synchronization
import TestScopes
import Testing
import XP

@testable import API
@testable import SQLiteStore

@Suite(.ownThread()) struct GroupedCallsTests {
  let folder: TemporaryFolder
  let store: SQLiteStore
  let contract: StoreContract
  let student = UniqueID.test(20)

  init() async throws {
    folder = try TemporaryFolder()
    store = try SQLiteStore(path: folder.path + "/server.sqlite")
    contract = try await StoreContract(store)
    _ = try await contract.addStudent(20)
  }

  /// A batch of one event of that number.
  private func batch(_ number: Int, delta: Int = 1, token: TokenHash? = nil) -> EventBatch {
    contract.batch(student, [.test(UInt64(number), of: student, delta: delta)], token: token)
  }

  /// A group commit over the store, and how large the groups were that it made.
  private func watched(
    workers: Int = 1, capacity: Int = 1000, groupSize: Int = 64, groupEvents: Int = 1000,
    eventsPerWorker: Int = 1, gate: Gate? = nil
  ) -> (commits: GroupCommit, sizes: SizeLog) {
    let (store, sizes) = (store, SizeLog())
    let commits = GroupCommit(
      workers: workers, capacity: capacity,
      size: GroupSize(items: groupSize, weight: groupEvents, minimumWeightPerWorker: eventsPerWorker)
    ) {
      batches throws(StoreError) in
      sizes.begin(batches.count)
      defer { sizes.end() }
      await gate?.pass()
      return try await store.ingest(batches)
    }
    return (commits, sizes)
  }

  /// Sends all of them at the same time; what became of each, in their order.
  private func send(
    _ batches: [EventBatch], to commits: GroupCommit
  ) async -> [Result<IngestOutcome, StoreError>] {
    await withTaskGroup(of: (Int, Result<IngestOutcome, StoreError>).self) { group in
      for (place, batch) in batches.enumerated() {
        group.addTask {
          do throws(StoreError) {
            return (place, .success(try await commits(batch)))
          } catch {
            return (place, .failure(error))
          }
        }
      }
      var results = batches.map { _ in Result<IngestOutcome, StoreError>.failure(.overloaded) }
      for await (place, result) in group { results[place] = result }
      return results
    }
  }

  /// Sends one batch, and the others while its call is held at the gate, which is opened when all of them wait and
  /// `meanwhile` has been done; what became of each, the first one's first.
  private func send(
    _ others: [EventBatch], behind first: EventBatch, to commits: GroupCommit, heldAt gate: Gate,
    meanwhile: () async throws -> Void = {}
  ) async throws -> [Result<IngestOutcome, StoreError>] {
    async let held = send([first], to: commits)
    await gate.waitForEntry()
    async let waiting = send(others, to: commits)
    while commits.waitingCount < others.count { await Task.yield() }
    try await meanwhile()
    await gate.open()
    return await held + waiting
  }

  @Test("batches that share a transaction each get their own answer")
  func answersEach() async throws {
    let other = try await contract.pupil(21, of: contract.schoolClass)
    _ = try await store.ingest(contract.batch(other, [.test(99, of: other)]))
    let (commits, sizes) = watched()
    let batches = (0..<200).map { number in
      switch number % 5 {
      case 0: batch(1000 + number, token: contract.hash(20))
      case 1: batch(99)
      case 2: batch(1000 + number, delta: 1001)
      case 3: batch(1000 + number, token: contract.hash(21))
      // Each of them four times.
      default: batch(2000 + number / 20)
      }
    }
    for (number, result) in await send(batches, to: commits).enumerated() {
      switch (number % 5, result) {
      case (0, .success(.stored)), (4, .success(.stored)), (1, .success(.conflicting([0]))),
        (2, .failure(.refused)), (3, .success(.signedOut)):
        break
      default: Issue.record("\(number): \(result)")
      }
    }
    #expect(try await store.total(of: student).total.totalXP == 40 + 10)
    #expect(sizes.all.reduce(0, +) == 200)
    #expect(try await store.mismatches() == [])
  }

  @Test("a lone batch waits for nobody")
  func doesNotHoldUp() async throws {
    let (commits, sizes) = watched()
    for number in 1...3 {
      let total = LedgerTotal(totalXP: number, gamesPlayed: number, version: number)
      #expect(try await commits(batch(number)).total == total)
    }
    #expect(sizes.all == [1, 1, 1])
  }

  @Test("what arrives during a commit shares the next ones, in groups that are not too large")
  func groups() async throws {
    let gate = Gate()
    let (commits, sizes) = watched(groupSize: 20, gate: gate)
    let results = try await send((2...51).map { batch($0) }, behind: batch(1), to: commits, heldAt: gate)
    #expect(results.allSatisfy { if case .success(.stored) = $0 { true } else { false } })
    #expect(sizes.all == [1, 20, 20, 10])
    #expect(try await store.total(of: student).total.totalXP == 51)
  }

  @Test("beyond the capacity a batch is refused at once, and the others don't notice")
  func refusesBeyondCapacity() async throws {
    let gate = Gate()
    let (commits, _) = watched(capacity: 5, gate: gate)
    let results = try await send((2...6).map { batch($0) }, behind: batch(1), to: commits, heldAt: gate) {
      for number in 7...9 {
        await #expect(throws: StoreError.overloaded) { try await commits(batch(number)) }
      }
    }
    #expect(results.allSatisfy { (try? $0.get()) != nil })
    #expect(try await store.total(of: student).total.totalXP == 6, "nothing of those refused is stored")
    #expect(commits.waitingCount == 0)
    _ = try await commits(batch(7))
  }

  @Test("what the store can't do reaches everyone who waited for it, and the next try may succeed")
  func passesFailuresOn() async throws {
    let (commits, _) = watched()
    // SQLite says of a file that may not grow what it says of a full disk.
    try await store.pool.write { database in
      let pages = try Int.fetchOne(database, sql: "PRAGMA page_count") ?? 0
      try database.execute(sql: "PRAGMA max_page_count = \(pages)")
    }
    let long = JSON.string(String(repeating: "x", count: 4000))
    let batches = (0..<30).map { batch in
      contract.batch(
        student, (0..<20).map { .test(UInt64(100 + batch * 20 + $0), of: student, metadata: ["x": long]) })
    }
    for result in await send(batches, to: commits) {
      guard case .failure(.unavailable) = result else {
        Issue.record("\(result)")
        continue
      }
    }
    #expect(try await store.total(of: student).total == .zero)
    try await store.pool.write { try $0.execute(sql: "PRAGMA max_page_count = 100000") }
    #expect(await send(batches, to: commits).allSatisfy { (try? $0.get()) != nil })
    #expect(try await store.total(of: student).total.gamesPlayed == 600)
  }

  @Test("a store that forgets an answer leaves nobody waiting")
  func survivesMissingAnswers() async throws {
    let commits = GroupCommit(
      workers: 1, capacity: 9, size: GroupSize(items: 9)
    ) { _ throws(StoreError) in [] }
    await #expect(throws: StoreError.self) { try await commits(batch(1)) }
  }

  @Test("few that arrive during a call wait for its end; as many as are worth a call of their own get one")
  func startsWorkerForEnough() async throws {
    let gate = Gate()
    let (commits, sizes) = watched(workers: 2, eventsPerWorker: 3, gate: gate)
    let results = try await send([batch(2), batch(3)], behind: batch(1), to: commits, heldAt: gate) {
      async let last = send([batch(4)], to: commits)
      await gate.waitForEntry(of: 2)
      #expect(sizes.all == [1, 3], "the second call has all that waited for it to be worth it")
      await gate.open()
      #expect((await last).allSatisfy { (try? $0.get()) != nil })
    }
    #expect(results.allSatisfy { (try? $0.get()) != nil })
    #expect(try await store.total(of: student).total.totalXP == 4)
  }

  @Test("few that wait when a call ends are taken by it, though they would not be worth another")
  func takesFewAtItsEnd() async throws {
    let gate = Gate()
    let (commits, sizes) = watched(workers: 2, eventsPerWorker: 3, gate: gate)
    let results = try await send([batch(2), batch(3)], behind: batch(1), to: commits, heldAt: gate)
    #expect(results.allSatisfy { (try? $0.get()) != nil })
    #expect(sizes.all == [1, 2])
  }

  @Test("a group has no more events than it may, but for a single batch that has more")
  func boundsEvents() async throws {
    let gate = Gate()
    let (commits, sizes) = watched(groupEvents: 5, gate: gate)
    func events(_ numbers: ClosedRange<UInt64>) -> EventBatch {
      contract.batch(student, numbers.map { .test($0, of: student, delta: 1) })
    }
    let pairs = [10, 12, 14, 16].map { (first: UInt64) in events(first...first + 1) }
    let results = try await send(pairs, behind: events(1...7), to: commits, heldAt: gate)
    #expect(results.allSatisfy { (try? $0.get()) != nil })
    #expect(sizes.all == [1, 2, 2])
    #expect(try await store.total(of: student).total.totalXP == 15)
  }

  @Test("tokens that arrive during a look share the next one, and each has its own answer")
  func groupsLookups() async throws {
    for number: UInt64 in 21...29 {
      let pupil = try await contract.pupil(number, of: contract.schoolClass)
      _ = try await store.ingest(contract.batch(pupil, [.test(number, of: pupil, delta: Int(number))]))
    }
    let (store, sizes, gate) = (store, SizeLog(), Gate())
    let lookups = AccountLookups(label: "test", capacity: 100, size: GroupSize(items: 64)) {
      tokens throws(StoreError) in
      sizes.begin(tokens.count)
      defer { sizes.end() }
      await gate.pass()
      return try await store.accounts(for: tokens).map { .success($0) }
    }
    let contract = contract
    async let first = lookups(contract.hash(20))
    await gate.waitForEntry()
    try await withThrowingTaskGroup(of: Void.self) { group in
      // The last one is nobody's.
      for number in UInt64(21)...30 {
        group.addTask {
          let points = try await lookups(contract.hash(number))?.total?.total.totalXP
          #expect(points == (number == 30 ? nil : Int(number)))
        }
      }
      while lookups.waitingCount < 10 { await Task.yield() }
      await gate.open()
      try await group.waitForAll()
    }
    #expect(try await first?.total?.total == .zero)
    #expect(sizes.all == [1, 10])
  }

  @Test("as many calls as the store has workers are under way at the same time, and never more")
  func respectsWorkers() async throws {
    let gate = Gate()
    let (commits, sizes) = watched(workers: 3, groupSize: 1, gate: gate)
    async let results = send((1...40).map { batch($0) }, to: commits)
    await gate.waitForEntry(of: 3)
    while commits.waitingCount < 37 { await Task.yield() }
    #expect(sizes.underWay == 3)
    await gate.open()
    #expect(await results.allSatisfy { (try? $0.get()) != nil })
    #expect(sizes.mostUnderWay == 3)
    #expect(sizes.all.count == 40)
    #expect(try await store.total(of: student).total.totalXP == 40)
  }
}

/// Holds back whoever wants to pass until it is opened.
private actor Gate {
  private var isOpen = false
  private var entered = 0
  private var held: [CheckedContinuation<Void, Never>] = []
  private var watching: [(count: Int, watcher: CheckedContinuation<Void, Never>)] = []

  func pass() async {
    entered += 1
    for (_, watcher) in watching.filter({ $0.count <= entered }) { watcher.resume() }
    watching.removeAll { $0.count <= entered }
    if !isOpen { await withCheckedContinuation { held.append($0) } }
  }

  func waitForEntry(of count: Int = 1) async {
    if entered < count { await withCheckedContinuation { watching.append((count, $0)) } }
  }

  func open() {
    isOpen = true
    for waiting in held { waiting.resume() }
    held = []
  }
}

/// Notes the calls of a store.
private final class SizeLog: Sendable {
  private let state = Mutex((sizes: [Int](), underWay: 0, most: 0))
  var all: [Int] { state.withLock { $0.sizes } }
  var underWay: Int { state.withLock { $0.underWay } }
  var mostUnderWay: Int { state.withLock { $0.most } }

  func begin(_ size: Int) {
    state.withLock {
      $0.sizes.append(size)
      $0.underWay += 1
      $0.most = max($0.most, $0.underWay)
    }
  }

  func end() { state.withLock { $0.underWay -= 1 } }
}
