import Foundation
import TestScopes
import TestSupport
import Testing

/// Where the threads of a real server run.
@Suite("Processors", .ownThread(in: .programs))
struct ProcessorTests {
  /// A thread as the system tells of it.
  private struct Thread {
    let number: Int
    let processors: [Int]
    /// How often it has waited for something so far.
    let waits: Int

    /// Those of a process at this moment.
    static func all(of process: Int32) -> [Thread] {
      let folder = "/proc/\(process)/task"
      let threads = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
      return threads.compactMap { thread in
        // One that has ended meanwhile has no files any more.
        guard let status = try? String(contentsOfFile: "\(folder)/\(thread)/status", encoding: .utf8) else {
          return nil
        }
        var fields: [Substring: Substring] = [:]
        for line in status.split(separator: "\n") {
          let parts = line.split(separator: "\t", maxSplits: 1)
          if parts.count == 2 { fields[parts[0]] = parts[1] }
        }
        guard let list = fields["Cpus_allowed_list:"], let number = Int(thread),
          let waits = fields["voluntary_ctxt_switches:"].flatMap({ Int($0) })
        else { return nil }
        return Thread(number: number, processors: processors(list), waits: waits)
      }
    }

    /// Reads a list like `0,2-3`.
    private static func processors(_ list: Substring) -> [Int] {
      list.split(separator: ",").flatMap { part -> [Int] in
        let ends = part.split(separator: "-").compactMap { Int($0) }
        return ends.isEmpty ? [] : Array(ends[0]...ends[ends.count - 1])
      }
    }
  }

  @Test(
    "With two processors and PostgreSQL beside it, requests keep to one of them, and whatever waits or works long does not",
    arguments: [(.postgres, 2), (.postgres, 1), (.file, 2)] as [(ServerDatabase.Kind, Int)])
  func sharing(kind: ServerDatabase.Kind, count: Int) throws {
    let mine = try #require(Thread.all(of: getpid()).map(\.processors).max { $0.count < $1.count })
    let given = Array(mine.prefix(count))
    let classroom = try Classroom(on: kind, processors: given)
    let server = try #require(classroom.server)
    // Connections, commits and PINs have had threads by now.
    let pupil = try DirectPupil(classroom, name: "Ada", address: classroom.address, seed: 1)
    pupil.award(20)
    #expect(pupil.drained(within: 20))

    guard kind == .postgres, count == 2, given.count == 2 else {
      let threads = Thread.all(of: server.identifier)
      #expect(!threads.isEmpty && threads.allSatisfy { $0.processors == given }, "\(threads)")
      return
    }
    func confined() -> [Thread] { Thread.all(of: server.identifier).filter { $0.processors == [given[0]] } }
    let before = confined()
    #expect(!before.isEmpty)
    pupil.award(20)
    #expect(pupil.drained(within: 20))
    let after = confined()
    let haveWorked = before.contains { thread in
      after.contains { $0.number == thread.number && $0.waits > thread.waits }
    }
    #expect(haveWorked, "requests are handled by threads that keep to the first processor")
    let isFree = eventually {
      let threads = Thread.all(of: server.identifier)
      // A thread that a loop has just started has its processor until it lets go.
      return threads.contains { $0.processors == given }
        && threads.allSatisfy { $0.processors == given || $0.processors == [given[0]] }
    }
    #expect(isFree, "what waits or works long may use both: \(Thread.all(of: server.identifier))")
  }
}
