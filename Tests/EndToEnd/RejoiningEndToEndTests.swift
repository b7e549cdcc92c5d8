import Foundation
import Primitives
import TestScopes
import TestSupport
import Testing

/// A pupil who joins again: under the id of before where the ledger is the same, and only there.
@Suite("Joining again, end to end", .ownThread(in: .programs))
struct RejoiningEndToEndTests {
  private func leave(_ computer: Computer) throws {
    #expect(try computer.glosa("leave", "--yes").status == 0)
  }

  @Test(
    "A server restored from before a pupil joined knows them again under the same id, and gets what it lost",
    arguments: [true, false], Wiring.allCases)
  func restored(isSignedIn: Bool, wiring: Wiring) throws {
    let classroom = try Classroom(wiring: wiring)
    classroom.stopServer()
    let (file, backup) = (classroom.database.location, classroom.folder + "/backup.sqlite")
    try FileManager.default.copyItem(atPath: file, toPath: backup)
    try classroom.startServer()
    let ada = try classroom.joinedComputer("Ada")
    let student = try ada.studentID()
    #expect(try ada.playRightAnswers(3).output.contains("Everything is saved."))
    if !isSignedIn { try leave(ada) }
    classroom.stopServer()
    try FileManager.default.removeItem(atPath: file)
    try FileManager.default.copyItem(atPath: backup, toPath: file)
    try classroom.startServer()
    if isSignedIn { #expect(try ada.glosa("sync").status == 75) }
    let more = isSignedIn ? [] : ["--bring-points"]
    let joined = try ada.join(classroom.address, classroom.code, name: "ada", pin: "1234", more)
    #expect(joined.status == 0, "\(joined.errors)")
    #expect(try ada.studentID() == student)
    #expect(try ada.glosa("sync").status == 0)
    #expect(try classroom.ledger(of: student) == (3, 30, 30))
  }

  @Test(
    "Another server does not get to know a pupil's id, and another name gets another one",
    arguments: Wiring.allCases)
  func otherLedger(wiring: Wiring) throws {
    let (classroom, other) = (try Classroom(wiring: wiring), try Classroom(wiring: wiring))
    let ada = try classroom.joinedComputer("Ada")
    let student = try ada.studentID()
    #expect(try ada.join(other.address, other.code, name: "Ada", pin: "1234").status == 0)
    #expect(try ada.studentID() != student)
    #expect(try ada.join(classroom.address, classroom.code, name: "Bo", pin: "1234").status == 0)
    #expect(try ada.studentID() != student)
  }
}
