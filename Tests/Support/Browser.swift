import Foundation
import Glibc
package import Primitives

/// A real Chromium without a window, driven through a pipe by its DevTools protocol.
package final class Browser {
  /// What went wrong with it.
  package struct Trouble: Error, CustomStringConvertible {
    /// A sentence.
    package let description: String
  }

  /// Seconds that an answer is waited for.
  private static let patience: Int32 = 60

  private let process: pid_t
  private let writing: Int32
  private let reading: Int32
  private var buffer: [UInt8] = []
  private var lastNumber = 0
  private var page = ""
  /// Pages that were loaded.
  private var loads = 0
  /// What the browser complained of: errors of scripts and of the content-security policy.
  package private(set) var complaints: [String] = []

  /// Starts it with an empty page.
  ///
  /// - Parameters:
  ///   - folder: An existing folder for everything it keeps.
  ///   - trustsAnyCertificate: As a person does who goes on past the browser's warning.
  package init(in folder: String, trustsAnyCertificate: Bool = false) throws {
    guard let program = ChildProgram.find("/usr/bin/chromium", "/usr/bin/chromium-browser") else {
      throw Trouble(description: "There is no Chromium: install the package chromium.")
    }
    guard let (input, writing) = Self.pipe(), let (reading, output) = Self.pipe() else {
      throw Trouble(description: "no file descriptors left")
    }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for (descriptor, flags) in [(Int32(0), O_RDONLY), (1, O_WRONLY), (2, O_WRONLY)] {
      posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", flags, 0)
    }
    posix_spawn_file_actions_adddup2(&actions, input, 3)
    posix_spawn_file_actions_adddup2(&actions, output, 4)
    let started = Spawn.process(
      [
        program, "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
        "--no-first-run", "--remote-debugging-pipe", "--user-data-dir=" + folder,
      ] + (trustsAnyCertificate ? ["--ignore-certificate-errors"] : []) + ["about:blank"], &actions,
      inOwnGroup: true, descriptors: 5)
    for end in [input, output] { close(end) }
    guard let process = started else { throw Trouble(description: "\(program) did not start") }
    (self.process, self.writing, self.reading) = (process, writing, reading)
    let target = try call("Target.createTarget", ["url": "about:blank"])["targetId"] ?? .null
    let session = try call("Target.attachToTarget", ["targetId": target, "flatten": true])
    page = session["sessionId"]?.string ?? ""
    for domain in ["Page", "Runtime", "Log"] { _ = try call(domain + ".enable") }
  }

  deinit {
    // Its helper processes are of its group.
    kill(-process, SIGKILL)
    while waitpid(process, nil, 0) < 0, errno == EINTR {}
    close(writing)
    close(reading)
  }

  /// Goes to an address and waits until it is loaded.
  package func open(_ address: String) throws {
    let before = loads
    _ = try call("Page.navigate", ["url": .string(address)])
    while loads == before { note(try next()) }
  }

  /// The value of a JavaScript expression; a promise is waited for.
  package func value(of expression: String) throws -> JSON {
    let answer = try call(
      "Runtime.evaluate",
      ["expression": .string(expression), "returnByValue": true, "awaitPromise": true])
    return answer["result"]?["value"] ?? .null
  }

  /// The text of the element with that id.
  package func text(of id: String) throws -> String {
    try value(of: "document.getElementById('\(id)')?.textContent ?? ''").string ?? ""
  }

  /// Waits until a JavaScript expression is true; false where it never is.
  package func waits(for expression: String, seconds: Int = 20) throws -> Bool {
    // Asked by the page itself, which sees every change without being asked from outside again and again.
    try value(
      of: """
        new Promise((resolve) => {
          const end = Date.now() + \(seconds * 1000);
          const look = () => {
            if (\(expression)) resolve(true); else if (Date.now() > end) resolve(false); else setTimeout(look, 20);
          };
          look();
        })
        """) == true
  }

  /// Pretends a preference of its user or another medium, as in `("prefers-color-scheme", "dark")`.
  package func emulate(medium: String = "screen", _ feature: (name: String, value: String)? = nil) throws {
    let features = feature.map { [["name": JSON.string($0.name), "value": JSON.string($0.value)] as JSON] }
    _ = try call(
      "Emulation.setEmulatedMedia", ["media": .string(medium), "features": .array(features ?? [])])
  }

  /// Presses and releases a key, as in `("/", code: "Slash")`.
  package func press(_ key: String, code: String) throws {
    for (type, text) in [("keyDown", key.utf8.count == 1 ? key : ""), ("keyUp", "")] {
      _ = try call(
        "Input.dispatchKeyEvent",
        ["type": .string(type), "key": .string(key), "code": .string(code), "text": .string(text)])
    }
  }

  /// Makes the page of that size.
  package func resize(width: Int, height: Int) throws {
    _ = try call(
      "Emulation.setDeviceMetricsOverride",
      ["width": .integer(width), "height": .integer(height), "deviceScaleFactor": 1, "mobile": false])
  }

  /// What is to be seen of the page, a PNG file.
  package func picture() throws -> [UInt8] {
    let data = try call("Page.captureScreenshot")["data"]?.string ?? ""
    return Data(base64Encoded: data).map { Array($0) } ?? []
  }

  // MARK: The board's page

  /// Goes to the board of a server; false where it does not ask for a token.
  package func openBoard(at address: String) throws -> Bool {
    try open(address + "/board/")
    return try waits(for: "document.activeElement?.id === 'token'")
  }

  /// Types a token and presses the button.
  package func signIn(with token: String) throws {
    _ = try value(
      of: """
        document.getElementById('token').value = '\(token)';
        document.querySelector('#token-form button').click()
        """)
  }

  // MARK: The protocol

  private func call(_ method: String, _ parameters: JSON = [:]) throws -> JSON {
    lastNumber += 1
    var message: JSONObject = [
      "id": .integer(lastNumber), "method": .string(method), "params": parameters,
    ]
    if !page.isEmpty { message["sessionId"] = .string(page) }
    var bytes = JSON.object(message).utf8 + [0]
    while !bytes.isEmpty {
      let count = write(writing, bytes, bytes.count)
      guard count > 0 else { throw Trouble(description: "the browser has ended") }
      bytes.removeFirst(count)
    }
    while true {
      let answer = try next()
      note(answer)
      guard answer["id"]?.integer == lastNumber else { continue }
      if let error = answer["error"] { throw Trouble(description: "\(method): \(error)") }
      return answer["result"] ?? .null
    }
  }

  private func next() throws -> JSON {
    while true {
      if let end = buffer.firstIndex(of: 0) {
        defer { buffer.removeFirst(end + 1) }
        return try JSON.parse(Array(buffer[..<end]))
      }
      var descriptor = pollfd(fd: reading, events: Int16(POLLIN), revents: 0)
      guard poll(&descriptor, 1, Self.patience * 1000) > 0 else {
        throw Trouble(description: "the browser says nothing")
      }
      var chunk = [UInt8](repeating: 0, count: 65536)
      let count = read(reading, &chunk, chunk.count)
      guard count > 0 else { throw Trouble(description: "the browser has ended") }
      buffer += chunk[..<count]
    }
  }

  private func note(_ event: JSON) {
    switch event["method"]?.string {
    case "Page.loadEventFired": loads += 1
    case "Runtime.exceptionThrown": complaints.append("\(event["params"] ?? .null)")
    case "Log.entryAdded":
      let entry = event["params"]?["entry"] ?? .null
      // A server that is away, and what it refuses, are told by the page itself.
      if entry["source"]?.string != "network" { complaints.append(entry["text"]?.string ?? "") }
    default: break
    }
  }

  /// A pipe whose ends are no descriptors that a spawned program gets others for, and that none inherits.
  private static func pipe() -> (reading: Int32, writing: Int32)? {
    guard let low = Spawn.pipe() else { return nil }
    let ends = [low.reading, low.writing]
    let high = ends.map { fcntl($0, F_DUPFD_CLOEXEC, 10) }
    for end in ends { close(end) }
    return (high[0], high[1])
  }
}
