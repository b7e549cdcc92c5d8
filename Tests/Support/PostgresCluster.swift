import Glibc
import Synchronization

/// A PostgreSQL of the test's own: a new cluster in a temporary folder, reached through a Unix socket in it, with
/// no TCP port and, for tests, no fsync. It ends and its folder goes when the last reference goes, or when the test process
/// dies, however it dies.
package final class PostgresCluster: Sendable {
  /// Why there is no cluster.
  package struct Failure: Error, CustomStringConvertible {
    /// One sentence, and what to do.
    package let description: String
  }

  private let folder: String
  private let programs: String
  /// `pg_ctl` for this cluster.
  private let control: [String]
  private let watcher: pid_t
  /// The watcher ends the server when the last copy of this end is closed.
  private let lifeline: Int32
  private let isDurable: Bool
  private let fileNumber = Atomic<Int>(0)

  /// The port on 127.0.0.1 that it can be reached at as well, with a password; nil for a cluster without.
  package let port: UInt16?

  /// Makes and starts a cluster with the superuser `postgres`, who needs no password.
  ///
  /// - Parameters:
  ///   - hasPort: Listen on 127.0.0.1 as well, where everybody needs a password.
  ///   - isDurable: Keep PostgreSQL's own settings, fsync included, for benchmarks.
  /// - Throws: `Failure`.
  package init(hasPort: Bool = false, isDurable: Bool = false) throws {
    self.isDurable = isDurable
    programs = try Self.findPrograms()
    let asOwner = try Self.prefix()
    var template = Array("/tmp/glosa-pg.XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else {
      throw Failure(description: "There is no room in /tmp for a cluster.")
    }
    folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    control = asOwner + [programs + "/pg_ctl", "-D", folder + "/data"]
    port = hasPort ? try Self.freePort() : nil
    (watcher, lifeline) = try Self.watch(folder, stop: control + ["-m", "immediate", "stop"])
    if let owner = getpwnam("postgres"), getuid() == 0 {
      chown(folder, owner.pointee.pw_uid, owner.pointee.pw_gid)
    }
    try runToSuccess(
      asOwner + [
        programs + "/initdb", "-D", folder + "/data", "-U", "postgres", "-A", "trust", "-N", "--no-locale",
        "-E", "UTF8", "--auth-host=scram-sha-256",
      ])
    try start()
  }

  /// Starts the server.
  package func start() throws {
    let listening = port.map { "-c listen_addresses=127.0.0.1 -p \($0)" } ?? "-c listen_addresses=''"
    let settings =
      "-k \(folder) \(listening) -c max_connections=200"
      + (isDurable ? "" : " -c fsync=off -c shared_buffers=32MB")
    try runToSuccess(control + ["-l", folder + "/log", "-w", "-o", settings, "start"])
  }

  /// Ends the server as a crash would: sessions are cut off, and the next start recovers from the log.
  package func stop() throws { try runToSuccess(control + ["-m", "immediate", "-w", "stop"]) }

  /// Lets the server read its settings again.
  package func reload() throws { try runToSuccess(control + ["reload"]) }

  /// The URL of a database, through the socket, where nobody needs a password.
  package func url(database: String, user: String) -> String {
    "postgres://\(user)@/\(database)?host=\(folder)" + (port.map { "&port=\($0)" } ?? "")
  }

  /// Puts a file of the server's own into its data folder.
  package func install(_ file: String, as name: String) throws {
    let path = folder + "/data/" + name
    try runToSuccess(["/bin/cp", file, path])
    chmod(path, 0o600)
    if let owner = getpwnam("postgres"), getuid() == 0 {
      chown(path, owner.pointee.pw_uid, owner.pointee.pw_gid)
    }
  }

  private static func freePort() throws -> UInt16 {
    guard let socket = try? LoopbackSocket.listening(on: 0) else {
      throw Failure(description: "There is no free port on 127.0.0.1.")
    }
    defer { close(socket) }
    return LoopbackSocket.port(of: socket)
  }

  deinit {
    close(lifeline)
    var status: Int32 = 0
    while waitpid(watcher, &status, 0) < 0 { guard errno == EINTR else { break } }
  }

  /// Starts `psql` with a script, stopping at the first error, which it reports with its SQLSTATE.
  ///
  /// - Throws: `Failure`.
  package func start(_ script: String, database: String, user: String = "postgres") throws -> BatchProgram {
    let files = nextFile()
    try write(script, to: files + ".sql")
    return try psql(["-f", files + ".sql"], database: database, user: user, files: files)
  }

  /// Runs a file as an operator would: `psql -v ON_ERROR_STOP=1 -f`.
  ///
  /// - Throws: `Failure`.
  package func run(
    file: String, database: String, user: String = "postgres"
  ) throws -> BatchProgram.Answer {
    try psql(["-f", file], database: database, user: user, files: nextFile()).finish()
  }

  /// The folder of the socket, for `host=` in an address.
  package var socketFolder: String { folder }

  /// Runs a script by `pgbench`, and gives what it printed.
  ///
  /// - Parameters:
  ///   - firstNumber: What the variable `n` is at first in each client.
  ///   - options: For the sessions, as `PGOPTIONS` takes them.
  /// - Throws: `Failure`.
  package func bench(
    _ script: String, firstNumber: Int, database: String, user: String, options: String, clients: Int,
    seconds: Int
  ) throws -> BatchProgram.Answer {
    let files = nextFile()
    try write(script, to: files + ".sql")
    let words = [
      "/usr/bin/env", "PGOPTIONS=\(options)", programs + "/pgbench", "-n", "-h", folder, "-U", user, "-f",
      files + ".sql", "-D", "n=\(firstNumber)", "-c", String(clients), "-j", String(min(clients, 2)), "-T",
      String(seconds), database,
    ]
    guard let program = BatchProgram(words, files: files) else {
      throw Failure(description: "\(programs)/pgbench could not be started.")
    }
    return program.finish()
  }

  private func psql(
    _ arguments: [String], database: String, user: String, files: String
  ) throws -> BatchProgram {
    let words =
      [
        programs + "/psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-v", "VERBOSITY=verbose", "-h",
        folder, "-p", String(port ?? 5432), "-U", user, "-d", database,
      ] + arguments
    guard let program = BatchProgram(words, files: files) else {
      throw Failure(description: "\(programs)/psql could not be started.")
    }
    return program
  }

  private func write(_ script: String, to path: String) throws {
    let input = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
    defer { close(input) }
    var bytes = Array(script.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { Glibc.write(input, $0.baseAddress, $0.count) }
      guard count > 0 else { throw Failure(description: "A script could not be written to \(folder).") }
      bytes.removeFirst(count)
    }
  }

  private func nextFile() -> String {
    "\(folder)/run\(fileNumber.add(1, ordering: .relaxed).newValue)"
  }

  private func runToSuccess(_ words: [String]) throws {
    let answer = BatchProgram(words, files: nextFile())?.finish()
    guard answer?.status == 0 else {
      throw Failure(
        description: "PostgreSQL could not be started: \(words.joined(separator: " ")) ended with "
          + "\(answer?.status ?? -1). \(answer?.errors ?? "") \(answer?.output ?? "")")
    }
  }

  /// The folder of the newest PostgreSQL that is installed.
  private static func findPrograms() throws -> String {
    var found = glob_t()
    defer { globfree(&found) }
    var newest: (version: Int, folder: String)?
    if glob("/usr/lib/postgresql/*/bin/postgres", 0, nil, &found) == 0, let paths = found.gl_pathv {
      for path in UnsafeBufferPointer(start: paths, count: Int(found.gl_pathc)) {
        guard let path else { continue }
        let folder = String(cString: path).dropLast("/postgres".count)
        let version = folder.split(separator: "/").dropLast().last.flatMap { Int($0) } ?? 0
        if version > newest?.version ?? -1 { newest = (version, String(folder)) }
      }
    }
    guard let newest else {
      throw Failure(
        description: "PostgreSQL is not installed: there is no /usr/lib/postgresql/*/bin/postgres. "
          + "Install it (apt-get install postgresql) and run the tests again.")
    }
    return newest.folder
  }

  /// What to put before a server's command: root may not run one.
  private static func prefix() throws -> [String] {
    guard getuid() == 0 else { return [] }
    guard getpwnam("postgres") != nil, let runuser = ChildProgram.find("/usr/sbin/runuser", "/sbin/runuser")
    else {
      throw Failure(
        description: "Root may not run a PostgreSQL server, and there is no user postgres to run it as. "
          + "Install the package postgresql, or run the tests as another user.")
    }
    return [runuser, "-u", "postgres", "--"]
  }

  /// Starts a shell that waits for the end of a connection, then stops the server and removes the folder.
  private static func watch(_ folder: String, stop: [String]) throws -> (pid_t, Int32) {
    // Not a pipe, which could slip into a child of another test before it is marked: a socket is born
    // close-on-exec.
    var ends: [Int32] = [-1, -1]
    let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
    guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else {
      throw Failure(description: "There are no file descriptors left.")
    }
    defer { close(ends[0]) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, ends[0], 0)
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    let script = #"cd /; cat; folder="$1"; shift; "$@"; rm -rf "$folder""#
    guard
      let shell = Spawn.process(["/bin/sh", "-c", script, "sh", folder] + stop, &actions, inOwnGroup: true)
    else {
      close(ends[1])
      throw Failure(description: "/bin/sh could not be started.")
    }
    return (shell, ends[1])
  }
}
