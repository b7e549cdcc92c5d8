import Glibc
import Languages

/// The program `glosa-server` in the folder of this one, as git does with its commands: the game stays small, and links
/// neither an HTTP server nor libpq.
package enum ServerProgram {
  /// Replaces this program by the server's; returns only by throwing.
  package static func become(_ arguments: [String]) throws(CommandFailure) {
    let program = try path()
    var pointers = (["glosa-server"] + arguments).map { strdup($0) } + [nil]
    execv(program, &pointers)
    throw CommandFailure(
      .unreachable, Spoken.language.cannotStart(program, reason: String(cString: strerror(errno))))
  }

  /// Where the program lies.
  package static func path() throws(CommandFailure) -> String {
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
    let length = readlink("/proc/self/exe", &buffer, buffer.count - 1)
    let own =
      length > 0 ? String(decoding: buffer[..<length].map { UInt8(bitPattern: $0) }, as: UTF8.self) : ""
    let folder = own.split(separator: "/").dropLast().joined(separator: "/")
    let path = "/\(folder)/glosa-server"
    guard access(path, X_OK) == 0 else {
      throw CommandFailure(.unreachable, Spoken.language.serverProgramMissing(at: path))
    }
    return path
  }
}
