import Foundation
import Primitives
import TestScopes
import TestSupport
import Testing

/// The demo as somebody runs it who wants to be convinced.
@Suite("Demo, end to end", .ownThread(in: .programs))
struct DemoEndToEndTests {
  /// A folder for temporary files that nothing may be left in.
  private func withFolder(_ body: (_ folder: String, _ environment: [String: String]) throws -> Void) throws {
    let folder = NSTemporaryDirectory() + "glosa-" + UUID().uuidString.lowercased()
    try FileManager.default.createDirectory(atPath: folder + "/tmp", withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    var environment = Computer(in: folder, named: "demo").environment
    environment["TMPDIR"] = folder + "/tmp"
    try body(folder, environment)
    let isEmpty = try eventually {
      try FileManager.default.contentsOfDirectory(atPath: folder + "/tmp").isEmpty
    }
    #expect(isEmpty, "something is left in the folder for temporary files")
    let isEnded = try eventually {
      try Program.run("/usr/bin/pgrep", ["-f", "glosa-server.*\(folder)"], environment: environment).output
        .isEmpty
    }
    #expect(isEnded, "the server is still there")
  }

  @Test("The whole story with a class: the wire is cut, and nothing is lost or doubled")
  func tellsTheStory() throws {
    let pupils = Repetitions.of(12, long: 40)
    try withFolder { _, environment in
      let demo = try Program.run(
        Programs.glosa, ["demo", "--script", "--pupils", "\(pupils)", "--seed", "7"], environment: environment
      )
      #expect(demo.status == 0, "\(demo.errors)")
      let lines = demo.output.split(separator: "\n").map(String.init)
      #expect(lines.contains { $0.contains("The wire is cut") })
      #expect(lines.contains { $0.contains("Board: offline") }, "\(demo.output)")
      #expect(
        lines.contains("The board: \(pupils) of \(pupils) synced, \(total(in: lines)) XP in all."),
        "\(demo.output)")
      #expect(figure("lost", lines) == 0)
      #expect(figure("doubled", lines) == 0)
      #expect(figure("events awarded", lines) == figure("confirmed", lines))
      #expect((figure("events awarded", lines) ?? 0) > pupils * 5 / 2)
      #expect((figure("resent", lines) ?? 0) > 0, "nothing was tried in vain")
    }
  }

  @Test(
    "At a terminal: the wire is cut while somebody plays, the board says offline, and every point arrives")
  func playsBesideTheBoard() throws {
    try withFolder { folder, environment in
      let window = try TerminalWindow(
        [Programs.glosa, "demo", "--pupils", "4", "--seed", "7"], columns: 120, rows: 40,
        environment: environment)
      #expect(window.shows("You are Ada in 7B"), "\(window.screen)")
      #expect(window.shows("Elin"), "the others come one by one: \(window.screen)")
      try window.press("Enter")
      let translations = try Translations(of: "Djur", on: Computer(in: folder, named: "demo"))
      var answered = ""
      func answer() throws {
        var term: String?
        _ = eventually {
          term = translations.term(on: gameHalf(of: window))
          return term != nil && term != answered
        }
        answered = try #require(term)
        try window.type(try #require(translations[answered]))
        try window.press("Enter")
      }
      try answer()
      #expect(window.shows("Your points are on the board."), "\(window.screen)")
      try window.press("F2")
      #expect(window.shows("━━ ✕ ━━"), "\(window.screen)")
      try answer()
      #expect(window.shows("offline: 10 XP safe"), "\(window.screen)")
      #expect(
        window.shows("10 XP are safe on this disk, and the board says offline", within: 25),
        "\(window.screen)")
      try window.press("F2")
      #expect(window.shows("Nothing is lost: 20 XP here, and 20 XP on the board"), "\(window.screen)")
      try window.press("F3")
      try answer()
      #expect(window.shows("Every packet vanishes. Play on: 10 XP wait"), "\(window.screen)")
      try window.press("F4")
      #expect(eventually(within: 30) { window.isOver }, "\(window.screen)")
      #expect(window.exitStatus == 0, "\(window.screen)")
      let lines = window.screen.split(separator: "\n").map(String.init)
      #expect(figure("lost", lines) == 0)
      #expect(figure("doubled", lines) == 0)
      #expect(figure("events awarded", lines) == figure("confirmed", lines))
      #expect((figure("events awarded", lines) ?? 0) >= 3)
    }
  }

  private func gameHalf(of window: TerminalWindow) -> String {
    window.screen.split(separator: "\n").map { $0.prefix { $0 != "│" } }.joined(separator: "\n")
  }

  private func figure(_ name: String, _ lines: [String]) -> Int? {
    lines.last { $0.hasPrefix(name + " ") }.flatMap { $0.split(separator: " ").last }.flatMap { Int($0) }
  }

  private func total(in lines: [String]) -> Int {
    lines.last { $0.hasPrefix("The board:") }?.split(separator: " ").compactMap { Int($0) }.last ?? -1
  }

  @Test("Ended by a signal, it leaves nothing behind", arguments: [SIGTERM, SIGINT, SIGHUP, SIGKILL])
  func leavesNothing(signal: Int32) throws {
    try withFolder { _, environment in
      let demo = try Program(Programs.glosa, ["demo", "--script", "--pupils", "3"], environment: environment)
      #expect(demo.readLine().contains("a class of 3"))
      #expect(demo.readLine() == "Everybody plays.")
      demo.send(signal)
      #expect(demo.finish().status == 128 + signal)
    }
  }

  @Test("Bad usage is one line")
  func badUsage() throws {
    try withFolder { _, environment in
      let demo = try Program.run(Programs.glosa, ["demo", "--pupils", "0"], environment: environment)
      #expect(demo.status == 64)
      #expect(demo.errors.contains("1 to 100"))
    }
  }
}
