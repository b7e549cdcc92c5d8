import Foundation
import Outbox
import Primitives
import TestScopes
import TestSupport
import Testing
import Transport
import Wire
import XP

/// Winnings that nobody can win, over HTTP to a real server: stored, told to the teacher, and no credit.
@Suite("Unusual points, end to end", .ownThread(in: .programs))
struct UnusualEndToEndTests {
  /// What the server says to a request of a pupil's, or of the teacher's.
  private func ask(
    _ method: String, _ path: String, _ classroom: Classroom, token: String, _ body: JSON? = nil
  ) throws -> JSON {
    let response = try CurlTransport().response(
      to: HTTPRequest(
        method: method, url: classroom.address + path,
        headers: [
          HTTPHeader("Content-Type", "application/json"), HTTPHeader("Authorization", "Bearer \(token)"),
        ],
        body: body?.utf8 ?? []))
    guard (200..<300).contains(response.status) else {
      let text = String(decoding: response.body, as: UTF8.self)
      throw ClassroomError(description: "\(response.status) \(text)")
    }
    return try JSON.parse(response.body)
  }

  @Test(
    "36 million points at once are counted, marked wherever the teacher looks, and no homework; who plays is not marked",
    arguments: ServerDatabase.Kind.allCases)
  func millions(on kind: ServerDatabase.Kind) throws {
    let classroom = try Classroom(on: kind)
    let given = try classroom.teacher("homework", "add", "7B", "--set", "djur", "--goal", "200")
    #expect(given.status == 0)
    let cheat = try DirectPupil(classroom, name: "Bo", address: classroom.address, seed: 1)
    let ada = try classroom.joinedComputer("Ada")
    #expect(try ada.playRightAnswers(12).status == 0)
    let before = try ask("GET", Route.homework, classroom, token: cheat.token)
    let homework = try #require(before["homework"]?.array?.first?["id"]?.id)
    var generator = SeededGenerator(seed: 7)
    for _ in 0..<72 {
      let time = Timestamp(milliseconds: Int64(Date().timeIntervalSince1970 * 1000) - 5000)
      let events = (0..<500).map { _ in
        XPEvent(
          id: .version7(milliseconds: time.milliseconds, using: &generator), studentID: cheat.owner.studentID,
          kind: "typing", delta: 1000, wordSetID: nil, homeworkID: homework, createdAt: time, metadata: [:]
        ).json
      }
      _ = try ask("POST", Route.xpSync, classroom, token: cheat.token, ["events": .array(events)])
    }
    let after = try ask("GET", Route.homework, classroom, token: cheat.token)
    #expect(after["homework"]?.array?.first?["earned_xp"] == 0)
    let total = try ask("GET", Route.xpTotal, classroom, token: cheat.token)["total_xp"]?.integer ?? 0
    #expect(total >= 36_000_000, "nobody loses any")

    let students = try JSON.parse(try classroom.teacher("students", "7B", "--json").output).array ?? []
    #expect(students.map { $0["display_name"] } == ["Ada", "Bo"])
    #expect(students.map { $0["unusual_xp"] } == [0, 36_000_000])
    let list = try classroom.teacher("students", "7B").output
    #expect(list.contains("Bo, unusual: 36 000 000 XP came faster than anybody plays"), "\(list)")
    #expect(!list.contains("Ada, unusual"))
    let board = try JSON.parse(
      try Computer(in: classroom.folder, named: "teacher").glosa(
        "watch", "--class", "7B", "--once", "--json", "--server", classroom.address, "--token-file",
        classroom.tokenFile
      ).output)
    #expect(board["students"]?.array?.map { $0["unusual_xp"] } == [0, 36_000_000])
    let table = try classroom.teacher("export", "7B").output.split(separator: "\r\n")
    #expect(table.first?.hasSuffix(",unusual XP") == true)
    #expect(table.dropFirst().map { $0.split(separator: ",").last } == ["0", "36000000"])
    #expect(cheat.drained(within: 20))
  }
}
