import Foundation
import Outbox
import Primitives
import Sync
import TestScopes
import TestSupport
import Testing
import XP

/// kill -9 and power loss, as near as a test can come to them.
@Suite("Durability, end to end", .ownThread(in: .programs))
struct DurabilityTests {
  @Test("Rule 1: every award makes the disk sync before its verdict is printed")
  func syncPerAward() throws {
    let classroom = try Classroom(startsServer: false)
    let ada = Computer(in: classroom.folder, named: "Ada")
    _ = try ada.glosa("status")
    let translations = try Translations(of: "Djur", on: ada)
    let trace = classroom.folder + "/trace"
    let program = try Program(
      "/usr/bin/strace",
      [
        "-f", "-qq", "-e", "trace=fsync,fdatasync,write", "-e", "signal=none", "-o", trace, Programs.glosa,
        "play", "--linear", "--set", "Djur", "--rounds", "5",
      ],
      environment: ada.environment)
    var verdicts = 0
    while verdicts < 12 {
      let line = program.readLine()
      if line.isEmpty { break }
      guard line.hasPrefix("? ") else { continue }
      let prompt = line.split(separator: " ", maxSplits: 2).last.map(String.init) ?? ""
      program.write((translations[prompt] ?? "?") + "\n")
      if program.readLine().hasPrefix("+10 ") { verdicts += 1 }
    }
    let finished = program.finish()
    #expect(finished.status == 0, "\(finished.errors)")
    #expect(verdicts == 12)
    // Between two verdicts there is at least one sync that succeeded.
    var syncs = 0
    var verdictsWithout = 0
    var seen = 0
    for line in try String(contentsOfFile: trace, encoding: .utf8).split(separator: "\n") {
      if line.contains("sync(") && line.hasSuffix("= 0") || line.contains("sync resumed") { syncs += 1 }
      guard line.contains("write(1, \"+10 ") else { continue }
      seen += 1
      if syncs == 0 { verdictsWithout += 1 }
      syncs = 0
    }
    #expect(seen == 12)
    #expect(verdictsWithout == 0)
  }

  @Test(
    "Client killed with -9 as it writes an award: every award that was printed reaches the ledger once",
    arguments: Wiring.allCases)
  func clientKilled(wiring: Wiring) throws {
    let seed = UInt64.random(in: 1...UInt64(UInt32.max))
    var random = SeededGenerator(seed: seed)
    let classroom = try Classroom(wiring: wiring)
    let bo = try classroom.joinedComputer("Bo")
    let translations = try Translations(of: "Djur", on: bo)
    var printed = 0
    var answered = 0
    let killed = Watched(0)
    // At which write to the outbox's folder; a commit is made of several.
    for fatalWrite in (0..<Repetitions.of(12, long: 100)).map({ $0 % 4 + 1 }).shuffled(using: &random) {
      let program = try Program(
        Programs.glosa, ["play", "--linear", "--set", "Djur", "--rounds", "1000"], environment: bo.environment
      )
      let victim = program.identifier
      let answersBeforeKill = Int.random(in: 1...25, using: &random)
      for number in 1...answersBeforeKill {
        var line = program.readLine()
        while !line.hasPrefix("? "), !line.isEmpty { line = program.readLine() }
        let prompt = line.split(separator: " ", maxSplits: 2).last.map(String.init) ?? ""
        program.write((translations[prompt] ?? "?") + "\n")
        answered += 1
        var watch: FolderWatch?
        if number == answersBeforeKill {
          watch = try FolderWatch((bo.outbox as NSString).deletingLastPathComponent) { count in
            guard count == fatalWrite else { return }
            kill(victim, SIGKILL)
            killed.update { $0 += 1 }
          }
        }
        if program.readLine().hasPrefix("+10 ") { printed += 1 }
        withExtendedLifetime(watch) {}
      }
      kill(victim, SIGKILL)
      _ = program.finish()
    }
    #expect(killed.current > 0, "seed \(seed)")
    #expect(try bo.glosa("sync", "--wait", "20").status == 0)
    let ledger = try classroom.ledger(of: bo.studentID())
    #expect(
      ledger.events >= printed && ledger.events <= answered, "seed \(seed): \(printed) \(ledger) \(answered)")
    #expect(ledger.sum == ledger.events * 10 && ledger.total == ledger.sum, "seed \(seed): \(ledger)")
    #expect(try bo.pending() == 0)
  }

  @Test(
    "Server killed with -9 under load, over and over: nothing acknowledged is missing, nothing is doubled",
    arguments: ServerDatabase.Kind.allCases, Wiring.allCases)
  func serverKilled(on kind: ServerDatabase.Kind, wiring: Wiring) throws {
    let seed = UInt64.random(in: 1...UInt64(UInt32.max))
    var random = SeededGenerator(seed: seed)
    let classroom = try Classroom(on: kind, wiring: wiring)
    let pupil = try DirectPupil(classroom, name: "Cleo", address: classroom.address, seed: seed)
    let (rounds, awards) = (Repetitions.of(8, long: 20), 100)
    for round in 0..<rounds {
      pupil.award(awards)
      pupil.sync.flush(forced: true)
      // Killed once so many answers have arrived; where they have already, at once.
      let wanted = round * awards / 2 + Int.random(in: 0...60, using: &random)
      #expect(pupil.confirmed.wait(upTo: 60) { $0.count >= wanted }, "seed \(seed), round \(round)")
      classroom.stopServer(SIGKILL)
      try classroom.startServer()
    }
    #expect(pupil.drained(within: 60), "seed \(seed)")
    let count = rounds * awards
    let ledger = try classroom.ledger(of: pupil.owner.studentID.description)
    #expect(ledger == (count, count * 10, count * 10), "seed \(seed): \(ledger)")
    #expect(pupil.confirmed.wait { $0.count == count }, "seed \(seed)")
    let bonus = try classroom.bonus(of: pupil.owner.studentID.description)
    #expect(pupil.sync.currentStatus().total?.totalXP == count * 10 + bonus, "seed \(seed)")
    #expect(bonus > 0, "seed \(seed)")
    let verified = try classroom.database.command("verify", "--database", classroom.database.location)
    #expect(verified.status == 0, "seed \(seed): \(verified.output)\(verified.errors)")
  }
}
