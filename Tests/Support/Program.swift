package import Glibc

/// A program of its own process, with its standard input to write and its outputs to read.
///
/// Started by `Spawn` and not by Foundation, whose way of noticing a program's end is a socket that every program started
/// at the same moment inherits: the end of one is then seen when the others have ended too.
package final class Program {
  /// What a program that ran to its end had to say.
  package struct Finished: Sendable {
    /// The exit status; 128 and more where a signal ended it.
    package let status: Int32
    /// Standard output.
    package let output: String
    /// Standard error.
    package let errors: String

    /// What a program said that was driven by hand.
    package init(status: Int32, output: String, errors: String) {
      (self.status, self.output, self.errors) = (status, output, errors)
    }

    /// Lines of standard output.
    package var lines: [String] { output.split(separator: "\n").map(String.init) }

    /// How many lines of standard output hold a text.
    package func count(of text: String) -> Int { lines.filter { $0.contains(text) }.count }
  }

  /// A program that could not be started.
  package struct Failure: Error, CustomStringConvertible {
    /// A sentence.
    package let description: String
  }

  /// The process.
  package let identifier: pid_t
  private var input: Int32
  private let output: Int32
  private let errors: Int32
  private var isReaped = false

  /// Starts a program.
  ///
  /// - Parameter environment: All of its environment.
  package init(_ path: String, _ arguments: [String], environment: [String: String]) throws {
    // A program that ends before it has read everything must not end this one.
    signal(SIGPIPE, SIG_IGN)
    guard let input = Spawn.pipe(), let output = Spawn.pipe(), let errors = Spawn.pipe() else {
      throw Failure(description: "There are no file descriptors left for \(path).")
    }
    defer { for end in [input.reading, output.writing, errors.writing] { close(end) } }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, input.reading, 0)
    posix_spawn_file_actions_adddup2(&actions, output.writing, 1)
    posix_spawn_file_actions_adddup2(&actions, errors.writing, 2)
    (self.input, self.output, self.errors) = (input.writing, output.reading, errors.reading)
    guard
      let process = Spawn.process(
        [path] + arguments, &actions, environment: environment, inOwnGroup: false)
    else {
      for end in [input.writing, output.reading, errors.reading] { close(end) }
      throw Failure(description: "\(path) could not be started.")
    }
    identifier = process
  }

  deinit {
    endInput()
    close(output)
    close(errors)
    if !isReaped { waitpid(identifier, nil, WNOHANG) }
  }

  /// Gives it all of its input.
  package func write(_ text: String) {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(input, $0.baseAddress, $0.count) }
      if count > 0 { rest = rest.dropFirst(count) } else if errno != EINTR { return }
    }
  }

  /// The end of its input.
  package func endInput() {
    if input >= 0 { close(input) }
    input = -1
  }

  /// The next line of standard output; what came of it when the output ends first.
  package func readLine() -> String { Self.readLine(from: output) }

  /// The next line of standard error; what came of it when that ends first.
  package func readErrorLine() -> String { Self.readLine(from: errors) }

  private static func readLine(from descriptor: Int32) -> String {
    var line: [UInt8] = []
    var byte: UInt8 = 0
    while true {
      let count = read(descriptor, &byte, 1)
      if count < 0, errno == EINTR { continue }
      guard count == 1, byte != UInt8(ascii: "\n") else { return String(decoding: line, as: UTF8.self) }
      line.append(byte)
    }
  }

  /// Sends it a signal.
  package func send(_ signal: Int32) { kill(identifier, signal) }

  /// Ends its input, waits for its end and takes what is left of its outputs. To be called once.
  package func finish() -> Finished {
    endInput()
    let (said, complained) = readRest()
    var status: Int32 = 0
    while waitpid(identifier, &status, 0) < 0 { guard errno == EINTR else { break } }
    isReaped = true
    return Finished(
      status: status & 0x7F == 0 ? status >> 8 & 0xFF : 128 + (status & 0x7F),
      output: String(decoding: said, as: UTF8.self), errors: String(decoding: complained, as: UTF8.self))
  }

  /// Reads both outputs to their ends, whichever has something.
  private func readRest() -> (output: [UInt8], errors: [UInt8]) {
    var texts: [[UInt8]] = [[], []]
    var sources = [output, errors].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while sources.contains(where: { $0.fd >= 0 }) {
      guard poll(&sources, nfds_t(sources.count), -1) > 0 else { continue }
      for index in sources.indices where sources[index].revents != 0 {
        let count = read(sources[index].fd, &buffer, buffer.count)
        if count > 0 {
          texts[index] += buffer[..<count]
        } else if count == 0 || errno != EINTR {
          sources[index].fd = -1
        }
      }
    }
    return (texts[0], texts[1])
  }

  /// Runs a program to its end.
  package static func run(
    _ path: String, _ arguments: [String], environment: [String: String], input: String = ""
  ) throws -> Finished {
    let program = try Program(path, arguments, environment: environment)
    program.write(input)
    return program.finish()
  }
}
