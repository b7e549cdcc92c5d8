import Foundation

/// The programs under test: those of the same build as this test bundle.
enum Programs {
  static let glosa = folder + "/glosa"
  static let server = folder + "/glosa-server"

  /// The folder of the bundle, found among this process's mappings: the runner itself lies elsewhere.
  private static let folder: String = {
    let maps = (try? String(contentsOfFile: "/proc/self/maps", encoding: .utf8)) ?? ""
    for line in maps.split(separator: "\n") {
      guard let start = line.firstIndex(of: "/") else { continue }
      let path = String(line[start...])
      if path.hasSuffix(".xctest") { return (path as NSString).deletingLastPathComponent }
    }
    return (CommandLine.arguments[0] as NSString).deletingLastPathComponent
  }()
}

/// What a program that ran to its end had to say.
struct Finished {
  let status: Int32
  let output: String
  let errors: String

  /// Lines of standard output.
  var lines: [String] { output.split(separator: "\n").map(String.init) }

  /// How many lines of standard output hold a text.
  func count(of text: String) -> Int { lines.filter { $0.contains(text) }.count }
}

/// A program of its own process.
final class Program {
  let process = Process()
  private let input = Pipe()
  private let output = Pipe()
  private let errors = Pipe()

  init(_ path: String, _ arguments: [String], environment: [String: String]) throws {
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    process.environment = environment
    process.standardInput = input
    process.standardOutput = output
    process.standardError = errors
    // Threads of a test runner have signals blocked, and a child inherits that: SIGTERM would never reach it.
    var none = sigset_t()
    var before = sigset_t()
    sigemptyset(&none)
    pthread_sigmask(SIG_SETMASK, &none, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
    try process.run()
  }

  var identifier: Int32 { process.processIdentifier }

  /// Gives it all of its input.
  func write(_ text: String) {
    input.fileHandleForWriting.write(Data(text.utf8))
  }

  func endInput() { try? input.fileHandleForWriting.close() }

  /// The next line of standard output; what came of it when the output ends first.
  func readLine() -> String {
    var line: [UInt8] = []
    while let byte = try? output.fileHandleForReading.read(upToCount: 1)?.first, byte != UInt8(ascii: "\n") {
      line.append(byte)
    }
    return String(decoding: line, as: UTF8.self)
  }

  func send(_ signal: Int32) { kill(process.processIdentifier, signal) }

  /// Waits for the end and takes what is left of the output.
  func finish() -> Finished {
    endInput()
    let said = output.fileHandleForReading.readDataToEndOfFile()
    let complained = errors.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    let status =
      process.terminationReason == .uncaughtSignal
      ? 128 + process.terminationStatus : process.terminationStatus
    return Finished(
      status: status, output: String(decoding: said, as: UTF8.self),
      errors: String(decoding: complained, as: UTF8.self))
  }

  static func run(
    _ path: String, _ arguments: [String], environment: [String: String], input: String = ""
  ) throws -> Finished {
    let program = try Program(path, arguments, environment: environment)
    program.write(input)
    return program.finish()
  }
}

/// Waits until something is so, looking often; false where it does not come to be within `seconds`.
func eventually(within seconds: Double = 20, _ condition: () throws -> Bool) rethrows -> Bool {
  let deadline = Date().addingTimeInterval(seconds)
  repeat {
    if try condition() { return true }
    _ = poll(nil, 0, 15)
  } while Date() < deadline
  return try condition()
}
