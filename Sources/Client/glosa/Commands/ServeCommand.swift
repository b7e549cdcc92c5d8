import ArgumentParser
import Glibc

/// `glosa serve`: becomes the `glosa-server` that lies beside this program.
struct ServeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve", abstract: "Run the server, with its database inside.",
    discussion: "All options are those of glosa-server.")

  @Argument(parsing: .captureForPassthrough, help: "Options for glosa-server.")
  var options: [String] = []

  func run() throws {
    let program = try Self.serverProgram()
    var pointers = (["glosa-server"] + options).map { strdup($0) } + [nil]
    execv(program, &pointers)
    throw CommandFailure(.unreachable, "Can't start \(program): \(String(cString: strerror(errno))).")
  }

  /// The server's program, in the folder of this one, as git does with its commands.
  static func serverProgram() throws(CommandFailure) -> String {
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
    let length = readlink("/proc/self/exe", &buffer, buffer.count - 1)
    let own =
      length > 0 ? String(decoding: buffer[..<length].map { UInt8(bitPattern: $0) }, as: UTF8.self) : ""
    let folder = own.split(separator: "/").dropLast().joined(separator: "/")
    let path = "/\(folder)/glosa-server"
    guard access(path, X_OK) == 0 else {
      throw CommandFailure(
        .unreachable,
        "The server's program is not beside this one (\(path)). Build it: swift build -c release --product glosa-server"
      )
    }
    return path
  }
}
