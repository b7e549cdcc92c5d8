import Glibc
import Synchronization

/// A PostgreSQL of the test's own: a new cluster in a temporary folder, reached through a Unix socket in it, with
/// no TCP port and no fsync. It ends and its folder goes when the last reference goes, or when the test process
/// dies, however it dies.
public final class PostgresCluster: Sendable {
  /// Why there is no cluster.
  public struct Failure: Error, CustomStringConvertible {
    /// One sentence, and what to do.
    public let description: String
  }

  private let folder: String
  private let programs: String
  private let watcher: pid_t
  /// The watcher ends the server when the last copy of this end is closed.
  private let lifeline: Int32
  private let fileNumber = Atomic<Int>(0)

  /// Makes and starts a cluster with the superuser `postgres`, who needs no password.
  ///
  /// - Throws: `Failure`.
  public init() throws {
    programs = try Self.findPrograms()
    let asOwner = try Self.prefix()
    var template = Array("/tmp/glosa-pg.XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else {
      throw Failure(description: "There is no room in /tmp for a cluster.")
    }
    folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let control = asOwner + [programs + "/pg_ctl", "-D", folder + "/data"]
    (watcher, lifeline) = try Self.watch(folder, stop: control + ["-m", "immediate", "stop"])
    if let owner = getpwnam("postgres"), getuid() == 0 {
      chown(folder, owner.pointee.pw_uid, owner.pointee.pw_gid)
    }
    try runToSuccess(
      asOwner + [
        programs + "/initdb", "-D", folder + "/data", "-U", "postgres", "-A", "trust", "-N", "--no-locale",
        "-E",
        "UTF8",
      ])
    let settings =
      "-k \(folder) -c listen_addresses='' -c fsync=off -c shared_buffers=32MB -c max_connections=40"
    try runToSuccess(control + ["-l", folder + "/log", "-w", "-o", settings, "start"])
  }

  deinit {
    close(lifeline)
    var status: Int32 = 0
    while waitpid(watcher, &status, 0) < 0 { guard errno == EINTR else { break } }
  }

  /// Starts `psql` with a script, stopping at the first error, which it reports with its SQLSTATE.
  ///
  /// - Throws: `Failure`.
  public func start(_ script: String, database: String, user: String = "postgres") throws -> BatchProgram {
    let files = nextFile()
    let input = open(files + ".sql", O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
    var bytes = Array(script.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { write(input, $0.baseAddress, $0.count) }
      guard count > 0 else {
        throw Failure(description: "A script for psql could not be written to \(folder).")
      }
      bytes.removeFirst(count)
    }
    close(input)
    return try psql(["-f", files + ".sql"], database: database, user: user, files: files)
  }

  /// Runs a file as an operator would: `psql -v ON_ERROR_STOP=1 -f`.
  ///
  /// - Throws: `Failure`.
  public func run(
    file: String, database: String, user: String = "postgres"
  ) throws -> BatchProgram.Answer {
    try psql(["-f", file], database: database, user: user, files: nextFile()).finish()
  }

  private func psql(
    _ arguments: [String], database: String, user: String, files: String
  ) throws -> BatchProgram {
    let words =
      [
        programs + "/psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-v", "VERBOSITY=verbose", "-h",
        folder, "-U", user, "-d", database,
      ] + arguments
    guard let program = BatchProgram(words, files: files) else {
      throw Failure(description: "\(programs)/psql could not be started.")
    }
    return program
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
