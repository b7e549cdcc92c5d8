import Foundation
import Primitives
import TestScopes
import TestSupport
import Testing

/// A computer where libcurl can't be loaded, as where it is not installed: the loader meets an empty file in its place.
@Suite("Without libcurl, end to end", .ownThread(in: .programs))
struct LibraryEndToEndTests {
  private let classroom: Classroom
  private let ada: Computer

  init() throws {
    classroom = try Classroom()
    ada = try classroom.joinedComputer("Ada")
    try FileManager.default.createDirectory(atPath: libraries, withIntermediateDirectories: true)
    try Data().write(to: URL(fileURLWithPath: libraries + "/libcurl.so.4"))
  }

  private var libraries: String { classroom.folder + "/libraries" }

  private func withoutLibrary(_ computer: Computer) -> [String: String] {
    computer.environment.merging(["LD_LIBRARY_PATH": libraries]) { _, new in new }
  }

  @Test("The game starts and saves points, says that it is offline, and with libcurl they are sent")
  func playsOffline() throws {
    let window = try TerminalWindow(
      [Programs.glosa, "play", "--set", "Djur", "--game", "typing"], environment: withoutLibrary(ada))
    #expect(window.shows("1/12"), "\(window.screen)")
    try window.answerRight(2, Translations(of: "Djur", on: ada))
    #expect(window.shows("offline: 20 XP safe on this computer"), "\(window.screen)")
    try window.press("C-c")
    #expect(eventually { window.isOver })
    #expect(window.exitStatus == 130)
    #expect(try classroom.ledger(of: ada.studentID()) == (0, 0, 0))

    let sync = try Program.run(Programs.glosa, ["sync"], environment: withoutLibrary(ada))
    #expect(sync.status == 75 && sync.errors.contains("apt install libcurl4"), "\(sync.errors)")
    #expect(try ada.glosa("sync").status == 0)
    #expect(try classroom.ledger(of: ada.studentID()) == (2, 20, 20))
  }

  @Test("A command that needs the server says what to install, and changes nothing")
  func refusesToJoin() throws {
    let bo = Computer(in: classroom.folder, named: "Bo")
    let pin = classroom.folder + "/pin"
    try "1234".write(toFile: pin, atomically: true, encoding: .utf8)
    let joined = try Program.run(
      Programs.glosa, ["join", classroom.address, classroom.code, "--name", "Bo", "--pin-file", pin],
      environment: withoutLibrary(bo))
    #expect(joined.status == 69 && joined.errors.contains("apt install libcurl4"), "\(joined.errors)")
    #expect(try bo.status()["state"] == "local")
  }
}
