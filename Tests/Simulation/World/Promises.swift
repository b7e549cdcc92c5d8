import Outbox
import Primitives
import Sync
import TestSupport
import Wire
import XP

/// What holds whatever happens: kept beside the world, and compared with it at every step.
package struct Promises {
  /// A promise that was broken.
  package struct Broken: Hashable, Sendable, CustomStringConvertible {
    package let description: String

    /// Which promise it is: what was said without numbers, ids and names.
    package var kind: String {
      description.split(separator: " ").filter { word in
        !word.contains(where: { $0.isNumber }) && word.first?.isUppercase != true
      }.joined(separator: " ")
    }
  }

  private(set) var broken: Broken?

  /// The points of each award that the game was told is safe, by student.
  private var awards: [UniqueID: [UniqueID: Int]] = [:]
  /// Which program made an award, and when.
  private var makers: [UniqueID: (life: UInt64, at: Int64)] = [:]
  /// The log as it was read last.
  private var log: [UniqueID: SimulatedServer.Row] = [:]
  private var sums: [UniqueID: Int] = [:]
  private var lastSequence: Int64 = 0
  /// What no computer has any more, so that only the ledger has it.
  private var onlyInLedger: Set<UniqueID> = []
  /// What nobody has any more, by the nature of what happened: the home was put back before it was sent.
  private(set) var lost: Set<UniqueID> = []
  /// What the ledger had and has no more, since it was restored: a computer that has not heard of that calls it saved.
  private var takenFromLedger: Set<UniqueID> = []
  /// What was the ledger's of students when their teacher removed them.
  private var removals: Set<UniqueID> = []
  private var attempts: [UniqueID: Set<UniqueID>] = [:]
  private var rogue: UniqueID?
  /// What the server said that it has.
  private var acknowledgements: Set<UniqueID> = []

  /// How often a program looks for what others did, in milliseconds.
  private static let tick: Int64 = 3000

  private mutating func breaks(_ what: String) { broken = broken ?? Broken(description: what) }

  // MARK: What happens

  mutating func awarded(_ id: UniqueID, _ points: Int, to student: UniqueID, by life: UInt64, at now: Int64) {
    makers[id] = (life, now)
    awards[student, default: [:]][id] = points
  }

  /// An award that could not be stored: it may have reached the disk all the same.
  mutating func attempted(_ id: UniqueID, for student: UniqueID) {
    attempts[student, default: []].insert(id)
  }

  /// Somebody in the class sends what they like; what the ledger has of them is their own affair.
  mutating func hasRogue(_ student: UniqueID) { rogue = student }

  /// The teacher removed a student with everything that the ledger had.
  mutating func studentRemoved(from server: SimulatedServer) {
    let before = Set(log.keys)
    readAnew(server)
    let gone = before.subtracting(log.keys)
    removals.formUnion(gone)
    acknowledgements.subtract(gone)
    takenFromLedger.formUnion(gone)
  }

  /// Something was not answered as it has to be.
  mutating func refused(_ what: String, status: Int) { breaks("\(what) is answered \(status)") }

  /// Ids that the ledger has, for those who would misuse them.
  var storedIDs: [UniqueID] { log.keys.sorted() }

  /// Reads the whole log, which may be another one than before.
  private mutating func readAnew(_ server: SimulatedServer) {
    (log, sums, lastSequence) = ([:], [:], 0)
    absorb(server)
  }

  /// Reads what is new in the log: each row is an award of that student's, once, and the totals are the sums.
  mutating func absorb(_ server: SimulatedServer) {
    do {
      let (rows, last) = try server.rows(behind: lastSequence)
      guard !rows.isEmpty else { return }
      lastSequence = last
      for row in rows {
        if log.updateValue(row, forKey: row.id) != nil { breaks("\(row.id) stands twice in the log") }
        sums[row.student, default: 0] += row.delta
        takenFromLedger.remove(row.id)
        guard !EventKind.madeByServer.contains(row.kind), row.student != rogue else { continue }
        switch awards[row.student]?[row.id] {
        case row.delta: break
        case let points?: breaks("\(row.id) was worth \(points) and is \(row.delta) in the log")
        case nil where attempts[row.student]?.contains(row.id) == true: break
        case nil: breaks("\(row.id) of \(row.student) was never awarded to them")
        }
      }
      let totals = try server.totals()
      for (student, sum) in sums where totals[student] != sum {
        breaks("the total of \(student) is \(totals[student] ?? 0), and the log has \(sum)")
      }
    } catch {
      breaks("the ledger can't be read: \(error)")
    }
  }

  /// A status that a pupil sees: "all saved" is said only where it is so. What another copy of the game stored a moment ago is
  /// noticed with the next tick.
  mutating func published(
    _ status: SyncStatus, of life: UInt64, by pupil: Int, on computer: Int, in world: World
  ) {
    guard status.isAllSaved else { return }
    let unsaved = (world.computers[computer].awards[pupil] ?? []).filter {
      log[$0] == nil && !takenFromLedger.contains($0)
        && !(makers[$0].map { $0.life != life && world.scheduler.now - $0.at <= Self.tick } ?? false)
    }
    if let id = unsaved.first {
      breaks(
        "computer \(computer) says all saved to \(world.pupils[pupil].name) while \(id) is not in the ledger")
    }
  }

  /// The server says that it has these.
  mutating func acknowledged(_ ids: [UniqueID]) { acknowledgements.formUnion(ids) }

  /// The server was killed, or lost its power: it has what it said that it has.
  mutating func crashed(_ server: SimulatedServer) {
    readAnew(server)
    if let id = acknowledgements.first(where: { log[$0] == nil }) {
      breaks("\(id) was acknowledged, and is gone since the server died")
    }
  }

  /// The ledger is another one's past now.
  mutating func restored(_ server: SimulatedServer) {
    let before = Set(log.keys)
    readAnew(server)
    takenFromLedger.formUnion(before.subtracting(log.keys))
    acknowledgements.formIntersection(log.keys)
    lost.formUnion(onlyInLedger.subtracting(log.keys))
  }

  /// A home no longer has these.
  mutating func forgotten(_ ids: Set<UniqueID>) {
    onlyInLedger.formUnion(ids)
    lost.formUnion(ids.subtracting(log.keys))
  }

  /// A board shows what the ledger has.
  mutating func shows(_ board: Board) {
    for row in board.rows {
      let total = sums[row.studentID] ?? 0
      if row.totalXP != total {
        breaks("the board shows \(row.displayName) \(row.totalXP) XP, and the ledger has \(total)")
      }
    }
  }

  // MARK: At rest

  /// Everything that can be in the ledger is.
  var isComplete: Bool { missing.isEmpty }

  private var missing: [UniqueID] {
    awards.values.flatMap(\.keys).filter { log[$0] == nil && !lost.contains($0) && !removals.contains($0) }
  }

  mutating func left(_ program: SimulatedProgram, _ name: String, on computer: Int) {
    guard let report = program.leavingReport else {
      return breaks("\(name) can't leave computer \(computer)")
    }
    if report.pendingEvents > 0 {
      breaks("\(name) left computer \(computer) with \(report.pendingEvents) events")
    }
  }

  /// Nothing waits, nothing was refused, and the screen shows what the ledger has.
  mutating func rests(_ program: SimulatedProgram, _ name: String, on computer: Int) throws {
    let snapshot = try program.snapshot()
    if snapshot.pendingEvents + snapshot.quarantined > 0 {
      breaks(
        "at rest \(snapshot.pendingEvents) events of \(name) wait on computer \(computer), "
          + "and \(snapshot.quarantined) were refused")
    }
    let total = sums[program.owner.studentID] ?? 0
    guard let status = program.lastStatus else {
      return breaks("computer \(computer) says nothing to \(name)")
    }
    if !status.isAllSaved { breaks("at rest computer \(computer) says \(status.state) to \(name)") }
    if status.optimisticTotal != total {
      breaks("computer \(computer) shows \(name) \(status.optimisticTotal) XP, and the ledger has \(total)")
    }
  }

  mutating func rest(_ server: SimulatedServer) {
    absorb(server)
    if let id = missing.first { breaks("\(missing.count) awards are not in the ledger, \(id) among them") }
    for student in awards.keys {
      let bonuses = log.values.filter { $0.student == student && $0.kind == EventKind.dailyQuest.rawValue }
      if Set(bonuses.map(\.metadata)).count != bonuses.count { breaks("a bonus twice") }
    }
  }
}
