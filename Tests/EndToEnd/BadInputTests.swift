import Foundation
import Primitives
import TestScopes
import TestSupport
import Testing

/// What goes wrong in a school: each a clear sentence, nothing lost.
@Suite("Bad input, end to end", .ownThread(in: .programs))
struct BadInputTests {
  /// A computer in a folder that is removed after.
  private func withComputer(_ body: (Computer, Classroom) throws -> Void) throws {
    let classroom = try Classroom(startsServer: false)
    let computer = Computer(in: classroom.folder, named: "Ada")
    try FileManager.default.createDirectory(
      atPath: computer.folder + "/data/glosa/sets", withIntermediateDirectories: true)
    try body(computer, classroom)
  }

  @Test("A broken set file is named with its line and the reason; the other sets still play")
  func brokenSet() throws {
    try withComputer { computer, _ in
      let file = computer.folder + "/data/glosa/sets/trasig.tsv"
      try "# title: Trasig\nen hund\ta dog\nen katt a cat\n".write(
        toFile: file, atomically: true, encoding: .utf8)
      let list = try computer.glosa("sets", "list")
      #expect(list.errors.contains("trasig.tsv, line 3:"), "\(list.errors)")
      #expect(list.output.contains("Djur"))
      let played = try computer.glosa("play", "--linear", "--set", file, input: "\n")
      #expect(played.status == 65)
      #expect(played.errors.contains("trasig.tsv, line 3:"), "\(played.errors)")
      #expect(played.errors.split(separator: "\n").count == 1)
      let window = try TerminalWindow([Programs.glosa], environment: computer.environment)
      #expect(window.shows("Djur"), "\(window.screen)")
      try window.type("q")
      #expect(eventually { window.isOver })
    }
  }

  @Test("A pupil's own set plays, and pays half as a word bundle")
  func ownSet() throws {
    try withComputer { computer, _ in
      let file = computer.folder + "/data/glosa/sets/mina.tsv"
      try "en hund\ta dog\nen katt\ta cat\n".write(toFile: file, atomically: true, encoding: .utf8)
      let played = try computer.playRightAnswers(2, set: "mina")
      #expect(played.count(of: "+5 ") == 2, "\(played.output)")
    }
  }

  @Test("A set that does not exist is said so", arguments: ["nosuchset", "/nonexistent/x.tsv"])
  func missingSet(name: String) throws {
    try withComputer { computer, _ in
      let played = try computer.glosa("play", "--linear", "--set", name)
      #expect(played.status == 65)
      #expect(played.errors.contains(name) && played.errors.split(separator: "\n").count == 1)
    }
  }

  @Test("An unreachable server is a sentence with 69; nothing changes")
  func unreachable() throws {
    try withComputer { computer, _ in
      let joined = try computer.join("http://127.0.0.1:1", "ABCDEF", name: "Ada", pin: "1234")
      #expect(joined.status == 69)
      #expect(joined.errors.contains("127.0.0.1:1"), "\(joined.errors)")
      #expect(try computer.status()["state"] == "local")
    }
  }

  @Test("A wrong PIN, an unknown class code and a bad name are refused with their reasons")
  func refusedJoins() throws {
    let classroom = try Classroom()
    let ada = try classroom.joinedComputer("Ada")
    let other = Computer(in: classroom.folder, named: "other")
    let wrong = try other.join(classroom.address, classroom.code, name: "Ada", pin: "9999")
    #expect(wrong.status == 77 && wrong.errors.contains("PIN"), "\(wrong.errors)")
    let unknown = try other.join(classroom.address, "XXXXXX", name: "Ada", pin: "1234")
    #expect(unknown.status == 65 && !unknown.errors.isEmpty, "\(unknown.errors)")
    let nameless = try other.join(classroom.address, classroom.code, name: "  ", pin: "1234")
    #expect(nameless.status == 65 && nameless.errors.contains("name"), "\(nameless.errors)")
    let short = try other.join(classroom.address, classroom.code, name: "Bo", pin: "12")
    #expect(short.status == 65 && short.errors.contains("PIN"), "\(short.errors)")
    #expect(try other.status()["state"] == "local")
    #expect(try ada.status()["server"]?.string == classroom.address)
  }

