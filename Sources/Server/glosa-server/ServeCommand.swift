import ArgumentParser

/// `glosa-server serve`, or without a command: serves until a signal ends it.
struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Serve, until SIGTERM or SIGINT. This is what happens without a command.",
    discussion: """
      The first start makes a teacher, and writes their token to the token file. Each option can also be given by \
      its environment variable, GLOSA_SERVER_LISTEN and so on; the option wins.
      """)

  @Option(help: "Where to listen, as HOST:PORT; port 0 picks a free one. (default: 127.0.0.1:8420)")
  var listen: String?

  @OptionGroup var databaseOption: DatabaseOption

  @Option(
    help: """
      Where the first start writes the teacher's token. (default: the database file's path + .teacher-token, or \
      $XDG_DATA_HOME/glosa/teacher-token with PostgreSQL)
      """)
  var teacherTokenFile: String?

  @Option(
    help: """
      The address of a proxy in front of the server, whose X-Forwarded-For is believed; several are separated by commas.
      """)
  var trustedProxy: String?

  @Flag(
    inversion: .prefixedNo,
    help: """
      Speak HTTPS, or plain HTTP. (default: HTTPS beyond this computer, and wherever this database has done so before; \
      plain HTTP where pupils have joined by it)
      """)
  var tls: Bool?

  @Option(
    help: """
      The certificate to prove the server with, in PEM, those above it behind it; read anew on SIGHUP. (default: one \
      that the server makes for itself, beside the database)
      """)
  var tlsCertificate: String?

  @Option(help: "The certificate's key, in PEM, without a passphrase. (default: in the certificate's file)")
  var tlsKey: String?

  @Option(help: "trace, debug, info, notice, warning, error or critical. (default: info)")
  var logLevel: String?

  @Flag(
    help: "Make a new token for the teacher, write it to the token file, and end. Older tokens stop working.")
  var newTeacherToken = false

  func run() async throws {
    try await Self.reporting {
      let settings = try Settings(command: self, environment: .process)
      try await Server(settings: settings).run(onlyNewToken: newTeacherToken)
    }
  }
}
