import Foundation
import Primitives
import Testing

/// The demo as somebody runs it who wants to be convinced.
@Suite("Demo, end to end", .serialized)
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

  @Test("The whole story with forty pupils: the wire is cut, and nothing is lost or doubled")
  func tellsTheStory() throws {
    try withFolder { _, environment in
      let demo = try Program.run(
        Programs.glosa, ["demo", "--script", "--pupils", "40", "--seed", "7"], environment: environment)
      #expect(demo.status == 0, "\(demo.errors)")
      let lines = demo.output.split(separator: "\n").map(String.init)
      #expect(lines.contains { $0.contains("The wire is cut") })
      #expect(lines.contains { $0.contains("Board: offline") }, "\(demo.output)")
      #expect(lines.contains("The board: 40 of 40 synced, \(total(in: lines)) XP in all."), "\(demo.output)")
      #expect(figure("lost", lines) == 0)
      #expect(figure("doubled", lines) == 0)
      #expect(figure("events awarded", lines) == figure("confirmed", lines))
      #expect((figure("events awarded", lines) ?? 0) > 100)
      #expect((figure("resent", lines) ?? 0) > 0, "nothing was tried in vain")
    }
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
      let demo = try Program(Programs.glosa, ["demo", "--pupils", "3"], environment: environment)
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
