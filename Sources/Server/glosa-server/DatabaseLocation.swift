import ArgumentParser
import PostgresStore

/// The option that says where the database is.
struct DatabaseOption: ParsableArguments {
  @Option(
    help: """
      The database: a file, or postgres://USER@HOST:PORT/DATABASE. \
      (default: GLOSA_SERVER_DATABASE, or else $XDG_DATA_HOME/glosa/server.sqlite)
      """)
  var database: String?
}

enum DatabaseLocation: Sendable {
  case file(String)
  case postgres(PostgresURL)

  /// What the option says, or the environment, or else the file in the user's data folder.
  init(_ option: DatabaseOption, environment: Environment) throws(Failure) {
    guard let text = option.database ?? environment["GLOSA_SERVER_DATABASE"] else {
      self = .file(try Self.dataFolder(environment) + "/server.sqlite")
      return
    }
    guard !text.isEmpty else {
      throw .usage("--database is empty; give it the name of a file, or postgres://USER@HOST/DATABASE.")
    }
    guard PostgresURL.isURL(text) else {
      self = .file(text)
      return
    }
    do {
      self = .postgres(try PostgresURL(text))
    } catch {
      throw Failure(error)
    }
  }

  /// Where the teacher's token goes unless an option says otherwise.
  func defaultTokenFile(_ environment: Environment) throws(Failure) -> String {
    switch self {
    case .file(let path): path + ".teacher-token"
    case .postgres: try Self.dataFolder(environment) + "/teacher-token"
    }
  }

  /// Where the server keeps a key of its own.
  func keyFile(_ environment: Environment) throws(Failure) -> String {
    switch self {
    case .file(let path): path + ".tls.pem"
    case .postgres: try Self.dataFolder(environment) + "/tls.pem"
    }
  }

  private static func dataFolder(_ environment: Environment) throws(Failure) -> String {
    if let data = environment["XDG_DATA_HOME"], data.hasPrefix("/") { return data + "/glosa" }
    guard let home = environment["HOME"] else {
      throw .usage("neither XDG_DATA_HOME nor HOME is set; say with --database where the database is.")
    }
    return home + "/.local/share/glosa"
  }
}
