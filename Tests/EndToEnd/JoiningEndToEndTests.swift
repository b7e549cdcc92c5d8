import Foundation
import Primitives
import TestScopes
import TestSupport
import Testing

/// What was won on a computer without a class, and who has it after somebody joined: no point becomes another's without
/// being asked for, none is stranded, and no sentence says that all is saved while some wait.
@Suite("Joining, end to end", .ownThread(in: .programs))
struct JoiningEndToEndTests {
  private func profile(of computer: Computer) -> String { computer.folder + "/data/glosa/profile.json" }

  private func leave(_ computer: Computer) throws {
    #expect(try computer.glosa("leave", "--yes").status == 0)
  }

  @Test("The local profile is another one after a join: the next pupil's points are not the first one's")
  func declined() throws {
    let classroom = try Classroom()
    let shared = Computer(in: classroom.folder, named: "shared")
    #expect(try shared.playRightAnswers(2).status == 0)
    let before = try shared.studentID()
    #expect(
      try shared.join(classroom.address, classroom.code, name: "Ada", pin: "1234", "--no-bring-points").output
        .contains("20 XP from before stay on this computer"))
    let ada = try shared.studentID()
    #expect(ada == before)
    // Declined, they are not hers: said to be here, and not waited for.
    let sync = try shared.glosa("sync")
    #expect(sync.status == 0 && sync.output.contains("20 XP of a profile without a class"), "\(sync.output)")
    #expect(try shared.playRightAnswers(1).output.contains("Everything is saved."))
    try leave(shared)
    #expect(try shared.studentID() != ada)
    #expect(try shared.playRightAnswers(3).status == 0)
    #expect(try shared.pending() == 5)
    #expect(
      try shared.join(classroom.address, classroom.code, name: "Bo", pin: "5678", "--bring-points").output
        .contains("50 XP come along"))
    let bo = try shared.studentID()
    #expect(try shared.glosa("sync").status == 0)
    try leave(shared)
    #expect(
      try shared.join(classroom.address, classroom.code, name: "Ada", pin: "1234", "--bring-points").status
        == 0)
    #expect(try shared.glosa("sync").status == 0)
    #expect(try classroom.ledger(of: ada) == (1, 10, 10))
    #expect(try classroom.ledger(of: bo) == (5, 50, 50))
    #expect(try shared.status()["elsewhere"] == [])
  }

  @Test(
    "A profile whose id is a student's, as an earlier version's crash left it, is renewed whenever it is looked at",
    arguments: [true, false])
  func crashed(isSignedOut: Bool) throws {
    let classroom = try Classroom()
    let shared = try classroom.joinedComputer("Ada")
    let ada = try shared.studentID()
    #expect(try shared.playRightAnswers(1).status == 0)
    let text = #"{"student_id":"\#(ada)","name":"root"}"#
    if isSignedOut { try leave(shared) }
    try text.write(toFile: profile(of: shared), atomically: true, encoding: .utf8)
    #expect(try (shared.studentID() == ada) == !isSignedOut)
    #expect(try !String(contentsOfFile: profile(of: shared), encoding: .utf8).contains(ada))
    if !isSignedOut { try leave(shared) }
    #expect(try shared.playRightAnswers(3).status == 0)
    #expect(
      try shared.join(classroom.address, classroom.code, name: "Bo", pin: "5678", "--bring-points").output
        .contains("30 XP come along"))
    #expect(try shared.glosa("sync").status == 0)
    #expect(try classroom.ledger(of: shared.studentID()) == (3, 30, 30))
    #expect(try classroom.ledger(of: ada) == (1, 10, 10))
  }

  @Test("A home copied to two computers: both pupils take their points along, each counted once for each")
  func cloned() throws {
    let classroom = try Classroom()
    let image = Computer(in: classroom.folder, named: "image")
    #expect(try image.playRightAnswers(1).status == 0)
    var copies: [(computer: Computer, count: Int)] = []
    for (name, pin, count) in [("Ada", "1234", 2), ("Bo", "5678", 3), ("Bo", "5678", 0)] {
      let copy = Computer(in: classroom.folder, named: "copy\(copies.count)")
      try FileManager.default.copyItem(atPath: image.folder, toPath: copy.folder)
      if count > 0 { #expect(try copy.playRightAnswers(count).status == 0) }
      let joined = try copy.join(classroom.address, classroom.code, name: name, pin: pin, "--bring-points")
      #expect(joined.output.contains("\(10 + 10 * count) XP come along"), "\(joined.output)\(joined.errors)")
      #expect(try copy.glosa("sync").status == 0)
      copies.append((copy, count))
    }
    #expect(try classroom.ledger(of: copies[0].computer.studentID()) == (3, 30, 30))
    // The image's one point came twice for Bo, from two computers.
    #expect(try classroom.ledger(of: copies[1].computer.studentID()) == (4, 40, 40))
    #expect(try copies[1].computer.studentID() == copies[2].computer.studentID())
    for copy in copies { #expect(try copy.computer.status()["quarantined"] == 0) }
  }

  enum Loss: CaseIterable { case emptied, garbled, deleted, replaced }

  @Test(
    "A lost profile strands nothing: its points are the computer's, and come along", arguments: Loss.allCases)
  func lostProfile(_ loss: Loss) throws {
    let classroom = try Classroom()
    let ada = Computer(in: classroom.folder, named: "Ada")
    #expect(try ada.playRightAnswers(3).status == 0)
    let (path, before) = (profile(of: ada), try ada.studentID())
    switch loss {
    case .emptied: try "".write(toFile: path, atomically: true, encoding: .utf8)
    case .garbled: try "{\"student_id".write(toFile: path, atomically: true, encoding: .utf8)
    case .deleted: try FileManager.default.removeItem(atPath: path)
    case .replaced:
      let other = #"{"student_id":"00000000-0000-4000-8000-000000000001","name":"root"}"#
      try other.write(toFile: path, atomically: true, encoding: .utf8)
    }
    #expect(try (ada.studentID() == before) == (loss != .replaced))
    let joined = try ada.join(classroom.address, classroom.code, name: "Ada", pin: "1234", "--bring-points")
    #expect(joined.output.contains("30 XP come along"), "\(joined.output)\(joined.errors)")
    #expect(try ada.glosa("sync").status == 0)
    #expect(try classroom.ledger(of: ada.studentID()) == (3, 30, 30))
    #expect(try ada.status()["elsewhere"] == [])
  }

  @Test(
    "The first game ever, where the home takes no file: its profile and points are found again once it does")
  func fullHome() throws {
    let classroom = try Classroom()
    let ada = Computer(in: classroom.folder, named: "Ada")
    try FileManager.default.createDirectory(atPath: ada.folder, withIntermediateDirectories: true)
    let blocked = ["/data", "/state"].map { ada.folder + $0 }
    for path in blocked { try "".write(toFile: path, atomically: true, encoding: .utf8) }
    #expect(try ada.playRightAnswers(3).output.contains("saved on this computer"))
    let before = try ada.studentID()
    for path in blocked { try FileManager.default.removeItem(atPath: path) }
    #expect(try ada.pending() == 3)
    #expect(try ada.studentID() == before)
    #expect(
      try ada.join(classroom.address, classroom.code, name: "Ada", pin: "1234", "--bring-points").output
        .contains("30 XP come along"))
    #expect(try ada.glosa("sync").status == 0)
    #expect(try classroom.ledger(of: ada.studentID()) == (3, 30, 30))
  }

  @Test("At a keyboard it is asked whether points come along, those of a lost profile with them")
  func asked() throws {
    let classroom = try Classroom()
    let ada = Computer(in: classroom.folder, named: "Ada")
    #expect(try ada.playRightAnswers(1).status == 0)
    let other = #"{"student_id":"00000000-0000-4000-8000-000000000001","name":"root"}"#
    try other.write(toFile: profile(of: ada), atomically: true, encoding: .utf8)
    #expect(try ada.playRightAnswers(2).status == 0)
    try "1234".write(toFile: ada.folder + "/pin", atomically: true, encoding: .utf8)
    let window = try TerminalWindow(
      [
        Programs.glosa, "join", classroom.address, classroom.code, "--name", "Ada", "--pin-file",
        ada.folder + "/pin",
      ], environment: ada.environment)
    #expect(window.shows("Bring the 30 XP won here so far"), "\(window.screen)")
    try window.type("y")
    try window.press("Enter")
    #expect(eventually { window.isOver })
    #expect(try ada.pending() == 3)
    #expect(try ada.glosa("sync").status == 0)
    #expect(try classroom.ledger(of: ada.studentID()) == (3, 30, 30))
  }

  @Test(
    "A game that began before the join goes on after it: with --bring-points its points come along by themselves"
  )
  func joinedMeanwhile() throws {
    let classroom = try Classroom()
    let ada = Computer(in: classroom.folder, named: "Ada")
    let round = try LinearRound(on: ada)
    round.answer(2)
    #expect(
      try ada.join(classroom.address, classroom.code, name: "Ada", pin: "1234", "--bring-points").status == 0)
    round.answer(3)
    // Killed, so that only the next start can take along what it won.
    round.kill()
    _ = round.finish()
    let second = try ada.glosa("sync")
    #expect(second.status == 0, "\(second.errors)")
    #expect(try classroom.ledger(of: ada.studentID()) == (5, 50, 50))
    #expect(try ada.status()["elsewhere"] == [])
  }

  @Test(
    "Where nobody said that they come along, points won so after the join are waited for: sync is 75, nothing is all saved"
  )
  func wonAfterJoining() throws {
    let classroom = try Classroom()
    let ada = Computer(in: classroom.folder, named: "Ada")
    let round = try LinearRound(on: ada)
    round.answer(1)
    #expect(
      try ada.join(classroom.address, classroom.code, name: "Ada", pin: "1234", "--no-bring-points").status
        == 0)
    round.answer(2)
    #expect(round.finish().status == 0)
    let sync = try ada.glosa("sync")
    #expect(sync.status == 75 && sync.errors.contains("20 XP of this name wait"), "\(sync.errors)")
    #expect(try ada.status()["state"] == "attention")
    let played = try ada.playRightAnswers(1)
    #expect(
      !played.output.contains("Everything is saved") && played.output.contains("20 XP of this name wait"),
      "\(played.output)")
    #expect(
      try ada.join(classroom.address, classroom.code, name: "Ada", pin: "1234", "--bring-points").output
        .contains("30 XP come along"))
    #expect(try ada.glosa("sync").status == 0)
    #expect(try classroom.ledger(of: ada.studentID()) == (4, 40, 40))
  }

  @Test("An outbox that can't be opened at the join: what is in it comes along once it can")
  func unreadableAtJoin() throws {
    let classroom = try Classroom()
    let ada = Computer(in: classroom.folder, named: "Ada")
    #expect(try ada.playRightAnswers(1).status == 0)
    let version = try ada.sqlite("PRAGMA user_version")
    _ = try ada.sqlite("PRAGMA user_version = 99")
    #expect(try ada.playRightAnswers(3).status == 0)
    let joined = try ada.join(classroom.address, classroom.code, name: "Ada", pin: "1234", "--bring-points")
    #expect(joined.status == 73 && joined.errors.contains("You are in the class."), "\(joined.errors)")
    _ = try ada.sqlite("PRAGMA user_version = \(version)")
    let sync = try ada.glosa("sync")
    #expect(sync.status == 0, "\(sync.errors)")
    #expect(try classroom.ledger(of: ada.studentID()) == (4, 40, 40))
    #expect(try ada.status()["elsewhere"] == [])
  }
}
