import Foundation
import Primitives
import TestScopes
import TestSupport
import Testing
import Wire

/// What a class sees before it is one: the line to type and its QR code, on the terminal and on the projector. What a camera
/// would read of either is read by zbarimg.
@Suite("How pupils join, end to end", .ownThread(in: .programs))
struct InvitationEndToEndTests {
  private func line(of classroom: Classroom) throws -> String {
    let answer = try JSON.parse(try classroom.teacher("show", "7B", "--json").output)
    return try #require(answer["lines"]?.array?.first?.string)
  }

  private func token(of classroom: Classroom) throws -> String {
    // What the server's key is stands behind it.
    String(try String(contentsOfFile: classroom.tokenFile, encoding: .utf8).prefix { !$0.isNewline })
  }

  /// - Parameter variables: What the program's environment has besides; tmux has a terminal's type of its own.
  private func window(
    _ classroom: Classroom, _ command: [String], rows: Int = 24, _ variables: [String: String] = [:]
  ) throws -> TerminalWindow {
    try TerminalWindow(
      ["/usr/bin/env"] + variables.map { "\($0.key)=\($0.value)" } + [Programs.glosa] + command
        + ["--server", classroom.address, "--token-file", classroom.tokenFile],
      rows: rows, environment: Computer(in: classroom.folder, named: "teacher").environment)
  }

  private func reads(_ line: String, in window: TerminalWindow) throws -> Bool {
    try eventually { try window.picture.textOfQRCode() == line }
  }

