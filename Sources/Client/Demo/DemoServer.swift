import Glibc
import Languages
import Primitives
package import Profile
import TeacherClient
import Transport
package import Wire

/// A real server of the demo's own, with a temporary folder for everything that the demo keeps.
///
/// Server and folder go with `stop`, or with this process, however that ends.
package final class DemoServer: Sendable {
  /// Where the demo keeps everything.
  package let folder: String
  /// The port on 127.0.0.1.
  let port: UInt16
  /// The teacher, at the server itself.
  package let teacher: ServerConnection
  /// The class that is played in.
  package let schoolClass: SchoolClass
  private let process: pid_t
  private let janitor: DemoJanitor

  /// Starts a server and makes a class.
  package init() throws(CommandFailure) {
    var template = Array(((processEnvironment["TMPDIR"] ?? "/tmp") + "/glosa-demo.XXXXXX").utf8CString)
    guard mkdtemp(&template) != nil else {
      throw CommandFailure(
        .cannotWrite, Spoken.language.demoHasNoRoom(String(cString: strerror(errno))))
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
        throw CommandFailure(.unreachable, Spoken.language.demoServerDidNotStart(line))
      }
      self.port = port
      teacher = try Teacher(
        at: "127.0.0.1:\(port)", tokenFile: folder + "/teacher-token", warn: { _ in }
      ).connection
      let made = try teacher.ask(.createClass, body: CreateClassRequest(name: "7B").json)
      guard let schoolClass = SchoolClass(json: made.json) else { throw teacher.malformedBody }
      self.schoolClass = schoolClass
    } catch {
      janitor.finish(server: started.process)
      throw error
    }
  }

  /// Ends the server and removes everything the demo has made, and waits for both.
  package func stop() { janitor.finish(server: process) }

  private static func start(in folder: String) throws(CommandFailure) -> (process: pid_t, output: Int32) {
    let program = try ServerProgram.path()
    guard let ends = PrivatePipe() else {
      throw CommandFailure.noDescriptors
    }
    defer { close(ends.writing) }
    let (process, error) = Spawn.process(
      [
        program, "--listen", "127.0.0.1:0", "--tls", "--database", folder + "/server.sqlite",
        "--teacher-token-file", folder + "/teacher-token", "--log-level", "warning",
      ], hearsSignals: true, output: ends.writing, log: folder + "/server.log")
    guard error == 0 else {
      close(ends.reading)
      throw CommandFailure(
        .unreachable, Spoken.language.cannotStart(program, reason: String(cString: strerror(error))))
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
}
