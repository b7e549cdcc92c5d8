import HTTPTypes
import Primitives
import Store
import TestScopes
import TestSupport
import Testing
import Vocabulary
import Wire
import XP

@testable import API
@testable import PostgresStore

/// What both stores really answer, against the description.
@Suite(.ownThread()) struct OpenAPIAnswersTests {
  enum Kind: String, CaseIterable {
    case sqlite, postgres

    var factory: TestServer.StoreFactory {
      switch self {
      case .sqlite: TestServer.sqlite
      case .postgres:
        { _ in try await PostgresStore(url: PostgresURL(PostgresDatabase().url()), logger: .silent) }
      }
    }
  }

  private static var limits: ServerLimits {
    var limits = ServerLimits()
    // The walk is quicker than a test's clock.
    (limits.requestsPerSecond, limits.requestBurst) = (1e9, 1e9)
    limits.wrongCodeBurst = 2
    return limits
  }

  @Test(
    "every operation answers as it is described, with each status that it is described with",
    arguments: Kind.allCases)
  func answersAsDescribed(kind: Kind) async throws {
    let walk = try AnswerWalk(await TestServer(limits: Self.limits, makeStore: kind.factory))
    let room = try await walk.fillClass()
    try await walk.play(room)
    try await walk.teach(room)
    try await walk.beRefused(room)
    try await walk.meetLimits(room, makeStore: kind.factory)
    try await walk.leave(room)
    #expect(walk.faults == [])
    #expect(walk.missing == [], "described, and never answered")
  }

  @Test("a stream begins with a board as it is described", arguments: Kind.allCases)
  func streamsBoards(kind: Kind) async throws {
    let walk = try AnswerWalk(await TestServer(limits: Self.limits, makeStore: kind.factory))
    let room = try await walk.fillClass()
    try await walk.play(room)
    let event = try await walk.firstEvent(of: room.schoolClass.id)
    #expect(event.name == BoardEvent.snapshot)
    #expect(event.data["students"]?.array?.count == 2)
    #expect(walk.document.schema(["$ref": "#/components/schemas/Board"]).faults(in: event.data) == [])
  }

  @Test("an answer that is not as described is seen")
  func seesFaults() async throws {
    let walk = try AnswerWalk(await TestServer())
    let answer = try await walk.ask(.healthz)
    #expect(walk.faults == [] && walk.seen[.healthz] == [200])
    #expect(walk.missing.contains("GET /healthz 405") && !walk.missing.contains("GET /healthz 200"))
    let total = try #require(walk.document.operation(.xpTotal))
    #expect(walk.document.faults(in: answer, to: total).count > 5, "it is another operation's")
    // A status that is not described, and a body where none is.
    try await walk.ask(.readyz, method: .init("BREW"), at: walk.server)
    #expect(walk.faults == [])
    let join = try await walk.ask(.join, body: [:])
    #expect(walk.faults == [] && join.status == 400)
    #expect(walk.document.faults(in: join, to: total) == ["the status 400 is not described"])
    let signOut = try #require(walk.document.operation(.signOut))
    let unauthorized = try await walk.ask(.signOut)
    #expect(walk.document.faults(in: unauthorized, to: signOut) == [])
  }
}

/// What a walk has to do with.
struct WalkedRoom {
  let schoolClass: SchoolClass
  let ada: JoinResponse
  let bo: JoinResponse
  let teacher: String
}

extension AnswerWalk {
  func fillClass() async throws -> WalkedRoom {
    let teacher = server.teacherToken.text
    let made = try await ask(.createClass, token: teacher, body: CreateClassRequest(name: "7B").json)
    let schoolClass = try #require(SchoolClass(json: made.json))
    let proposed = UniqueID.test(700)
    let ada = try await join("Ada", schoolClass.code, as: proposed)
    let bo = try await join("Bo", schoolClass.code)
    try #require(ada.studentID == proposed)
    return WalkedRoom(schoolClass: schoolClass, ada: ada, bo: bo, teacher: teacher)
  }

  private func join(
    _ name: String, _ code: String, as proposed: UniqueID? = nil
  ) async throws -> JoinResponse {
    let request = JoinRequest(classCode: code, displayName: name, pin: "1234", studentID: proposed)
    return try #require(JoinResponse(json: try await ask(.join, body: request.json).json))
  }