  @Test(
    "The terminal's board shows line and QR code while nobody has joined, and when it is asked to",
    arguments: ["xterm-256color", "xterm", "NO_COLOR"])
  func board(terminal: String) throws {
    let classroom = try Classroom(host: "0.0.0.0", options: ["--no-tls"])
    let line = try line(of: classroom)
    let variables = terminal == "NO_COLOR" ? ["NO_COLOR": "1"] : ["TERM": terminal]
    let board = try window(classroom, ["watch"], variables)
    #expect(board.shows("Nobody has joined yet"), "\(board.screen)")
    #expect(try reads(line, in: board), "\(board.screen)")
    for piece in line.split(separator: " ").suffix(2) { #expect(board.screen.contains(piece)) }
    _ = try classroom.joinedComputer("Ada")
    #expect(board.shows("never seen"), "\(board.screen)")
    #expect(try board.picture.textOfQRCode() == "")
    #expect(board.screen.contains(line), "the head has the line: \(board.screen)")
    try board.type("i")
    #expect(try reads(line, in: board), "\(board.screen)")
    #expect(board.shows("1 pupil has joined"), "\(board.screen)")
    #expect(try classroom.teacher("close", "7B").status == 0)
    try board.type("ii")
    #expect(board.shows("7B takes nobody new at the moment."), "\(board.screen)")
    try board.press("Escape")
    #expect(board.shows("never seen"), "\(board.screen)")
    try board.press("q")
    #expect(eventually { board.isOver })
    #expect(board.exitStatus == 0)
  }

  @Test("glosa class show: line and QR code on a terminal, the line alone in a pipe and without UTF-8")
  func show() throws {
    let classroom = try Classroom(host: "0.0.0.0", options: ["--no-tls"])
    let line = try line(of: classroom)
    let show = ["class", "show", "7B"]
    for more in [[:], ["NO_COLOR": "1"]] {
      let shown = try window(classroom, show, rows: 60, more)
      #expect(shown.shows(line), "\(shown.screen)")
      #expect(try reads(line, in: shown), "\(shown.screen)")
    }
    let ascii = try window(classroom, show, rows: 60, ["LANG": "C", "LC_ALL": "C"])
    #expect(eventually { ascii.isOver })
    #expect(ascii.screen.contains(line) && !ascii.screen.contains("▀"), "\(ascii.screen)")
    let piped = try classroom.teacher("show", "7B")
    #expect(piped.status == 0 && piped.output.contains("\n    \(line)\n"), "\(piped)")
    #expect(!piped.output.contains("▀") && !piped.output.contains("\u{1B}"))
    // Whatever else tells how to join tells the same.
    for told in [
      try classroom.teacher("code", "7B"), try classroom.teacher("open", "7B"),
      try classroom.teacher("students", "7B"), try classroom.teacher("leaderboard", "7B"),
      try Computer(in: classroom.folder, named: "teacher").glosa(
        "watch", "--once", "--server", classroom.address, "--token-file", classroom.tokenFile),
    ] {
      #expect(told.status == 0 && told.output.contains(line), "\(told)")
    }
    #expect(try classroom.teacher("close", "7B").status == 0)
    let closed = try classroom.teacher("show", "7B").output
    #expect(closed.contains("7B takes nobody new") && closed.contains("glosa class open"), "\(closed)")
  }

  @Test("A server that only its own computer reaches says so, and what lets others in")
  func loopback() throws {
    let classroom = try Classroom()
    let shown = try classroom.teacher("show", "7B")
    #expect(shown.output.contains("Only this computer reaches the server."), "\(shown)")
    #expect(shown.output.contains("glosa serve --tls --listen 0.0.0.0:8420"))
    let board = try window(classroom, ["watch"])
    #expect(board.shows("Only this computer reaches the server."), "\(board.screen)")
    #expect(board.screen.contains(classroom.code))
    #expect(try board.picture.textOfQRCode() == "")
  }

  @Test(
    "The terminal's board asks again by itself: the line goes with the server's address, and is never a wrong one"
  )
  func follows() throws {
    let asked = Watched(0)
    let ledger = "00000000-0000-4000-8000-000000000009"
    let schoolClass =
      #"{"id":"00000000-0000-4000-8000-000000000001","name":"7B","code":"K7QM2P","joinable":true}"#
    // The stream of the board stays, as it does on loopback while the wire is out.
    let server = try LoopbackServer { _ in
      [
        .answering { request in
          let path = request.head.split(separator: " ").dropFirst().first ?? ""
          let mark = "Glosa-Ledger: \(ledger)"
          switch path {
          case "/healthz":
            return LoopbackServer.Step.text(200, #"{"status":"ok","server_id":"\#(ledger)"}"#, mark)
          case "/api/classes":
            return LoopbackServer.Step.text(200, #"{"classes":[\#(schoolClass)]}"#, mark)
          case let path where path.hasSuffix("/board/stream"):
            let board = #"{"class":\#(schoolClass),"now":"2026-11-22T12:00:00Z","students":[]}"#
            return "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\(mark)\r\n\r\n"
              + "event: snapshot\ndata: \(board)\n\n"
          case let path where path.hasSuffix("/invitation"):
            let count = asked.update { count in
              count += 1
              return count
            }
            let address = count == 1 ? "127.0.0.1" : "192.168.1.20"
            return LoopbackServer.Step.text(
              200,
              #"{"lines":["glosa join \#(address) K7QM2P"],"joinable":true,"loopback":false,"no_network":\#(count == 1),"qr":[]}"#,
              mark)
          default: return LoopbackServer.Step.text(200, "{}", mark)
          }
        }
      ]
    }
    defer { server.stop() }
    let folder = NSTemporaryDirectory() + "glosa-" + UUID().uuidString.lowercased()
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try "token\n".write(toFile: folder + "/token", atomically: true, encoding: .utf8)
    let teacher = Computer(in: folder, named: "teacher")
    let place = ["--server", "http://127.0.0.1:\(server.port)", "--token-file", folder + "/token"]
    let board = try TerminalWindow([Programs.glosa, "watch"] + place, environment: teacher.environment)
    #expect(board.shows("This computer has no network just now"), "\(board.screen)")
    #expect(!board.screen.contains("glosa join"), "\(board.screen)")
    #expect(board.shows("192.168.1.20", within: 30), "\(board.screen)")
    #expect(!board.screen.contains("no network"), "\(board.screen)")
    for command in ["show", "code"] {
      asked.update { $0 = 0 }
      let told = try Program.run(
        Programs.glosa, ["class", command, "7B"] + place, environment: teacher.environment)
      #expect(told.status == 0 && told.output.contains("This computer has no network just now"), "\(told)")
      #expect(
        told.output.contains("glosa class show K7QM2P") && !told.output.contains("glosa join"), "\(told)")
    }
  }

  @Test("The server's own key: its fingerprint is in the line and in the QR code, on both boards")
  func ownKey() throws {
    let classroom = try Classroom(wiring: .tls, host: "0.0.0.0")
    let line = try line(of: classroom)
    #expect(JoinLine(line)?.code.fingerprint != nil, "\(line)")
    let board = try window(classroom, ["watch"])
    #expect(try reads(line, in: board), "\(board.screen)")
    let shown = try window(classroom, ["class", "show", "7B"], rows: 60)
    #expect(try reads(line, in: shown), "\(shown.screen)")
    let browser = try Browser(in: classroom.folder + "/browser", trustsAnyCertificate: true)
    try browser.resize(width: 1280, height: 800)
    #expect(try browser.openBoard(at: classroom.address))
    try browser.signIn(with: token(of: classroom))
    #expect(try browser.waits(for: "document.getElementById('invitation').offsetParent !== null"))
    #expect(try QRReader.text(ofPicture: browser.picture(), type: "png") == line)
    // What is shown is what works.
    let words = line.split(separator: " ").map(String.init)
    let joined = try Computer(in: classroom.folder, named: "Ada").join(
      words[2], words[3], name: "Ada", pin: "1234")
    #expect(joined.status == 0, "\(joined)")
    #expect(board.shows("never seen"), "\(board.screen)")
    #expect(try browser.waits(for: "document.querySelectorAll('#pupils li').length === 1"))
    #expect(browser.complaints == [])
  }

  @Test(
    "A server of before, which does not know its addresses: the address that this computer uses, and the code"
  )
  func before() throws {
    let server = try LoopbackServer { _ in
      [
        .answering { request in
          let path = request.head.split(separator: " ").dropFirst().first ?? ""
          let schoolClass =
            #"{"id":"00000000-0000-4000-8000-000000000001","name":"7B","code":"K7QM2P","joinable":true}"#
          return switch path {
          case "/healthz": LoopbackServer.Step.text(200, #"{"status":"ok"}"#)
          case "/api/classes": LoopbackServer.Step.text(200, #"{"classes":[\#(schoolClass)]}"#)
          default:
            LoopbackServer.Step.text(
              404, #"{"status":404,"code":"not_found","title":"Not Found","detail":"There is nothing here."}"#
            )
          }
        }
      ]
    }
    defer { server.stop() }
    let folder = NSTemporaryDirectory() + "glosa-" + UUID().uuidString.lowercased()
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try "token\n".write(toFile: folder + "/token", atomically: true, encoding: .utf8)
    for command in ["show", "code"] {
      let told = try Computer(in: folder, named: "teacher").glosa(
        "class", command, "7B", "--server", "http://127.0.0.1:\(server.port)", "--token-file",
        folder + "/token")
      #expect(
        told.status == 0 && told.output.contains("glosa join http://127.0.0.1:\(server.port) K7QM2P"),
        "\(told)")
    }
  }

  @Test(
    "The web board shows line and QR code while nobody has joined, and when it is asked to, in light and dark"
  )
  func web() throws {
    let classroom = try Classroom(host: "0.0.0.0", options: ["--no-tls"])
    #expect(try classroom.teacher("create", "8C").status == 0)
    let line = try line(of: classroom)
    let browser = try Browser(in: classroom.folder + "/browser")
    try browser.resize(width: 1280, height: 800)
    #expect(try browser.openBoard(at: classroom.address))
    try browser.signIn(with: token(of: classroom))
    #expect(try browser.waits(for: "document.querySelectorAll('#class-list button').length === 2"))
    _ = try browser.value(
      of:
        "[...document.querySelectorAll('#class-list button')].find((b) => b.firstChild.textContent === '7B').click()"
    )
    let shown = "document.getElementById('invitation').offsetParent !== null"
    #expect(try browser.waits(for: shown))
    for scheme in ["light", "dark"] {
      try browser.emulate(("prefers-color-scheme", scheme))
      #expect(try QRReader.text(ofPicture: browser.picture(), type: "png") == line, "\(scheme)")
    }
    #expect(try browser.text(of: "invitation-line").split(separator: " ").joined(separator: " ") == line)
    #expect(try browser.text(of: "invitation-count") == "Nobody has joined yet.")
    let rowsOfTools = try browser.value(
      of:
        "new Set([...document.querySelectorAll('.tools > :not([hidden])')].map((t) => Math.round(t.getBoundingClientRect().top / 20))).size"
    )
    #expect(
      rowsOfTools == 1, "the tools of a teacher with several classes stand on one row of a small projector")

    _ = try classroom.joinedComputer("Ada")
    #expect(try browser.waits(for: "!(\(shown)) && document.querySelectorAll('#pupils li').length === 1"))
    try browser.press("i", code: "KeyI")
    #expect(
      try browser.waits(
        for: shown + " && document.getElementById('invitation-count').textContent === '1 pupil has joined.'"))
    #expect(try QRReader.text(ofPicture: browser.picture(), type: "png") == line)
    #expect(try classroom.teacher("close", "7B").status == 0)
    try browser.press("i", code: "KeyI")
    _ = try browser.value(of: "document.getElementById('invite').click()")
    #expect(
      try browser.waits(
        for: "document.getElementById('invitation-title').textContent.includes('takes nobody new')"))
    #expect(try QRReader.text(ofPicture: browser.picture(), type: "png") == "")
    try browser.press("Escape", code: "Escape")
    #expect(try browser.waits(for: "!(\(shown))"))
    #expect(browser.complaints == [])
  }
}
