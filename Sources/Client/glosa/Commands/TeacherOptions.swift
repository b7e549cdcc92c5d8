import ArgumentParser
import GameShell
import Profile
import TeacherClient

/// Which server, and as which teacher.
struct TeacherOptions: ParsableArguments {
  @Option(help: "The server's address. Default: the configured one, or this computer.")
  var server: String?

  @Option(help: "The file with the teacher's token. Default: the configured one, or that of glosa serve.")
  var tokenFile: String?

  @Option(help: "A file with the certificates of the authorities that vouch for the server, in PEM.")
  var ca: String?

  /// That teacher.
  func teacher() throws(CommandFailure) -> Teacher {
    let settings = TeacherSettings.current(in: .current)
    return try Teacher(
      at: server ?? settings.server ?? "127.0.0.1", tokenFile: tokenFile ?? settings.tokenFile,
      authorities: ca,
      warn: Console.complain)
  }
}
