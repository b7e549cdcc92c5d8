import HTTPTypes
import Primitives
import TestScopes
import TestSupport
import Testing
import Wire
import XP

@testable import API

@Suite(.ownThread()) struct LeaderboardTests {
  private func ranks(_ server: TestServer, _ id: UniqueID, _ period: String, _ token: String) async throws
    -> [String]
  {
    let answer = try await server.send(
      .get, "\(Route.leaderboard)?class=\(id)&period=\(period)", token: token)
    #expect(answer.status == 200)
    #expect(answer.json["period"] == .string(period))
    #expect(answer.json["class"] == ["id": .id(id), "name": "7B"])
    return (answer.json["students"]?.array ?? []).map {
      "\($0["rank"]!) \($0["display_name"]!.string!) \($0["xp"]!)"
    }
  }

  @Test("today, this week and all of it, by the server's days; equal points share a rank")
  func ranks() async throws {
    let server = try await TestServer()
    let schoolClass = try await server.makeClass()
    let (ada, bo, cy) = (
      try await server.makeStudent("Ada", in: schoolClass),
      try await server.makeStudent("Bo", in: schoolClass),
      try await server.makeStudent("Cy", in: schoolClass)
    )
    // The clocks of the place are an hour ahead: Sunday ends at 23:00 UTC.
    var number: UInt64 = 0
    func win(_ student: JoinResponse, _ points: Int) async throws {
      number += 1
      let event = XPEvent.test(number, of: student.studentID, delta: points)
      #expect(try await server.sync(student, [event.json]).status == 200)
    }
    try await win(ada, 50)
    #expect(try await ranks(server, schoolClass.id, "today", ada.token) == ["1 Ada 50", "2 Bo 0", "2 Cy 0"])
    server.time.advance(seconds: 11 * 3600)
    try await win(bo, 20)
    server.time.advance(seconds: 24 * 3600)
    try await win(cy, 20)
    let token = server.teacherToken.text
    #expect(try await ranks(server, schoolClass.id, "today", token) == ["1 Cy 20", "2 Ada 0", "2 Bo 0"])
    #expect(try await ranks(server, schoolClass.id, "week", bo.token) == ["1 Bo 20", "1 Cy 20", "3 Ada 0"])
    #expect(try await ranks(server, schoolClass.id, "all", cy.token) == ["1 Ada 50", "2 Bo 20", "2 Cy 20"])
  }

  @Test("it is for the class's own people: for others it does not exist")
  func keepsStrangersOut() async throws {
    let server = try await TestServer()
    let schoolClass = try await server.makeClass()
    let stranger = try await server.makeStudent()
    let other = try await server.makeTeacher()
    for (token, id) in [
      (stranger.token, "\(schoolClass.id)"), (other, "\(schoolClass.id)"),
      (server.teacherToken.text, "\(UniqueID.test(999))"), (server.teacherToken.text, "7B"),
      (server.teacherToken.text, ""),
    ] {
      let answer = try await server.send(
        .get, "\(Route.leaderboard)?period=all&class=\(id)", token: token)
      #expect(answer.status == 404)
      #expect(answer.code == "not_found")
    }
    for query in ["", "&period=", "&period=month", "&period=ALL"] {
      let answer = try await server.send(
        .get, "\(Route.leaderboard)?class=\(schoolClass.id)\(query)", token: server.teacherToken.text)
      #expect(answer.status == 400)
      #expect(answer.code == "bad_period")
    }
  }
}
