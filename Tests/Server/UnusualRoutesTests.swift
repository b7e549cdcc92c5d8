import HTTPTypes
import Primitives
import TestScopes
import TestSupport
import Testing
import Wire
import XP

@testable import API

/// Winnings that nobody can win, as requests: stored, told to the teacher, and no credit.
@Suite(.ownThread()) struct UnusualRoutesTests {
  private func server() async throws -> TestServer {
    var limits = ServerLimits()
    limits.requestBurst = 10_000
    return try await TestServer(limits: limits)
  }

  @Test("millions of points are stored, are no homework, and are on the board, in the list and in the table")
  func millions() async throws {
    let server = try await server()
    let schoolClass = try await server.makeClass()
    let teacher = server.teacherToken.text
    let ada = try await server.makeStudent("Ada", in: schoolClass)
    let given = try await server.post(
      Route.homework(of: schoolClass.id), token: teacher,
      ["title": "H", "word_set_id": .id(.test(5)), "goal_xp": 1000, "due_at": .null])
    let homework = try #require(given.json["id"]?.string)
    for start: UInt64 in [0, 500, 1000, 1500] {
      let events = (0..<500).map { place in
        let event = XPEvent.test(start + UInt64(place), of: ada.studentID, delta: 1000)
        var object = event.json.object ?? [:]
        object["homework_id"] = .string(homework)
        return JSON.object(object)
      }
      #expect(try await server.sync(ada, events).status == 200)
    }
    let own = try await server.send(.get, Route.homework, token: ada.token)
    #expect(own.json["homework"]?.array?.map { $0["earned_xp"] } == [0])
    let board = try await server.send(.get, Route.board(of: schoolClass.id), token: teacher)
    let row = try #require(board.json["students"]?.array?.first)
    #expect(row["total_xp"] == 2_000_000 && row["unusual_xp"] == 2_000_000)
    let path = Route.students(of: schoolClass.id)
    let list = try await server.send(.get, path, token: teacher)
    #expect(list.json["students"]?.array?.first?["unusual_xp"] == 2_000_000)
    let pupil = try await server.send(.get, path + "/\(ada.studentID)", token: teacher)
    #expect(pupil.json["unusual_xp"] == 2_000_000)
    let table = try await server.send(.get, Route.export(of: schoolClass.id), token: teacher)
    let lines = table.text.split(separator: "\r\n")
    #expect(lines.first?.hasSuffix(",unusual XP") == true && lines.last?.hasSuffix(",2000000") == true)
    #expect(try await server.send(.get, Route.xpTotal, token: ada.token).json["total_xp"] == 2_000_000)
  }

  @Test("400 back-dated days of quests are progress, and no bonus; nor is more than a minute's in an event")
  func quests() async throws {
    let server = try await server()
    let student = try await server.makeStudent()
    var number: UInt64 = 0
    func progress(_ daysAgo: Int64, _ progress: Int? = nil) -> [JSON] {
      let then = TestTime.start.adding(seconds: -daysAgo * 86_400)
      return Quest.daily(for: student.studentID, on: then.date()).map { quest in
        number += 1
        return QuestEvent(
          id: .test(number), studentID: student.studentID, questID: quest.id, questDate: then.date(),
          progress: progress ?? quest.goal, createdAt: then
        ).json
      }
    }
    for days in stride(from: 31 as Int64, to: 431, by: 100) {
      let answer = try await server.post(
        Route.questSync, token: student.token,
        ["events": .array((days..<days + 100).flatMap { progress($0) }), "sent_at": .time(TestTime.start)])
      #expect(answer.status == 200 && answer.json["total_xp"] == 0)
    }
    let answers = Quest.daily(for: student.studentID, on: TestTime.start.date()).filter { $0.task != .points }
    let much = progress(0, 1000).filter { event in answers.contains { $0.id == event["quest_id"]?.string } }
    let today = try await server.post(
      Route.questSync, token: student.token, ["events": .array(much), "sent_at": .time(TestTime.start)])
    #expect(today.status == 200 && today.json["total_xp"] == 0)
    let quests = today.json["quests"]?.array ?? []
    #expect(quests.filter { $0["progress"] == 1000 }.count == answers.count)
    // What a person can make earns the bonus all the same.
    let fair = try await server.post(
      Route.questSync, token: student.token,
      ["events": .array(progress(0)), "sent_at": .time(TestTime.start)])
    #expect(
      fair.json["total_xp"]?.integer
        == Quest.daily(for: student.studentID, on: TestTime.start.date()).map(\.bonusXP).reduce(0, +))
  }
}
