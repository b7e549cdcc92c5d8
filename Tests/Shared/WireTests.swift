import Primitives
import TestScopes
import Testing
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
