import Foundation
import Primitives
import TestScopes
import TestSupport
import Testing
import Transport
import Wire
import XP

/// Where the threads of a real server run.
@Suite("Processors", .ownThread(in: .programs))
struct ProcessorTests {
  /// A thread as the system tells of it. Its name is not asked for: most belong to libraries, which may change them.
  private struct Thread {
    /// Where it may run.
    let processors: [Int]
    /// How long it has run, in ticks of the system's clock.
    let time: Int

    /// Those of a process at this moment, by their ids.
    static func all(of process: Int32) -> [String: Thread] {
      let folder = "/proc/\(process)/task"
      var threads: [String: Thread] = [:]
      for thread in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] {
        // One that has ended meanwhile has no files any more.
        guard let status = try? String(contentsOfFile: "\(folder)/\(thread)/status", encoding: .utf8),
          let list = status.split(separator: "\n").first(where: { $0.hasPrefix("Cpus_allowed_list:\t") }),
          let figures = try? String(contentsOfFile: "\(folder)/\(thread)/stat", encoding: .utf8),
          // Before it stands the name, which may hold anything.
          let last = figures.lastIndex(of: ")")
        else { continue }
        // From the state on; the times in programs and in the kernel are the 14th and the 15th of all figures.
        let rest = figures[last...].split(separator: " ").dropFirst().map(String.init)
        guard rest.count > 12, let user = Int(rest[11]), let system = Int(rest[12]) else { continue }
        threads[thread] = Thread(
          processors: processors(list.drop { $0 != "\t" }.dropFirst()), time: user + system)
      }
      return threads
    }

    /// Reads a list like `0,2-3`.
    private static func processors(_ list: Substring) -> [Int] {
      list.split(separator: ",").flatMap { part -> [Int] in
        let ends = part.split(separator: "-").compactMap { Int($0) }
        return ends.isEmpty ? [] : Array(ends[0]...ends[ends.count - 1])
      }
    }
  }

  /// The threads of a process that do at least so many hundredths of some work, by the system's own account. The work is
  /// repeated until there is enough of it to be counted.
  private func workers(
    of process: Int32, doing percent: Int, _ work: (_ round: Int) throws -> Void
  ) throws -> [String: Thread] {
    let before = Thread.all(of: process)
    for round in 0..<150 {
      try work(round)
      let now = Thread.all(of: process)
      var times: [String: Int] = [:]
      for (id, thread) in now { times[id] = thread.time - (before[id]?.time ?? 0) }
      let all = times.values.reduce(0, +)
      guard all >= 25 else { continue }
      return now.filter { id, _ in (times[id] ?? 0) * 100 >= all * percent }
    }
    throw ClassroomError(description: "the process does not work")
  }

  @Test(
    "With two processors and PostgreSQL beside it, requests keep to one of them, and whatever waits or works long does not",
    arguments: [(.postgres, 2), (.postgres, 1), (.file, 2)] as [(ServerDatabase.Kind, Int)])
  func sharing(kind: ServerDatabase.Kind, count: Int) throws {
    let mine = try #require(
      Thread.all(of: getpid()).values.map(\.processors).max { $0.count < $1.count })
    let given = Array(mine.prefix(count))
    let isShared = kind == .postgres && given.count == 2
    let classroom = try Classroom(on: kind, processors: given)
    let server = try #require(classroom.server).identifier
    // Asks one request after the other over one connection, which belongs to one event loop.
    let transport = CurlTransport()
    func answer(_ path: String, token: String? = nil, _ body: JSON? = nil) throws -> JSON {
      let response = try transport.response(
        to: HTTPRequest(
          method: body == nil ? "GET" : "POST", url: classroom.address + path,
          headers: [HTTPHeader("Content-Type", "application/json")]
            + (token.map { [HTTPHeader("Authorization", "Bearer " + $0)] } ?? []),
          body: body?.utf8, timeout: .seconds(60)))
      #expect(response.status == 200 || response.status == 201)
      return try JSON.parse(response.body)
    }

    // What needs nothing but the event loop.
    let loops = try workers(of: server, doing: 20) { _ in
      for _ in 0..<200 { _ = try answer(Route.healthz) }
    }
    #expect(!loops.isEmpty)
    #expect(loops.values.allSatisfy { $0.processors == (isShared ? [given[0]] : given) }, "\(loops)")

    // What works long: the hash of a PIN.
    var pupil: JoinResponse?
    let hashing = try workers(of: server, doing: 20) { round in
      let join = JoinRequest(
        classCode: classroom.code, displayName: "Pupil \(round)", pin: "1234", studentID: nil)
      pupil = JoinResponse(json: try answer(Route.join, join.json))
    }.filter { loops[$0.key] == nil }
    #expect(!hashing.isEmpty)
    #expect(hashing.values.allSatisfy { $0.processors == given }, "\(hashing)")

    // What waits: a commit.
    let student = try #require(pupil)
    let storing = try workers(of: server, doing: 5) { round in
      let events = (0..<Limit.batchEvents).map { number in
        let id = UniqueID(
          high: 0x0192_F000_0000_7000, low: 0x8000_0000_0000_0000 | UInt64(round * 1000 + number))
        return XPEvent(
          id: id, studentID: student.studentID, kind: "typing", delta: 1, wordSetID: nil, homeworkID: nil,
          createdAt: Timestamp(milliseconds: 1_750_000_000_000), metadata: [:]
        ).json
      }
      _ = try answer(Route.xpSync, token: student.token, .object(["events": .array(events)]))
    }.filter { loops[$0.key] == nil }
    #expect(!storing.isEmpty)
    #expect(storing.values.allSatisfy { $0.processors == given }, "\(storing)")

    // Nothing is anywhere else, and where nothing is shared nothing is confined.
    for thread in Thread.all(of: server).values {
      #expect(thread.processors == given || isShared && thread.processors == [given[0]], "\(thread)")
    }
  }
}
