import Foundation
import Primitives
import TestScopes
import TestSupport
import Testing

/// `glosa join` at a real terminal and from scripts: the line as it stands on the board, the name, and the PIN twice.
@Suite("glosa join, end to end", .ownThread(in: .programs))
struct JoinCommandTests {
  private func window(_ words: [String], _ computer: Computer) throws -> TerminalWindow {
    try TerminalWindow([Programs.glosa, "join"] + words, columns: 120, environment: computer.environment)
  }

  /// Answers a question once it stands on the screen that many times.
  private func answer(_ question: String, _ text: String, times: Int = 1, in window: TerminalWindow) throws {
    let asked = question.trimmingCharacters(in: .whitespaces)
    #expect(
      eventually { window.screen.components(separatedBy: asked).count > times }, "\(window.screen)")
    try window.type(text)
    try window.press("Enter")
  }

  /// The code as somebody reads it aloud: in pieces and lower case, with what stands between them.
  private func spoken(_ code: String) -> String { "\(code.prefix(3)) - \(code.dropFirst(3))".lowercased() }

  @Test("Nobody is asked for a name and a PIN where there is no server")
  func joinsNowhere() throws {
    let classroom = try Classroom()
    classroom.stopServer()
    let window = try window(
      [classroom.address, classroom.code], Computer(in: classroom.folder, named: "Ada"))
    #expect(eventually { window.isOver })
    #expect(window.exitStatus == 69)
    #expect(window.screen.contains("nothing answers at its address"), "\(window.screen)")
    #expect(!window.screen.contains("Your name"), "\(window.screen)")
  }

  @Test("The PIN is never shown, not after Ctrl-Z either, which does nothing while it is asked for")
  func hidesPIN() throws {
    let classroom = try Classroom()
    let window = try window(
      [classroom.address, classroom.code, "--name", "Ada"], Computer(in: classroom.folder, named: "Ada"))
    #expect(window.shows("Your PIN"), "\(window.screen)")
    try window.type("47")
    try window.press("C-z")
    try window.type("11")
    try window.press("Enter")
    try answer("Once more: ", "4711", in: window)
    #expect(window.shows("Welcome to 7B, Ada"), "\(window.screen)")
    for (question, end) in [("Your PIN", "digits):"), ("Once more", "more:")] {
      let line = window.screen.split(separator: "\n").first { $0.contains(question) }
      #expect(line?.trimmingCharacters(in: .whitespaces).hasSuffix(end) == true, "\(window.screen)")
    }
    #expect(eventually { window.isOver })
    #expect(window.screen.contains(" echo "), "the terminal shows again what is typed: \(window.screen)")
  }

  @Test("Everything is asked until it is right: the line, the name, the PIN's length, and the PIN once more")
  func asks() throws {
    let classroom = try Classroom()
    let ada = Computer(in: classroom.folder, named: "Ada")
    let window = try window([], ada)
    try answer("What does the board say? ", "glosa join \(classroom.address) K7QM2", in: window)
    #expect(window.shows("this one has 5."), "\(window.screen)")
    try answer(
      "What does the board say? ", "glosa join \(classroom.address) \(spoken(classroom.code))", times: 2,
      in: window)
    try answer("Your name: ", "   ", in: window)
    try answer("Your name: ", String(repeating: "x", count: 41), times: 2, in: window)
    #expect(window.shows("at most 40 characters; this one has 41."), "\(window.screen)")
    try answer("Your name: ", " Ada ", times: 3, in: window)
    #expect(window.shows("New in the class? Make up a PIN now"), "\(window.screen)")
    try answer("Your PIN (4 to 12 digits): ", "975", in: window)
    #expect(window.shows("this one has 3."), "\(window.screen)")
    try answer("Your PIN (4 to 12 digits): ", "97x31", times: 2, in: window)
    #expect(window.shows("digits only"), "\(window.screen)")
    try answer("Your PIN (4 to 12 digits): ", "97531", times: 3, in: window)
    try answer("Once more: ", "97532", in: window)
    #expect(window.shows("two different PINs"), "\(window.screen)")
    try answer("Your PIN (4 to 12 digits): ", "97531", times: 4, in: window)
    try answer("Once more: ", "97531", times: 2, in: window)
    #expect(window.shows("Welcome to 7B, Ada. Start with: glosa"), "\(window.screen)")
    for secret in ["9753", "975", "97x31"] { #expect(!window.screen.contains(secret), "\(window.screen)") }
    #expect(try ada.status()["state"] == "synced")
  }

  @Test("What is missing of the line is asked for, the other half is not")
  func halfLine() throws {
    let classroom = try Classroom()
    for (given, asked) in [(classroom.address, classroom.code), (classroom.code, classroom.address)] {
      let window = try window([given, "--name", "Ada"], Computer(in: classroom.folder, named: "half"))
      try answer("What does the board say? ", asked, in: window)
      #expect(window.shows("Your PIN"), "\(window.screen)")
      try window.press("C-c")
      #expect(eventually { window.isOver })
      #expect(window.exitStatus == 130)
      #expect(window.screen.contains(" echo "), "\(window.screen)")
    }
  }

  @Test(
    "A PIN that the server does not take is asked for again, once each time, and nothing is joined before")
  func wrongPIN() throws {
    let classroom = try Classroom()
    _ = try classroom.joinedComputer("Ada", pin: "2468")
    let other = Computer(in: classroom.folder, named: "other")
    let window = try window([classroom.address, classroom.code, "--name", "Ada"], other)
    try answer("Your PIN", "9999", in: window)
    try answer("Once more: ", "9999", in: window)
    #expect(window.shows("The PIN is wrong"), "\(window.screen)")
    #expect(try other.status()["state"] == "local")
    try answer("Your PIN", "2468", times: 2, in: window)
    #expect(window.shows("Welcome to 7B, Ada"), "\(window.screen)")
    #expect(!window.screen.contains("2468") && !window.screen.contains("9999"), "\(window.screen)")
  }

  @Test("Ctrl-C ends it at any question", arguments: ["What does the board say?", "Your name", "Your PIN"])
  func interrupted(question: String) throws {
    let classroom = try Classroom()
    let ada = Computer(in: classroom.folder, named: "Ada")
    let words = [classroom.address, classroom.code, "--name", "Ada"]
    let window = try window(
      question == "Your PIN" ? words : question == "Your name" ? Array(words.prefix(2)) : [], ada)
    #expect(window.shows(question), "\(window.screen)")
    try window.press("C-c")
    #expect(eventually { window.isOver })
    #expect(window.exitStatus == 130, "\(window.screen)")
    #expect(try ada.status()["state"] == "local")
  }

  @Test("Scripts give the line in pieces, whole or pasted with its command", arguments: 0..<5)
  func pieces(number: Int) throws {
    let classroom = try Classroom()
    let computer = Computer(in: classroom.folder, named: "Ada")
    let (address, code) = (classroom.address, classroom.code)
    let words =
      switch number {
      case 0: [address, String(code.prefix(2)).lowercased(), String(code.dropFirst(2))]
      case 1: ["glosa join \(address)  \(spoken(code))"]
      case 2: ["glosa", "join", address, code]
      case 3: [String(code.prefix(3)), String(code.dropFirst(3)), address]
      default: [address, "\(code.prefix(3))-\(code.dropFirst(3))", "--insecure"]
      }
    try FileManager.default.createDirectory(atPath: computer.folder, withIntermediateDirectories: true)
    try "1234".write(toFile: computer.folder + "/pin", atomically: true, encoding: .utf8)
    let joined = try Program.run(
      Programs.glosa, ["join"] + words + ["--name", "Ada", "--pin-file", computer.folder + "/pin"],
      environment: computer.environment)
    #expect(joined.status == 0 && joined.output.contains("Welcome to 7B, Ada"), "\(joined)")
  }

  @Test("From a script, what is missing or wrong is one line with its exit status, and nothing was sent")
  func refused() throws {
    let classroom = try Classroom()
    classroom.stopServer()
    let ada = Computer(in: classroom.folder, named: "Ada")
    try FileManager.default.createDirectory(atPath: ada.folder, withIntermediateDirectories: true)
    let pin = ada.folder + "/pin"
    let cases: [(words: [String], pin: String, status: Int32, sentence: String)] = [
      ([], "1234", 64, "Type what the board says"), ([classroom.address], "1234", 64, "The code is missing"),
      ([classroom.code], "1234", 64, "The address is missing"),
      ([classroom.address, "K7QM2P", "4XK9"], "1234", 64, "6 or 16 characters; this one has 10."),
      ([classroom.address, "K7QM2P-4XK9T-B2QU!"], "1234", 64, "no code has"),
      ([classroom.address, classroom.code], "12", 65, "4 to 12 digits; this one has 2."),
      ([classroom.address, classroom.code], "12a4", 65, "digits only"),
    ]
    for (words, digits, status, sentence) in cases {
      try digits.write(toFile: pin, atomically: true, encoding: .utf8)
      let refused = try Program.run(
        Programs.glosa, ["join"] + words + ["--name", "Ada", "--pin-file", pin],
        environment: ada.environment)
      #expect(refused.status == status && refused.errors.contains(sentence), "\(words): \(refused.errors)")
      #expect(refused.output.isEmpty && refused.errors.split(separator: "\n").count == 1)
      #expect(!refused.errors.contains(digits == "12a4" ? digits : "1234"), "\(refused.errors)")
    }
  }
}
