import Foundation
import Primitives
import TestScopes
import TestSupport
import Testing

/// What happens to the files of a computer that is played on.
@Suite("Outbox, end to end", .ownThread(in: .programs))
struct OutboxEndToEndTests {
  @Test("The outbox deleted in mid-play: no point is lost, and the pupil is told", arguments: [true, false])
  func deleted(isFolder: Bool) throws {
    let classroom = try Classroom()
    let ada = try classroom.joinedComputer("Ada")
    classroom.stopServer()
    let round = try LinearRound(on: ada)
    round.answer(6)
    let folder = (ada.outbox as NSString).deletingLastPathComponent
    if isFolder {
      try FileManager.default.removeItem(atPath: folder)
    } else {
      // The game may notice before the last one is removed.
      for suffix in ["", "-wal", "-shm"] { unlink(ada.outbox + suffix) }
    }
    round.answer(6)
    let finished = round.finish()
    #expect(finished.status == 0, "\(finished.errors)")
    #expect(round.verdicts.filter { $0.hasPrefix("+10 ") }.count == 12)
    #expect(
      finished.output.contains("removed while it was open. Events carried over into a new one: "),
      "\(finished.output)")
    #expect(try ada.pending() == 12)
    try classroom.startServer()
    #expect(try ada.glosa("sync", "--wait", "20").status == 0)
    #expect(try classroom.ledger(of: ada.studentID()) == (12, 120, 120))
  }

  @Test(
    "A byte changed in the log after a kill: every award that was printed reaches the ledger",
    arguments: Wiring.allCases)
  func damagedLog(wiring: Wiring) throws {
    let classroom = try Classroom(wiring: wiring)
    let ada = try classroom.joinedComputer("Ada")
    classroom.stopServer()
    let round = try LinearRound(on: ada)
    round.answer(9)
    round.kill()
    _ = round.finish()
    let log = URL(fileURLWithPath: ada.outbox + "-wal")
    var bytes = try Data(contentsOf: log)
    try #require(bytes.count > 3 * 4120)
    bytes[32 + 24 + 4120 + 100] ^= 0x40
    try bytes.write(to: log)
    let status = try ada.glosa("status")
    #expect(status.output.contains("was damaged. Events carried over"), "\(status.output)")
    #expect(try ada.pending() == 9)
    try classroom.startServer()
    #expect(try ada.glosa("sync", "--wait", "20").status == 0)
    #expect(try classroom.ledger(of: ada.studentID()) == (9, 90, 90))
  }

  @Test("A journal that is left alone is told when the game is left")
  func openJournal() throws {
    let classroom = try Classroom()
    let ada = try classroom.joinedComputer("Ada")
    let version = try ada.sqlite("PRAGMA user_version")
    classroom.stopServer()
    _ = try ada.sqlite("PRAGMA user_version = 99")
    #expect(try ada.playRightAnswers(3).status == 0)
    _ = try ada.sqlite("PRAGMA user_version = \(version)")
    let folder = ada.folder + "/state/glosa"
    #expect(chmod(folder, 0o755) == 0)
    try classroom.startServer()
    let played = try ada.playRightAnswers(1)
    #expect(
      played.output.contains("10 XP sent and confirmed.") && played.output.contains("are left alone")
        && !played.output.contains("Everything is saved"), "\(played.output)")
    #expect(chmod(folder, 0o700) == 0)
    #expect(try ada.glosa("sync").status == 0)
    #expect(try classroom.ledger(of: ada.studentID()) == (4, 40, 40))
  }

  @Test("A changed row is not sent: the status says so until it is put away, and sync does not exit 0")
  func changedRow() throws {
    let classroom = try Classroom()
    let ada = try classroom.joinedComputer("Ada")
    classroom.stopServer()
    #expect(try ada.playRightAnswers(4).status == 0)
    _ = try ada.sqlite(
      "DROP TRIGGER outbox_events_are_immutable; UPDATE outbox_events SET delta = 1000 WHERE id = (SELECT min(id) FROM outbox_events);"
    )
    try classroom.startServer()
    let sync = try ada.glosa("sync", "--wait", "20")
    #expect(sync.status == 75 && sync.errors.contains("damaged"), "\(sync.errors)")
    #expect(try classroom.ledger(of: ada.studentID()) == (3, 30, 30))
    let status = try ada.status()
    #expect(
      status["damaged"] == 1 && status["state"] == "attention" && status["xp_pending"] == 0, "\(status)")
    #expect(try ada.glosa("status").output.contains("damaged      points whose record changed"))
    #expect(try ada.glosa("sync", "--dismiss-refused", "--yes").status == 0)
    #expect(try ada.status()["damaged"] == 0)
  }

  @Test(
    "A limit on the size of files is a full disk: the journal takes the points, and nothing ends the game",
    arguments: Wiring.allCases)
  func fileSizeLimit(wiring: Wiring) throws {
    let classroom = try Classroom(wiring: wiring)
    let ada = try classroom.joinedComputer("Ada")
    classroom.stopServer()
    _ = try ada.glosa("status")
    let size = try Data(contentsOf: URL(fileURLWithPath: ada.outbox)).count
    let round = try LinearRound(on: ada, through: ["/usr/bin/prlimit", "--fsize=\(size)"])
    round.answer(40)
    let finished = round.finish()
    #expect(finished.status == 0, "\(finished.errors)")
    #expect(round.verdicts.filter { $0.hasPrefix("+10 ") }.count == 40, "\(round.verdicts)")
    let journal = ada.folder + "/state/glosa/outbox.journal"
    #expect(FileManager.default.fileExists(atPath: journal))
    #expect(try ada.pending() == 40)
    try classroom.startServer()
    #expect(try ada.glosa("sync", "--wait", "20").status == 0)
    #expect(try classroom.ledger(of: ada.studentID()) == (40, 400, 400))
  }

  @Test(
    "Where the files may not grow and no journal has room, each verdict says that its points are not saved")
  func noRoomAnywhere() throws {
    let classroom = try Classroom(startsServer: false)
    let bo = Computer(in: classroom.folder, named: "Bo")
    _ = try bo.glosa("status")
    for name in ["state", "run"] { try Data().write(to: URL(fileURLWithPath: bo.folder + "/" + name)) }
    let size = try Data(contentsOf: URL(fileURLWithPath: bo.outbox)).count
    let round = try LinearRound(on: bo, through: ["/usr/bin/prlimit", "--fsize=\(size)"])
    round.answer(40)
    let finished = round.finish()
    #expect(finished.status == 0, "\(finished.errors)")
    let saved = round.verdicts.filter { $0.hasPrefix("+10 ") }.count
    #expect(saved > 0 && saved < 40)
    #expect(round.verdicts.last?.contains("(NOT saved: disk full)") == true, "\(round.verdicts)")
    #expect(finished.output.contains("could NOT be saved"), "\(finished.output)")
    #expect(try bo.pending() == saved)
  }

  @Test("Points in a journal in memory are not said to be safe: in the status, in JSON, and in the last line")
  func journalInMemory() throws {
    let classroom = try Classroom(startsServer: false)
    let memory = MemoryFolder()
    let cleo = Computer(in: classroom.folder, named: "Cleo")
    try FileManager.default.createDirectory(atPath: cleo.folder, withIntermediateDirectories: true)
    for name in ["data", "state"] { try Data().write(to: URL(fileURLWithPath: cleo.folder + "/" + name)) }
    var environment = cleo.environment
    environment["XDG_RUNTIME_DIR"] = memory.path
    let translations = try Translations(of: "Djur", on: cleo)
    let program = try Program(
      Programs.glosa, ["play", "--linear", "--set", "Djur"], environment: environment)
    let prompt = program.readLine().split(separator: " ", maxSplits: 2).last.map(String.init) ?? ""
    program.write((translations[prompt] ?? "?") + "\n")
    #expect(program.readLine().hasPrefix("+10 "))
    let finished = program.finish()
    #expect(
      finished.output.contains("10 XP are saved on this computer, but some of them only until it restarts"))
    let status = try Program.run(Programs.glosa, ["status"], environment: environment)
    #expect(status.output.contains("only until it restarts"), "\(status.output)")
    #expect(status.output.contains("state        attention"))
    let json = try JSON.parse(
      try Program.run(Programs.glosa, ["status", "--json"], environment: environment).output)
    #expect(json["state"] == "attention" && json["until_restart"]?.string != nil, "\(json)")
  }

  @Test("Where history.sqlite can't be written, glosa status tells, and no copy is lost")
  func unfiled() throws {
    let classroom = try Classroom()
    let ada = try classroom.joinedComputer("Ada")
    let path = (ada.outbox as NSString).deletingLastPathComponent + "/history.sqlite"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    #expect(try ada.playRightAnswers(3).output.contains("Everything is saved."))
    let unfiled = try #require(try ada.status()["unfiled_copies"]?.integer)
    #expect(unfiled >= 3)
    #expect(
      try ada.glosa("status").output.contains(
        "until history.sqlite beside it can be written (events: \(unfiled))"))
    try FileManager.default.removeItem(atPath: path)
    #expect(try ada.playRightAnswers(1).status == 0)
    #expect(try ada.status()["unfiled_copies"] == 0)
    #expect(try !ada.glosa("status").output.contains("history.sqlite"))
  }
}

extension Computer {
  /// What SQL on the outbox gives, without the line's end.
  func sqlite(_ script: String) throws -> String {
    let done = try Program.run("/usr/bin/env", ["sqlite3", outbox, script], environment: environment)
    guard done.status == 0 else { throw ClassroomError(description: done.errors) }
    return done.output.trimmingCharacters(in: .whitespacesAndNewlines)
  }
}
