import ArgumentParser
import Primitives
import Transport
import Wire

/// `glosa class …`: the teacher's work.
struct ClassCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "class", abstract: "Create and list classes (for teachers).",
    subcommands: [ClassCreateCommand.self, ClassListCommand.self])
}

/// Which server, and as which teacher.
struct TeacherOptions: ParsableArguments {
  @Option(help: "The server's address. Default: the configured one, or http://127.0.0.1:8420")
  var server: String?

  @Option(help: "The file with the teacher's token. Default: the configured one, or that of glosa serve.")
  var tokenFile: String?

  /// The connection as that teacher.
  func connection() throws(CommandFailure) -> ServerConnection {
    let settings = TeacherSettings.current(in: .current)
    let file = tokenFile ?? settings.tokenFile
    let text: String
    do {
      text = try Files.readText(file)
    } catch {
      throw CommandFailure(
        .notAllowed,
        "\(error) The server writes it at its first start; say where it is with --token-file FILE.")
    }
    guard let token = text.split(whereSeparator: \.isNewline).first.map(String.init), !token.isEmpty else {
      throw CommandFailure(.notAllowed, "\(file) holds no token; say which file does with --token-file FILE.")
    }
    return try ServerConnection(server ?? settings.server, token: token)
  }
}

/// The teacher's server, from `teacher.json` in the configuration directory or the environment.
struct TeacherSettings {
  let server: String
  let tokenFile: String

  /// `GLOSA_SERVER` and `GLOSA_TOKEN_FILE`, else the file, else what `glosa serve` uses.
  static func current(in directories: Directories) -> TeacherSettings {
    let path = directories.configuration + "/teacher.json"
    let json = (try? Files.read(path)).flatMap { try? JSON.parse($0) }
    return TeacherSettings(
      server: processEnvironment["GLOSA_SERVER"] ?? json?["server"]?.string ?? "http://127.0.0.1:8420",
      tokenFile: processEnvironment["GLOSA_TOKEN_FILE"] ?? json?["token_file"]?.string
        ?? directories.data + "/server.sqlite.teacher-token")
  }
}

/// `glosa class create NAME`.
struct ClassCreateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "create", abstract: "Create a class and show the code that pupils join with.")

  @Argument(help: "The name of the class, like 7B.")
  var name: String

  @Flag(help: "Print one JSON object.")
  var json = false

  @OptionGroup var teacher: TeacherOptions

  func run() throws {
    let connection = try teacher.connection()
    let answer = try connection.ask("POST", Route.classes, ["name": .string(name)])
    guard let made = SchoolClass(json: answer.json) else {
      throw CommandFailure(.unreachable, "The server's answer made no sense; see glosa class list.")
    }
    if json {
      Console.say(made.json.description)
    } else {
      Console.say("Class \(made.name): pupils join with the code \(made.code)")
      Console.say("  glosa join \(connection.url) \(made.code)")
      if ["127.0.0.1", "[::1]", "localhost"].contains(connection.url.host) {
        Console.say(
          "  On other computers \(connection.url.host) is replaced by this computer's address: hostname -I shows it."
        )
      }
    }
  }
}

/// `glosa class list`.
struct ClassListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List your classes with their codes.")

  @Flag(help: "Print one JSON array.")
  var json = false

  @OptionGroup var teacher: TeacherOptions

  func run() throws {
    let answer = try teacher.connection().ask("GET", Route.classes)
    let classes = (answer.json["classes"]?.array ?? answer.json.array ?? []).compactMap {
      SchoolClass(json: $0)
    }
    if json {
      Console.say(JSON.array(classes.map(\.json)).description)
    } else if classes.isEmpty {
      Console.say("No classes yet; make one with: glosa class create NAME")
    } else {
      for element in classes { Console.say("\(element.code)  \(element.name)") }
    }
  }
}