  @Test("A server that answers nonsense, or another program altogether, is not taken for one")
  func nonsense() throws {
    try withComputer { computer, _ in
      for body in ["<html>It works!</html>", "{}", #"{"student_id":"x","token":""}"#] {
        let stranger = try LoopbackServer { _ in [.answer(body)] }
        defer { stranger.stop() }
        let joined = try computer.join(stranger.url(""), "ABCDEF", name: "Ada", pin: "1234")
        #expect(joined.status == 69, "\(joined.errors)")
        #expect(try computer.status()["state"] == "local")
      }
    }
  }

  @Test("A damaged outbox is moved aside under a name that says so, and play goes on")
  func damagedOutbox() throws {
    try withComputer { computer, _ in
      #expect(try computer.playRightAnswers(2).status == 0)
      try Data(repeating: 0x5A, count: 8192).write(to: URL(fileURLWithPath: computer.outbox))
      for suffix in ["-wal", "-shm"] { try? FileManager.default.removeItem(atPath: computer.outbox + suffix) }
      let told = try computer.glosa("status")
      #expect(told.output.contains("damaged"), "\(told.output)\(told.errors)")
      let names = try FileManager.default.contentsOfDirectory(atPath: computer.folder + "/data/glosa")
      #expect(names.contains { $0.hasPrefix("outbox.sqlite.damaged-") }, "\(names)")
      #expect(try computer.playRightAnswers(1).output.contains("+10 "))
      #expect(try computer.pending() == 1)
    }
  }

  @Test("Where the data folder can't be written, points go to the journal and come back into the outbox")
  func readOnlyHome() throws {
    try withComputer { computer, _ in
      // A file where the folder should be: unwritable for root too.
      let data = computer.folder + "/data"
      try FileManager.default.removeItem(atPath: data)
      try Data().write(to: URL(fileURLWithPath: data))
      let played = try computer.playRightAnswers(3)
      #expect(played.count(of: "+10 ") == 3, "\(played.output)\(played.errors)")
      #expect(try computer.pending() == 3)
      let journal = computer.folder + "/state/glosa/outbox.journal"
      #expect(FileManager.default.fileExists(atPath: journal))
      try FileManager.default.removeItem(atPath: data)
      #expect(try computer.pending() == 3)
      #expect(FileManager.default.fileExists(atPath: computer.outbox))
      #expect(!FileManager.default.fileExists(atPath: journal))
    }
  }

