import Primitives
import TestScopes
import Testing
import Vocabulary
import Wire
import XP

@Suite(.ownThread()) struct WireTests {
  static let id = UniqueID(high: 1, low: 2)

  @Test("an event has all of the protocol's members, by its names")
  func writesEvents() throws {
    let event = XPEvent(
      id: Self.id, studentID: UniqueID(high: 3, low: 4), kind: "typing", delta: 10, wordSetID: nil,
      homeworkID: Self.id,
      createdAt: Timestamp(milliseconds: 0), metadata: ["a": 1])
    let text = XPSyncRequest(
      events: [event], sentAt: Timestamp(milliseconds: 1),
      client: ClientReport(deviceID: Self.id, pendingCount: 1, pendingXP: 10, state: "syncing", game: nil)
    ).json.description
    #expect(
      try JSON.parse(text) == [
        "events": [
          [
            "id": .id(Self.id), "student_id": "00000000-0000-0003-0000-000000000004", "kind": "typing",
            "delta": 10,
            "word_set_id": .null, "homework_id": .id(Self.id), "created_at": "1970-01-01T00:00:00.000Z",
            "metadata": ["a": 1],
          ]
        ], "sent_at": "1970-01-01T00:00:00.001Z",
        "client": [
          "device_id": .id(Self.id), "pending_count": 1, "pending_xp": 10, "state": "syncing", "game": .null,
        ],
      ])
    #expect(
      XPSyncRequest(events: [], sentAt: Timestamp(milliseconds: 1), client: nil).json
        == ["events": [], "sent_at": "1970-01-01T00:00:00.001Z"])
  }

  @Test("an answer is read whole or not at all")
  func readsSyncResponses() {
    let response = XPSyncResponse(
      acceptedIDs: [Self.id], stored: [StoredMoment(id: Self.id, occurredAt: Timestamp(milliseconds: 9))],
      total: LedgerTotal(totalXP: 5, gamesPlayed: 1, version: 2))
    #expect(XPSyncResponse(json: response.json) == response)
    for (key, value) in [
      ("accepted_ids", nil), ("accepted_ids", ["x"]), ("accepted_ids", .null), ("total_xp", -1),
      ("total_xp", .number("1.5")),
      ("games_played", nil), ("version", "2"),
    ] as [(String, JSON?)] {
      var object = response.json.object!
      object[key] = value
      #expect(XPSyncResponse(json: .object(object)) == nil)
    }
    #expect(XPSyncResponse(json: .null) == nil)
  }

  @Test("a problem keeps its code, detail and bad events")
  func readsProblems() {
    let problem = Problem(
      status: 422, code: "events_rejected", detail: "Bad.",
      rejected: [Rejection(id: "x", index: 3, code: .idConflict, detail: "Taken.")])
    let json = problem.json(title: "Unprocessable Entity")
    #expect(Problem(json: json) == problem)
    #expect(json["title"] == "Unprocessable Entity")
    #expect(json["type"] == "urn:glosa:problem:events_rejected")
    #expect(json["rejected"]?.array?[0]["code"] == "id_conflict")
    #expect(Problem(json: ["detail": "x"]) == nil)
    #expect(Problem(status: 404, code: "not_found", detail: "").json(title: "")["rejected"] == nil)
  }

  @Test("joining, there and back")
  func readsJoins() {
    let response = JoinResponse(
      studentID: Self.id, token: "t", classID: Self.id, className: "7B", serverID: Self.id)
    #expect(JoinResponse(json: response.json) == response)
    #expect(
      JoinResponse(json: [
        "student_id": .id(Self.id), "token": "", "class": ["id": .id(Self.id), "name": "7B"],
      ]) == nil)
    let schoolClass = SchoolClass(id: Self.id, name: "7B", code: "ABCDEF")
    #expect(SchoolClass(json: schoolClass.json) == schoolClass)
    #expect(SchoolClass(json: [:]) == nil)
    let request = JoinRequest(classCode: "c", displayName: "Ada", pin: "1234", studentID: nil)
    #expect(request.json == ["class_code": "c", "display_name": "Ada", "pin": "1234"])
  }

  @Test("what is listed is read whole or not at all, and unknown members are no matter")
  func readsLists() throws {
    let schoolClass = SchoolClass(id: Self.id, name: "7B", code: "ABCDEF", isJoinable: false)
    let listing = Listing([schoolClass])
    #expect(listing.json == ["classes": [schoolClass.json]])
    #expect(Listing<SchoolClass>(json: listing.json)?.elements == [schoolClass])
    var newer = try #require(schoolClass.json.object)
    newer["colour"] = "green"
    #expect(
      Listing<SchoolClass>(json: ["classes": [.object(newer)], "next": 1])?.elements == [schoolClass])
    #expect(Listing<SchoolClass>(json: ["classes": [schoolClass.json, [:]]]) == nil)
    #expect(Listing<SchoolClass>(json: ["students": []]) == nil)
    #expect(Listing<Pupil>.rows(of: ["students": [5]]) == [5])
  }

  @Test("a pupil, homework and a listed set go there and back, and an older server may say less")
  func readsClassroom() throws {
    let moment = Timestamp(milliseconds: 5)
    let pupil = Pupil(
      id: Self.id, name: "Ada", joinedAt: moment, totalXP: 7, gamesPlayed: 2, lastGame: "typing",
      lastPlayedAt: nil, unusualXP: 3)
    #expect(Pupil(json: pupil.json) == pupil)
    let old = try #require(Pupil(json: ["student_id": .id(Self.id), "display_name": "Ada", "total_xp": 7]))
    #expect(old.gamesPlayed == 0 && old.unusualXP == 0 && old.joinedAt == nil)
    #expect(Pupil(json: ["student_id": .id(Self.id), "display_name": "Ada"]) == nil)
    let homework = AssignedHomework(
      id: Self.id, classID: Self.id, title: "Djur", wordSetID: Self.id, goalXP: 10, dueAt: nil,
      createdAt: moment)
    #expect(AssignedHomework(json: homework.json) == homework)
    #expect(homework.json["due_at"] == .null)
    let set = WordSetListing(
      summary: WordSetSummary(
        id: Self.id, title: "Djur", from: "sv", to: "en", level: nil, wordCount: 1),
      classID: Self.id, isPublic: false, updatedAt: "1970-01-01T00:00:00.000Z")
    #expect(WordSetListing(json: set.json) == set)
    #expect(set.json(words: [])["words"] == [] && set.json["words"] == nil)
    var before = try #require(set.json.object)
    (before["public"], before["class_id"]) = (nil, nil)
    #expect(WordSetListing(json: .object(before))?.isPublic == false)
  }

  @Test("a leaderboard, a pupil's page and an account go there and back")
  func readsStandings() throws {
    let entry = Leaderboard.Entry(rank: 1, studentID: Self.id, displayName: "Ada", xp: 5)
    let board = Leaderboard(of: ClassName(id: Self.id, name: "7B"), in: .week, entries: [entry])
    #expect(Leaderboard(json: board.json) == board)
    #expect(Leaderboard(json: ["students": [[:]]]) == nil)
    #expect(Leaderboard.query(of: Self.id, in: .today) == "?class=\(Self.id)&period=today")
    let event = LedgerEvent(
      event: XPEvent(
        id: Self.id, studentID: Self.id, kind: "typing", delta: 1, wordSetID: Self.id, homeworkID: nil,
        createdAt: Timestamp(milliseconds: 1), metadata: ["a": 1]),
      occurredAt: Timestamp(milliseconds: 2), receivedAt: Timestamp(milliseconds: 3))
    let page = LedgerPage(events: [event], nextBefore: "x")
    #expect(LedgerPage(json: page.json) == page)
    #expect(LedgerPage(json: ["events": [["id": .id(Self.id)]]]) == nil)
    let index = try #require(LedgerPage.Index(json: ["events": [["id": .id(Self.id)], [:]]]))
    #expect(index.ids == [Self.id] && !index.isEmpty && index.nextBefore == nil)
    #expect(LedgerPage.Index(json: [:]) == nil)
    var old = try #require(event.json.object)
    old["occurred_at"] = nil
    #expect(try #require(LedgerEvent(json: .object(old))).occurredAt == nil, "a server of before")
    let me = Me(
      id: Self.id, role: .teacher, displayName: "T", classes: [board.schoolClass], serverID: Self.id)
    #expect(Me(json: me.json) == me)
    #expect(try #require(Me(json: ["id": .id(Self.id), "role": "owner"])).role == nil, "a newer server")
    let health = Health(serverID: Self.id, version: "1")
    #expect(Health(json: health.json) == health)
    #expect(try #require(Health(json: ["status": "ok"])).serverID == nil, "a server of before")
    #expect(Health(json: Readiness().json) == nil && Readiness(json: Readiness().json) != nil)
  }

  @Test("a body is read by what it says; what it leaves out is nothing that is taken")
  func readsRequests() throws {
    let join = JoinRequest(classCode: "c", displayName: "Ada", pin: "1234", studentID: Self.id)
    #expect(JoinRequest(json: join.json) == join)
    #expect(JoinRequest(json: [:]) == nil && JoinRequest(json: ["class_code": "c"])?.pin == "")
    #expect(CreateClassRequest(json: CreateClassRequest(name: "7B").json).name == "7B")
    #expect(ChangeClassRequest(json: ChangeClassRequest(isJoinable: false).json)?.isJoinable == false)
    #expect(ChangeClassRequest(json: ["joinable": "no"]) == nil)
    #expect(SetPINRequest(json: SetPINRequest(pin: "1234").json).pin == "1234")
    let end = Timestamp(milliseconds: 1)
    let homework = GiveHomeworkRequest(
      json: GiveHomeworkRequest(title: "T", wordSetID: Self.id, goalXP: 5, dueAt: end).json)
    #expect(homework.title == "T" && homework.wordSetID == Self.id && homework.goalXP == 5)
    struct Bad: Error {}
    #expect(try homework.dueAt.get(or: Bad()) == end)
    #expect(try GiveHomeworkRequest(json: ["due_at": .null]).dueAt.get(or: Bad()) == nil)
    #expect(throws: Bad.self) { try GiveHomeworkRequest(json: ["due_at": 5]).dueAt.get(or: Bad()) }
    let set = WordSet(
      id: Self.id, title: "T", from: "sv", to: "en", level: nil,
      words: [Word(term: "hund", translation: "dog / hound", example: nil)])
    let put = try #require(
      PutWordSetRequest(json: PutWordSetRequest(set, classID: nil, isPublic: true).json))
    #expect(try put.isPublic.get(or: Bad()) == true && put.classID.get(or: Bad()) == nil)
    #expect(try put.words?.first?.translations.get(or: Bad()) == ["dog", "hound"])
    let word = try #require(
      PutWordSetRequest(json: ["words": [["translations": [1], "example": 5]]])?.words?.first)
    #expect(throws: Bad.self) { try word.translations.get(or: Bad()) }
    #expect(throws: Bad.self) { try word.example.get(or: Bad()) }
    #expect(word.term == nil)
  }

  @Test(
    "what is accepted and not shown, and the gender, are members of their own, absent where there is none")
  func readsWords() throws {
    let word = Word(term: "läder {ett} / skinn {ett} // tyg {n}", translation: "leather // hide / skin")
    #expect(word.json["term"]?.string == "läder / skinn" && word.json["term_gender"]?.string == "ett")
    #expect(word.json["translations"] == .array([.string("leather")]))
    #expect(word.json["also_terms"] == .array([.string("tyg {n}")]))
    #expect(word.json["also_translations"] == .array([.string("hide"), .string("skin")]))
    #expect(word.json["translation_gender"] == nil)
    #expect(Word(json: word.json) == word)
    let mixed = Word(term: "fel {ett} / miss {en}", translation: "mistake")
    #expect(Word(json: mixed.json) == mixed && mixed.json["also_terms"] == nil)
    #expect(Word(json: ["term": "hund", "translations": ["dog"]])?.alsoTerms == [])
  }

  @Test("a path is written with its ids and read again, and nothing else is such a path")
  func readsPaths() {
    let (one, two) = (UniqueID(high: 1, low: 2), UniqueID(high: 3, low: 4))
    let pattern = PathPattern("/a/{class}/b/{student}")
    #expect(pattern.names == ["class", "student"])
    #expect(pattern.path([one, two]) == "/a/\(one)/b/\(two)")
    #expect(pattern.ids(in: pattern.path([one, two])) == [one, two])
    #expect(pattern.path([one]) == "/a/\(one)/b/{student}")
    #expect(pattern.ids(in: pattern.text) == nil && pattern.ids(in: pattern.path([one, two]) + "/") == nil)
    #expect(PathPattern("/a").ids(in: "/a") == [] && !PathPattern("/a").hasIDs)
    #expect(Endpoint.query((.limit, "5"), (.before, nil)) == "?limit=5")
    #expect(Endpoint.query((.before, nil)) == "")
  }

  @Test("a row of a newer server's board is read, and claims nothing that is not known")
  func readsNewerRows() throws {
    var row = JSONObject()
    row["student_id"] = .id(Self.id)
    row["display_name"] = "Ada"
    for name in ["total_xp", "today_xp", "pending_count", "pending_xp"] { row[name] = 0 }
    for (state, read) in [("left", BoardRow.State.left), ("on_the_moon", .pending)] {
      row["state"] = .string(state)
      #expect(try #require(BoardRow(json: .object(row))).state == read)
    }
    row["state"] = 5
    #expect(BoardRow(json: .object(row)) == nil)
    row["state"] = "synced"
    #expect(try #require(BoardRow(json: .object(row))).unusualXP == 0, "an older server does not say")
  }
}
