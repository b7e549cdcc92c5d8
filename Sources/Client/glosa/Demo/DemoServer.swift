import Glibc
import Primitives
import Sync
import Transport
import Wire

/// A real server of the demo's own, with a temporary folder for everything that the demo keeps.
///
/// Server and folder go with `stop`, or with this process, however that ends.
final class DemoServer: Sendable {
  /// Where the demo keeps everything.
  let folder: String
  /// The port on 127.0.0.1.
  let port: UInt16
  /// The teacher, at the server itself.
  let teacher: ServerConnection
  /// The class that is played in.
  let schoolClass: SchoolClass
  private let process: pid_t
  private let janitor: DemoJanitor

  /// Starts a server and makes a class.
  init() throws(CommandFailure) {
    var template = Array(((processEnvironment["TMPDIR"] ?? "/tmp") + "/glosa-demo.XXXXXX").utf8CString)
    guard mkdtemp(&template) != nil else {
      throw CommandFailure(
        .cannotWrite, "There is no room for the demo's files in TMPDIR: \(String(cString: strerror(errno))).")
    }
    let folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    self.folder = folder
    let started: (process: pid_t, output: Int32)
    do throws(CommandFailure) {
      started = try Self.start(in: folder)
    } catch {
      unlink(folder + "/server.log")
      rmdir(folder)
      throw error
    }
    process = started.process
    janitor = DemoJanitor(of: folder, server: process)
    do throws(CommandFailure) {
      let line = Self.firstLine(of: started.output)
      guard let digits = line.split(separator: ":").last, let port = UInt16(digits) else {
        throw CommandFailure(.unreachable, "The demo's server did not start; it said: \(line)")
      }
      self.port = port
      let token = try Self.readToken(folder + "/teacher-token")
      teacher = try ServerConnection("http://127.0.0.1:\(port)", token: token)
      let made = try teacher.ask("POST", Route.classes, ["name": "7B"])
      guard let schoolClass = SchoolClass(json: made.json) else { throw teacher.nonsense }
      self.schoolClass = schoolClass
    } catch {
      janitor.finish(server: started.process)
      throw error
    }
  }

  /// Where pupils reach it whose network is sound.
  var address: String { teacher.url.description }

  /// The teacher's live board of the class; not started.
  func boardFeed(seed: UInt64, received: @escaping @Sendable (BoardFeedEvent) -> Void) -> BoardFeed {
    BoardFeed(
      url: teacher.url.url(of: Route.boardStream(of: schoolClass.id)), token: teacher.token ?? "",
      transport: CurlTransport(), seed: seed, report: received)
  }

  /// Ends the server and removes everything the demo has made, and waits for both.
  func stop() { janitor.finish(server: process) }

  private static func start(in folder: String) throws(CommandFailure) -> (process: pid_t, output: Int32) {
    let program = try ServerProgram.path()
    guard let ends = PrivatePipe() else {
      throw CommandFailure(.cannotWrite, "This computer has no file descriptors left; close some programs.")
    }
    defer { close(ends.writing) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, ends.writing, 1)
    posix_spawn_file_actions_addopen(&actions, 2, folder + "/server.log", O_WRONLY | O_CREAT, 0o600)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var noSignals = sigset_t()
    sigemptyset(&noSignals)
    posix_spawnattr_setsigmask(&attributes, &noSignals)
    // A group of its own: Ctrl-C at the terminal is for this program, which then ends the server.
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP))
    let words = [
      program, "--listen", "127.0.0.1:0", "--database",
      folder + "/server.sqlite",
      "--teacher-token-file", folder + "/teacher-token", "--log-level", "warning",
    ]
    var arguments = words.map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    var process = pid_t()
    let problem = posix_spawn(&process, program, &actions, &attributes, &arguments, environ)
    guard problem == 0 else {
      close(ends.reading)
      throw CommandFailure(.unreachable, "Can't start \(program): \(String(cString: strerror(problem))).")
    }
    return (process, ends.reading)
  }

  private static func firstLine(of output: Int32) -> String {
    defer { close(output) }
    var line: [UInt8] = []
    var byte: UInt8 = 0
    while read(output, &byte, 1) == 1, byte != UInt8(ascii: "\n") { line.append(byte) }
    return String(decoding: line, as: UTF8.self)
  }

  private static func readToken(_ path: String) throws(CommandFailure) -> String {
    do {
      return String(try Files.readText(path).prefix { !$0.isNewline })
    } catch {
      throw CommandFailure(.unreachable, "The demo's server has no teacher: \(error)")
    }
  }
}
