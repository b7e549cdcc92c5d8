import Foundation
import Glibc
import Outbox
import Primitives
import Transport
import Wire

/// The program to drain to.
struct ServerProgram {
  let path: String

  /// Finds it: at `path`, or beside this program.
  init(path: String?) throws {
    let own = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    self.path = path ?? URL(fileURLWithPath: own).deletingLastPathComponent().path + "/glosa-server"
    guard FileManager.default.isExecutableFile(atPath: self.path) else {
      throw BenchmarkError(
        "There is no program at \(self.path); build it with "
          + "`swift build -c release --product glosa-server`, or name one by --server-program.")
    }
  }

  /// Runs it with a subcommand, to its end, which must be a success.
  func run(_ arguments: [String]) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw BenchmarkError("\(path) \(arguments.first ?? "") ended with \(process.terminationStatus).")
    }
  }
}

/// A real server on loopback, with a database of its own.
final class ServerProcess: Sendable {
  let address: String
  let database: String
  /// True where it speaks TLS.
  let isSecured: Bool
  private let process: Process
  private let tokenFile: String

  /// Starts it and waits until it accepts.
  ///
  /// - Parameters:
  ///   - database: A file or the address of a PostgreSQL; nil for a new file in the folder.
  ///   - isSecured: With TLS, by a certificate that the server makes for itself.
  init(_ program: ServerProgram, folder: String, database: String? = nil, isSecured: Bool = false) throws {
    self.isSecured = isSecured
    self.database = database ?? folder + "/server.sqlite"
    tokenFile = folder + "/teacher-token"
    process = Process()
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: program.path)
    process.arguments =
      [
        "--listen", "127.0.0.1:0", "--database", self.database, "--teacher-token-file", tokenFile,
        "--log-level", "error",
      ] + (isSecured ? ["--tls"] : [])
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    try process.run()
    Interruption.cleanUp { [process] in process.terminate() }
    var line: [UInt8] = []
    while let byte = try output.fileHandleForReading.read(upToCount: 1)?.first, byte != UInt8(ascii: "\n") {
      line.append(byte)
    }
    let said = String(decoding: line, as: UTF8.self)
    let scheme = isSecured ? "https://" : "http://"
    guard let address = said.split(separator: " ").last, address.hasPrefix(scheme) else {
      process.terminate()
      throw BenchmarkError("The server did not start; it said: \(said)")
    }
    self.address = String(address)
  }

  /// Where it is, with the pin of its key where it speaks TLS.
  func place() throws -> ServerPlace {
    guard isSecured else { return ServerPlace(address) }
    let word = TokenFile.pin + " "
    let line = try tokenFileLines().first { $0.hasPrefix(word) }
    guard let pin = line.flatMap({ KeyPin($0.dropFirst(word.count)) }) else {
      throw BenchmarkError("The server did not write its key's pin beside the token.")
    }
    return ServerPlace(address, trust: .key(pin))
  }

  var port: UInt16 { address.split(separator: ":").last.flatMap { UInt16($0) } ?? 0 }

  /// The most memory it has had so far, in mebibytes.
  var peakMemory: Double {
    let status =
      (try? String(contentsOfFile: "/proc/\(process.processIdentifier)/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
    return (line.flatMap { Double($0.filter(\.isNumber)) } ?? .nan) / 1024
  }

  /// The processor time it has taken so far, of all cores.
  var processorTime: Duration {
    let text = (try? String(contentsOfFile: "/proc/\(process.processIdentifier)/stat", encoding: .utf8)) ?? ""
    // After the program's name in parentheses; utime and stime are fields 14 and 15 of all.
    let fields = text.split(separator: ")").last?.split(separator: " ") ?? []
    guard fields.count > 12, let user = Int64(fields[11]), let system = Int64(fields[12]) else {
      return .zero
    }
    return .milliseconds((user + system) * 1000 / Int64(sysconf(Int32(_SC_CLK_TCK))))
  }

  /// Makes a class and a student in it.
  func joinStudent() throws -> (owner: Owner, token: String) {
    let teacher = try tokenFileLines().first
    let made = try post(.createClass, CreateClassRequest(name: "Bench").json, token: teacher)
    let code = SchoolClass(json: made)?.code ?? ""
    let answer = try post(
      .join, JoinRequest(classCode: code, displayName: "Pupil", pin: "1234", studentID: nil).json)
    guard let joined = JoinResponse(json: answer) else {
      throw BenchmarkError("The server's answer to a join can't be understood: \(answer)")
    }
    return (Owner(ledger: address, studentID: joined.studentID), joined.token)
  }

  /// Has it end in order, and waits for that.
  func stop() {
    process.terminate()
    process.waitUntilExit()
  }

  private func tokenFileLines() throws -> [String] {
    try String(contentsOfFile: tokenFile, encoding: .utf8).split(separator: "\n").map(String.init)
  }

  private func post(_ endpoint: Endpoint, _ body: JSON, token: String? = nil) throws -> JSON {
    let transport = CurlTransport()
    defer { transport.shutdown() }
    let request = RequestBuilder(try place(), token: token).request(
      endpoint, json: body, timeout: .seconds(15))
    let response = try transport.response(to: request)
    guard response.status == 200 || response.status == 201 else {
      throw BenchmarkError("The server answered \(endpoint.path) with \(response.status).")
    }
    return try JSON.parse(response.body)
  }
}
