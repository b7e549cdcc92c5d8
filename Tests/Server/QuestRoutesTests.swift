import HTTPTypes
import Primitives
import Store
import TestScopes
import TestSupport
import Testing
import Wire
import XP

@testable import API

@Suite(.ownThread()) struct QuestRoutesTests {
  static let today = CivilDate("2026-11-22")!

  private func event(
    _ number: UInt64, of student: UniqueID, quest: String? = nil, date: CivilDate = today,
    progress: Int = 1, createdAt: Timestamp = TestTime.start
  ) -> QuestEvent {
    QuestEvent(
      id: .test(number), studentID: student, questID: quest ?? Quest.daily(for: student, on: date)[0].id,
      questDate: date, progress: progress, createdAt: createdAt)
  }

  private func sync(
    _ server: TestServer, _ student: JoinResponse, _ events: [JSON]
  ) async throws -> Answer {
    try await server.post(Route.questSync, token: student.token, ["events": .array(events)])
  }

  @Test("a day has three quests, with no progress at first")
  func listsQuests() async throws {
    let server = try await TestServer()
    let student = try await server.makeStudent()
    let answer = try await server.send(.get, Route.quests + "?date=2026-11-22", token: student.token)
    #expect(answer.status == 200)
    let quests = (answer.json["quests"]?.array ?? []).compactMap { QuestStanding(json: $0) }
    let expected = Quest.daily(for: student.studentID, on: Self.today).map {
      QuestStanding(
        questID: $0.id, date: Self.today, progress: 0, goal: $0.goal, completedAt: nil, bonusXP: $0.bonusXP)
    }
    #expect(quests == expected)
  }

  @Test(
    "a date that is none is bad_date",
    arguments: [
      "", "?date=", "?date=today", "?date=2026-02-30", "?date=2026-11-22T00:00:00Z", "?day=2026-11-22",
    ])
  func wantsDates(query: String) async throws {
    let server = try await TestServer()
    let student = try await server.makeStudent()
    let answer = try await server.send(.get, Route.quests + query, token: student.token)
    #expect(answer.status == 400)
    #expect(answer.code == "bad_date")
  }

  @Test("progress adds up, the bonus comes once, and the answer has every quest of the days named")
  func awards() async throws {
    let server = try await TestServer()
    let student = try await server.makeStudent()
    let quest = Quest.daily(for: student.studentID, on: Self.today)[0]
    let first = event(1, of: student.studentID, progress: quest.goal - 1)
    let before = try await sync(server, student, [first.json])
    #expect(before.status == 200)
    #expect(before.json["total_xp"] == 0)
    let rest = event(2, of: student.studentID, progress: 3)
    let yesterday = CivilDate("2026-11-21")!
    let old = event(
      3, of: student.studentID, date: yesterday, createdAt: TestTime.start.adding(seconds: -86_400))
    for _ in 0..<2 {
      let answer = try await sync(server, student, [first.json, rest.json, old.json, rest.json])
      #expect(answer.status == 200)
      let read = try #require(QuestSyncResponse(json: answer.json))
      #expect(read.acceptedIDs == [.test(1), .test(2), .test(3)])
      #expect(read.total == LedgerTotal(totalXP: quest.bonusXP, gamesPlayed: 1, version: 1))
      #expect(
        read.quests.map(\.date) == [yesterday, yesterday, yesterday, Self.today, Self.today, Self.today])
      let own = try #require(read.quests.first { $0.questID == quest.id && $0.date == Self.today })
      #expect(own.progress == quest.goal + 2)
      #expect(own.completedAt == server.time.now)
      #expect(read.quests.map(\.progress).reduce(0, +) == quest.goal + 3)
    }
    let trail = try await server.send(.get, Route.xpEvents, token: student.token)
    #expect(trail.json["events"]?.array?.map { $0["kind"] } == ["daily_quest"])
    let listed = try await server.send(.get, Route.quests + "?date=2026-11-22", token: student.token)
    #expect(listed.json["quests"]?.array?[0]["progress"] == .integer(quest.goal + 2))
    #expect(try await server.store.mismatches() == [])
  }

  @Test("every bad event is named, and nothing is stored")
  func refusesWhole() async throws {
    let server = try await TestServer()
    let student = try await server.makeStudent()
    let own = student.studentID
    #expect(try await sync(server, student, [event(1, of: own).json]).status == 200)
    let others = Quest.catalogue.map(\.id).first { id in
      !Quest.daily(for: own, on: Self.today).contains { $0.id == id }
    }
    func changed(_ key: String, _ value: JSON?) -> JSON {
      var object = event(50, of: own).json.object!
      object[key] = value
      return .object(object)
    }
    let events: [JSON] = [
      event(2, of: own).json, event(1, of: own, progress: 2).json, event(3, of: .test(99)).json,
      event(2, of: own, progress: 7).json, 7, changed("progress", 0), changed("progress", 1001),
      changed("progress", .number("1.5")), changed("created_at", "infinity"),
      changed("created_at", 5), changed("created_at", "2026-11-22"),
      changed("quest_id", .text(others)), changed("quest_id", "nonsense"), changed("quest_id", nil),
      changed("quest_date", "2026-11-31"), changed("quest_date", nil),
      changed("id", "2ed6657d-e927-568b-95e1-2665a8aea6a2"),
      changed("id", "x"), changed("quest_id", .invalidString),
    ]
    let answer = try await sync(server, student, events)
    #expect(answer.status == 422)
    #expect(answer.code == "events_rejected")
    #expect(
      answer.rejected == [
        "1:id_conflict", "2:wrong_student", "3:duplicate_in_batch", "4:bad_id", "5:bad_progress",
        "6:bad_progress", "7:bad_progress", "8:bad_time", "9:bad_time", "10:bad_time", "11:bad_quest",
        "12:bad_quest", "13:bad_quest", "14:bad_quest", "15:bad_quest", "16:bad_id", "17:bad_id",
        "18:bad_quest",
      ])
    let conflict = try await sync(
      server, student, [event(1, of: own, progress: 2).json, event(5, of: own).json])
    #expect(conflict.rejected == ["0:id_conflict"])
    let listed = try await server.send(.get, Route.quests + "?date=2026-11-22", token: student.token)
    #expect(listed.json["quests"]?.array?[0]["progress"] == 1)
  }

  @Test(
    "the bonus is for progress made on the pupil's own day, by the server's clock; all other progress is kept without it",
    arguments: [
      // The computer's clock, hours before sending it was made by it, the date of the quest, the offset; the bonus.
      ("2026-11-22T12:00:00Z", 0, "2026-11-22", nil, true),
      ("2046-01-01T12:00:00Z", 0, "2026-11-22", nil, true),
      ("1970-01-01T00:00:01Z", 0, "2026-11-22", nil, true),
      ("2046-01-01T12:00:00Z", 0, "2046-01-01", nil, false),
      // At noon it is still the 21st at one end of the world, and the 23rd already at the other.
      ("2026-11-22T12:00:00Z", 0, "2026-11-20", nil, false),
      ("2026-11-22T12:00:00Z", 0, "2026-11-21", nil, true),
      ("2026-11-22T12:00:00Z", 0, "2026-11-23", nil, true),
      ("2026-11-22T12:00:00Z", 0, "2026-11-24", nil, false),
      ("2026-11-22T12:00:00Z", 0, "2026-11-21", 0, false),
      ("2026-11-22T12:00:00Z", 0, "2026-11-23", 720, true),
      ("2026-11-22T12:00:00Z", 0, "2026-11-23", 719, false),
      ("2026-11-22T12:00:00Z", 0, "2026-11-21", -721, true),
      ("2026-11-22T12:00:00Z", 0, "2026-11-23", 841, true),
      // 30 days.
      ("2026-11-22T12:00:00Z", 720, "2026-10-23", nil, true),
      ("2026-11-22T12:00:00Z", 721, "2026-10-23", nil, false),
    ] as [(String, Int64, String, Int?, Bool)])
  func knowsLocalDays(clock: String, hours: Int64, date: String, offset: Int?, pays: Bool) async throws {
    let server = try await TestServer()
    let student = try await server.makeStudent()
    let (sentAt, date) = (Timestamp(clock)!, CivilDate(date)!)
    let quest = Quest.daily(for: student.studentID, on: date)[0]
    var event = event(
      1, of: student.studentID, date: date, progress: quest.goal,
      createdAt: sentAt.adding(seconds: -hours * 3600)
    ).json.object!
    event["utc_offset_min"] = offset.map { .integer($0) }
    let answer = try await server.post(
      Route.questSync, token: student.token, ["events": [.object(event)], "sent_at": .time(sentAt)])
    #expect(answer.status == 200)
    let standing = try #require(QuestSyncResponse(json: answer.json)).quests[0]
    #expect(standing.progress == quest.goal)
    #expect((standing.completedAt != nil) == pays)
    #expect(answer.json["total_xp"] == .integer(pays ? quest.bonusXP : 0))
  }

  @Test("the shape of the request is checked as for points")
  func checksShape() async throws {
    let server = try await TestServer()
    let student = try await server.makeStudent()
    let own = student.studentID
    for body in ["", "{}", "[]", "{\"events\":7}"] {
      let answer = try await server.send(.post, Route.questSync, token: student.token, body: body)
      #expect(answer.code == "malformed_json")
    }
    #expect(try await sync(server, student, []).code == "no_events")
    let many = (0...500).map { event(UInt64($0), of: own).json }
    let tooMany = try await sync(server, student, many)
    #expect(tooMany.status == 413)
    #expect(tooMany.code == "batch_too_large")
    let most = try await sync(server, student, Array(many.dropLast()))
    #expect(most.status == 200)
    #expect(most.json["accepted_ids"]?.array?.count == 500)
  }
}
