import HTTPTypes
import Primitives
import QRCode
import Store
import TestScopes
import TestSupport
import Testing
import Wire
import XP

@testable import API

@Suite(.ownThread()) struct ClassRoutesTests {
  @Test("what is another teacher's, or nobody's, is 404 alike, and nothing changes")
  func keepsToOwnClasses() async throws {
    let server = try await TestServer()
    let schoolClass = try await server.makeClass()
    let student = try await server.makeStudent("Ada", in: schoolClass)
    let mine = server.teacherToken.text
    let other = try await server.makeTeacher()
    let homework = try await server.post(
      Route.homework(of: schoolClass.id), token: mine,
      ["title": "Djur", "word_set_id": .id(.test(5)), "goal_xp": 10])
    let homeworkID = homework.json["id"]!.id!
    let body: JSON = ["title": "Djur", "word_set_id": .id(.test(5)), "goal_xp": 10, "pin": "9999"]
    let (pupil, piece) = (student.studentID, homeworkID)
    let requests: [(HTTPRequest.Method, @Sendable (UniqueID) -> String)] = [
      (.get, { Route.students(of: $0) }), (.delete, { Route.student(pupil, of: $0) }),
      (.post, { Route.pin(of: pupil, in: $0) }), (.post, { Route.homework(of: $0) }),
      (.get, { Route.homework(of: $0) }), (.delete, { Route.homework(piece, of: $0) }),
      (.get, { Route.export(of: $0) }), (.get, { "\(Route.leaderboard)?class=\($0)&period=all" }),
    ]
    for (method, path) in requests {
      let foreign = try await server.send(
        method, path(schoolClass.id), token: other, body: body.description)
      let missing = try await server.send(method, path(.test(999)), token: mine, body: body.description)
      #expect(foreign.status == 404)
      #expect(foreign.text == missing.text)
      #expect(foreign.headers == missing.headers)
    }
    // A pupil and a piece of homework are looked for in the class that is named, not in any.
    let second = try await server.makeClass("8A")
    for (method, path) in requests[1...2] + [requests[5]] {
      let answer = try await server.send(method, path(second.id), token: mine, body: body.description)
      #expect(answer.status == 404)
    }
    #expect(try await server.send(.get, Route.me, token: student.token).status == 200)
    let kept = try await server.send(.get, Route.homework(of: schoolClass.id), token: mine)
    #expect(kept.json["homework"]?.array?.count == 1)
  }

  @Test("how pupils join is told with the QR code of the first line, a text a row")
  func invitation() async throws {
    let server = try await TestServer()
    let schoolClass = try await server.makeClass()
    let answer = try await server.send(
      .get, Route.invitation(to: schoolClass.id), token: server.teacherToken.text)
    let invitation = try #require(Invitation(json: answer.json))
    #expect(invitation.isJoinable && invitation.lines.first?.code.classCode == schoolClass.code)
    let rows = try #require(answer.json["qr"]?.array).map { $0.string ?? "" }
    let code = try #require(QRCode(invitation.lines[0].description))
    #expect(rows.count == code.size)
    for (row, text) in rows.enumerated() {
      #expect(text == (0..<code.size).map { code[row, $0] ? "1" : "0" }.joined())
    }
  }

  @Test("the list of pupils tells what the ledger says of each, by name")
  func listsStudents() async throws {
    let server = try await TestServer()
    let schoolClass = try await server.makeClass()
    let path = Route.students(of: schoolClass.id)
    let empty = try await server.send(.get, path, token: server.teacherToken.text)
    #expect(empty.json == ["students": []])
    let (bo, ada) = (
      try await server.makeStudent("Bo", in: schoolClass),
      try await server.makeStudent("Ada", in: schoolClass)
    )
    server.time.advance(seconds: 60)
    _ = try await server.sync(bo, [XPEvent.test(1, of: bo.studentID, kind: "choice", delta: 7).json])
    let answer = try await server.send(
      .get,
      path.uppercased().replacing("/API/CLASSES/", with: "/api/classes/")
        .replacing("/STUDENTS", with: "/students"), token: server.teacherToken.text)
    #expect(answer.status == 200)
    #expect(
      answer.json == [
        "students": [
          [
            "student_id": .id(ada.studentID), "display_name": "Ada", "joined_at": .time(TestTime.start),
            "total_xp": 0, "games_played": 0, "last_game_type": .null, "last_played_at": .null,
            "unusual_xp": 0,
          ],
          [
            "student_id": .id(bo.studentID), "display_name": "Bo", "joined_at": .time(TestTime.start),
            "total_xp": 7, "games_played": 1, "last_game_type": "choice",
            "last_played_at": .time(server.time.now), "unusual_xp": 0,
          ],
        ]
      ])
  }

  @Test("a pupil who is removed is gone with everything, and may come again as somebody new")
  func removesStudents() async throws {
    let server = try await TestServer()
    let schoolClass = try await server.makeClass()
    let student = try await server.makeStudent("Ada", in: schoolClass)
    _ = try await server.sync(student, [XPEvent.test(1, of: student.studentID).json])
    let path = Route.student(student.studentID, of: schoolClass.id)
    let answer = try await server.send(.delete, path, token: server.teacherToken.text)
    #expect(answer.status == 204)
    #expect(answer.text.isEmpty)
    #expect(try await server.send(.delete, path, token: server.teacherToken.text).status == 404)
    #expect(try await server.sync(student, [XPEvent.test(2, of: student.studentID).json]).status == 401)
    #expect(try await server.send(.get, Route.me, token: student.token).status == 401)
    #expect(try await server.store.total(of: student.studentID).total == .zero)
    let list = try await server.send(
      .get, Route.students(of: schoolClass.id), token: server.teacherToken.text)
    #expect(list.json == ["students": []])
    let again = try await server.join(schoolClass.code, "Ada", pin: "4321")
    #expect(again.status == 201)
    #expect(again.json["student_id"] != .id(student.studentID))
    #expect(try await server.store.mismatches() == [])
  }

  @Test("a new PIN counts from then on, and all devices have to sign in again")
  func setsPINs() async throws {
    let server = try await TestServer()
    let schoolClass = try await server.makeClass()
    let student = try await server.makeStudent("Ada", in: schoolClass)
    _ = try await server.sync(student, [XPEvent.test(1, of: student.studentID).json])
    let path = Route.pin(of: student.studentID, in: schoolClass.id)
    for bad in [[:], ["pin": "123"], ["pin": 1234], ["pin": "12345x"], [], "1234"] as [JSON] {
      let answer = try await server.post(path, token: server.teacherToken.text, bad)
      #expect(answer.status == 400)
      #expect(answer.code == "bad_pin")
    }
    #expect(try await server.sync(student, [XPEvent.test(1, of: student.studentID).json]).status == 200)
    let answer = try await server.post(path, token: server.teacherToken.text, ["pin": "777777"])
    #expect(answer.status == 204)
    #expect(try await server.sync(student, [XPEvent.test(1, of: student.studentID).json]).status == 401)
    #expect(try await server.join(schoolClass.code, "Ada").code == "wrong_pin")
    let again = try await server.join(schoolClass.code, "Ada", pin: "777777")
    #expect(again.status == 200)
    #expect(again.json["student_id"] == .id(student.studentID))
  }
}
