import ArgumentParser
import Profile

/// `glosa serve`: becomes the `glosa-server` that lies beside this program.
struct ServeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve", abstract: "Run the server, with its database inside.",
    discussion: "All options are those of glosa-server: see glosa-server --help.")

  @Argument(parsing: .captureForPassthrough, help: "Options for glosa-server.")
  var options: [String] = []

  func run() throws { try ServerProgram.become(options) }
}

/// `glosa migrate`: becomes `glosa-server migrate`.
struct MigrateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "migrate", abstract: "Bring the tables of a server's database up to date.",
    discussion: "All options are those of glosa-server migrate: see glosa-server migrate --help.")

  @Argument(parsing: .captureForPassthrough, help: "Options for glosa-server migrate.")
  var options: [String] = []

  func run() throws { try ServerProgram.become(["migrate"] + options) }
}

/// `glosa verify`: becomes `glosa-server verify`.
struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Check a server's database: every total is the sum of its events.",
    discussion: "All options are those of glosa-server verify: see glosa-server verify --help.")

  @Argument(parsing: .captureForPassthrough, help: "Options for glosa-server verify.")
  var options: [String] = []

  func run() throws { try ServerProgram.become(["verify"] + options) }
}
