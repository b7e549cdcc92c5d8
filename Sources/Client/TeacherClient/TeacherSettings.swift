import Files
import Glibc
import Primitives
package import Profile

/// The teacher's server, from `teacher.json` in the configuration directory or the environment.
package struct TeacherSettings {
  /// Nil for this computer.
  package let server: String?
  package let tokenFile: String

  /// `GLOSA_SERVER` and `GLOSA_TOKEN_FILE`, else the file, else what `glosa serve` uses.
  package static func current(in directories: Directories) -> TeacherSettings {
    let path = directories.configuration + "/teacher.json"
    let json = (try? Files.read(path)).flatMap { try? JSON.parse($0) }
    // Beside an embedded database, or by itself where the server's is PostgreSQL.
    let places = ["/server.sqlite.teacher-token", "/teacher-token"].map { directories.data + $0 }
    return TeacherSettings(
      server: processEnvironment["GLOSA_SERVER"] ?? json?["server"]?.string,
      tokenFile: processEnvironment["GLOSA_TOKEN_FILE"] ?? json?["token_file"]?.string
        ?? places.first { access($0, F_OK) == 0 } ?? places[0])
  }
}