  /// What everybody, and what a pupil does.
  func play(_ room: WalkedRoom) async throws {
    for endpoint in Endpoint.all where endpoint.caller == .anybody && endpoint != .join {
      try await ask(endpoint)
    }
    let (ada, now) = (room.ada, server.time.now)
    #expect(try await ask(.xpTotal, token: ada.token).json["updated_at"] == .null)
    let report = ClientReport(
      deviceID: .test(9), pendingCount: 2, pendingXP: 20, state: "pending", game: "typing")
    #expect(try await ask(.presence, token: ada.token, body: report.json).status == 204)
    let metadata: JSON = ["utc_offset_min": 60, "any": [.null, "x"]]
    let events: [XPEvent] = (0..<3).map { number in
      let (set, homework): (UniqueID?, UniqueID?) = (
        number == 0 ? nil : .test(5), number == 2 ? .test(6) : nil
      )
      return XPEvent(
        id: .test(UInt64(100 + number)), studentID: ada.studentID, kind: "typing", delta: 10, wordSetID: set,
        homeworkID: homework, createdAt: now.adding(seconds: -60 * Int64(number)), metadata: metadata)
    }
    let batch = XPSyncRequest(events: events, sentAt: now, client: report)
    #expect(
      try await ask(.xpSync, token: ada.token, body: batch.json).json["accepted_ids"]?.array?.count == 3)
    let quest = try #require(Quest.daily(for: ada.studentID, on: now.date()).min { $0.goal < $1.goal })
    let steps: [QuestEvent] = (0..<quest.goal).map { step in
      QuestEvent(
        id: .test(UInt64(200 + step)), studentID: ada.studentID, questID: quest.id, questDate: now.date(),
        progress: 1, createdAt: now.adding(seconds: -60 * Int64(step)))
    }
    let progress = QuestSyncRequest(events: steps, sentAt: now)
    let standings = try await ask(.questSync, token: ada.token, body: progress.json)
    #expect(standings.json["quests"]?.array?.contains { $0["completed_at"]?.time != nil } == true)
    try await ask(.quests, query: Endpoint.query((.date, now.date().description)), token: ada.token)
    #expect(try await ask(.xpTotal, token: ada.token).json["last_game_type"]?.string != nil)
    let page = try await ask(.xpEvents, query: Endpoint.query((.limit, "2")), token: ada.token)
    let before = try #require(LedgerPage(json: page.json)?.nextBefore)
    let rest = try await ask(.xpEvents, query: Endpoint.query((.before, before)), token: ada.token)
    #expect(LedgerPage(json: rest.json)?.events.count == 2 && rest.json["next_before"] == .null)
    for token in [ada.token, room.teacher] { try await ask(.me, token: token) }
    #expect(try await ask(.xpEvents, token: room.bo.token).json["events"] == [])
  }

  /// What a teacher does, and what pupils see of it.
  func teach(_ room: WalkedRoom) async throws {
    let (teacher, id, now) = (room.teacher, room.schoolClass.id, server.time.now)
    for end in [now.adding(seconds: 86_400), nil] {
      let wanted = GiveHomeworkRequest(title: "Djur", wordSetID: .test(5), goalXP: 10, dueAt: end)
      #expect(try await ask(.giveHomework, [id], token: teacher, body: wanted.json).status == 201)
    }
    let homework = try await ask(.homework, [id], token: teacher)
    let given = try #require(Listing<AssignedHomework>(json: homework.json)?.elements)
    #expect(given.count == 2)
    #expect(
      Listing<Homework>(json: try await ask(.openHomework, token: room.ada.token).json)?.elements.count == 2)
    #expect(try await ask(.removeHomework, [id, given[0].id], token: teacher).status == 204)

    let words = [
      Word(term: "hund", translation: "dog", example: nil),
      Word(term: "katt", translation: "cat / kitty", example: "En katt."),
    ]
    for (number, level, classID, isPublic) in [
      (1, "A1", id, false), (2, nil, nil, true), (3, nil, nil, false),
    ]
      as [(UInt64, String?, UniqueID?, Bool)]
    {
      let set = WordSet(
        id: .test(500 + number), title: "Set", from: "sv", to: "en", level: level, words: words)
      let body = PutWordSetRequest(set, classID: classID, isPublic: isPublic).json
      for status in [201, 200] {
        #expect(try await ask(.putWordSet, [set.id], token: teacher, body: body).status == status)
      }
      #expect(WordSet(json: try await ask(.wordSet, [set.id], token: room.ada.token).json) == set)
    }
    #expect(Listing<WordSetListing>(json: try await ask(.wordSets, token: teacher).json)?.elements.count == 3)

    for period in Leaderboard.Period.allCases {
      let answer = try await ask(
        .leaderboard, query: Leaderboard.query(of: id, in: period), token: room.ada.token)
      #expect(Leaderboard(json: answer.json)?.entries.isEmpty == false)
    }
    #expect(Listing<Pupil>(json: try await ask(.students, [id], token: teacher).json)?.elements.count == 2)
    let details = try await ask(.student, [id, room.ada.studentID], token: teacher)
    #expect(PupilDetails(json: details.json)?.events.count == 4)
    #expect(Board(json: try await ask(.board, [id], token: teacher).json)?.rows.count == 2)
    #expect(try await ask(.boardStream, [id], token: teacher, method: .head).status == 200)
    #expect(Invitation(json: try await ask(.invitation, [id], token: teacher).json) != nil)
    #expect(try await ask(.export, [id], token: teacher).text.contains("Ada"))
    #expect(Listing<SchoolClass>(json: try await ask(.classes, token: teacher).json)?.elements.count == 1)
  }

  /// What changes who may do what; last of all.
  func leave(_ room: WalkedRoom) async throws {
    let (teacher, id) = (room.teacher, room.schoolClass.id)
    let again = JoinRequest(
      classCode: room.schoolClass.code, displayName: "Bo", pin: "1234", studentID: nil)
    #expect(try await ask(.join, body: again.json).status == 200)
    let wrong = JoinRequest(
      classCode: room.schoolClass.code, displayName: "Bo", pin: "9999", studentID: nil)
    #expect(try await ask(.join, body: wrong.json).code == Problem.wrongPIN)
    try await ask(.changeClass, [id], token: teacher, body: ChangeClassRequest(isJoinable: false).json)
    let newcomer = JoinRequest(
      classCode: room.schoolClass.code, displayName: "Cy", pin: "1234", studentID: nil)
    #expect(try await ask(.join, body: newcomer.json).code == "not_joinable")
    let renewed = try await ask(.renewCode, [id], token: teacher)
    #expect(SchoolClass(json: renewed.json)?.isJoinable == false)
    for status in [404, 404, 429] { #expect(try await ask(.join, body: newcomer.json).status == status) }
    #expect(
      try await ask(
        .setPIN, [id, room.bo.studentID], token: teacher, body: SetPINRequest(pin: "4321").json
      ).status == 204)
    #expect(try await ask(.signOut, token: room.ada.token).status == 204)
    #expect(try await ask(.removeStudent, [id, room.bo.studentID], token: teacher).status == 204)
  }
}