  @Test("Where nothing can be written at all, play goes on and says that XP is not saved")
  func nowhereToWrite() throws {
    try withComputer { computer, _ in
      var environment = computer.environment
      for name in ["XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR", "XDG_CONFIG_HOME"] {
        environment[name] = "/dev/null/nowhere"
      }
      let translations = try Translations(of: "Djur", on: computer)
      let window = try TerminalWindow(
        [Programs.glosa, "play", "--set", "Djur", "--game", "typing"], environment: environment)
      var term: String?
      #expect(
        eventually {
          term = translations.term(on: window.screen); return term != nil
        }, "\(window.screen)")
      try window.type(translations[term ?? ""] ?? "")
      try window.press("Enter")
      #expect(window.shows("XP is NOT being saved"), "\(window.screen)")
      #expect(window.shows("2/12"), "\(window.screen)")
      try window.press("C-c")
      #expect(eventually { window.isOver })
    }
  }

  /// A disk of 512 KiB in memory at a folder that exists; false where this user may not mount one.
  private static func mountSmallDisk(at folder: String) -> Bool {
    ChildProgram.run("/bin/mount", ["-t", "tmpfs", "-o", "size=512k", "tmpfs", folder])
  }

  /// Tried once: only root can mount. The outbox's own tests fill a database without it.
  private static let canMount: Bool = {
    let folder = NSTemporaryDirectory() + "glosa-mount-" + UUID().uuidString.lowercased()
    guard
      (try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)) != nil,
      mountSmallDisk(at: folder)
    else { return false }
    defer { try? FileManager.default.removeItem(atPath: folder) }
    return ChildProgram.run("/bin/umount", [folder])
  }()

  @Test(
    "A full disk: the award fails visibly, what was saved before stays, and saving goes on once there is room",
    .enabled(if: canMount, "a small disk can only be mounted as root"))
  func fullDisk() throws {
    try withComputer { computer, classroom in
      let disk = classroom.folder + "/disk"
      try FileManager.default.createDirectory(atPath: disk, withIntermediateDirectories: true)
      try #require(Self.mountSmallDisk(at: disk))
      defer { _ = ChildProgram.run("/bin/umount", ["-l", disk]) }
      var environment = computer.environment
      // The journal's places too: else a full disk at the start would send the points there, as it should.
      for name in ["XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR"] { environment[name] = disk }
      func play(_ count: Int) throws -> Finished {
        let translations = try Translations(of: "Djur", on: computer)
        let program = try Program(
          Programs.glosa, ["play", "--linear", "--set", "Djur", "--rounds", "1000"], environment: environment)
        var said = ""
        for _ in 0..<count {
          var line = program.readLine()
          while !line.hasPrefix("? "), !line.isEmpty { line = program.readLine() }
          let prompt = line.split(separator: " ", maxSplits: 2).last.map(String.init) ?? ""
          program.write((translations[prompt] ?? "?") + "\n")
          said += program.readLine() + "\n"
        }
        let rest = program.finish()
        return Finished(status: rest.status, output: said + rest.output, errors: rest.errors)
      }
      func pending() throws -> Int? {
        try JSON.parse(
          try Program.run(Programs.glosa, ["status", "--json"], environment: environment).output)[
            "xp_pending"]?.integer
      }
      #expect(try play(2).count(of: "+10 ") == 2)
      #expect(FileManager.default.createFile(atPath: disk + "/ballast", contents: nil))
      let ballast = try #require(FileHandle(forWritingAtPath: disk + "/ballast"))
      while (try? ballast.write(contentsOf: Data(count: 4096))) != nil {}
      let full = try play(40)
      let failed = full.count(of: "NOT saved: disk full")
      let saved = full.count(of: "+10 ")
      #expect(failed > 0 && failed + saved == 40, "\(full.output)\(full.errors)")
      try ballast.close()
      try FileManager.default.removeItem(atPath: disk + "/ballast")
      #expect(try pending() == 2 + saved)
      #expect(try play(1).count(of: "+10 ") == 1)
      #expect(try pending() == 3 + saved)
    }
  }

  @Test("A damaged account file is named, and no other pupil plays in its place")
  func damagedAccount() throws {
    try withComputer { computer, _ in
      let folder = computer.folder + "/config/glosa"
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      try "{".write(toFile: folder + "/account.json", atomically: true, encoding: .utf8)
      let told = try computer.glosa("status")
      #expect(told.status == 65)
      #expect(told.errors.contains("account.json"), "\(told.errors)")
    }
  }

  @Test("A terminal that can do nothing is told apart", arguments: ["dumb", ""])
  func dumbTerminal(type: String) throws {
    try withComputer { computer, _ in
      let window = try TerminalWindow(
        ["/usr/bin/env", "TERM=\(type)", Programs.glosa], environment: computer.environment)
      #expect(eventually { window.isOver }, "\(window.screen)")
      #expect(window.exitStatus == 64)
      #expect(window.screen.contains("TERM"), "\(window.screen)")
    }
  }
}
