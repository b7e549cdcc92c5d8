import HTTPTypes
import Primitives
import Store
import TestScopes
import TestSupport
import Testing
import Wire
import XP

@testable import API

/// What a board says of those who are not there: who needs a new sign-in, who has left, and since when.
@Suite(.ownThread()) struct BoardStateTests {
  /// A class with one pupil, and another server on the same store where a test wants one.
  private struct Room {
    let server: TestServer
    let schoolClass: SchoolClass
    let ada: JoinResponse

    init(_ server: TestServer) async throws {
      self.server = server
      schoolClass = try await server.makeClass()
      ada = try await server.makeStudent("Ada", in: schoolClass)
    }

    func report(_ state: String, pending: Int, xp: Int? = nil) -> JSON {
      [
        "device_id": .id(.test(77)), "state": .string(state), "pending_count": .integer(pending),
        "pending_xp": .integer(xp ?? pending * 10), "game": "typing",
      ]
    }

    func say(_ state: String, pending: Int, xp: Int? = nil, token: String? = nil) async throws -> Answer {
      try await server.post(
        Route.presence, token: token ?? ada.token, report(state, pending: pending, xp: xp))
    }

    func row() async throws -> BoardRow {
      let answer = try await server.send(
        .get, Route.board(of: schoolClass.id), token: server.teacherToken.text)
      return try #require(Board(json: answer.json)?.rows.first)
    }

    func renewPIN() async throws {
      let path = Route.pin(of: ada.studentID, in: schoolClass.id)
      let answer = try await server.send(
        .post, path, token: server.teacherToken.text, body: #"{"pin":"9876"}"#)
      #expect(answer.status == 204)
    }

    func sync(token: String, pending: Int, number: UInt64 = 500) async throws -> Answer {
      try await server.post(
        Route.xpSync, token: token,
        [
          "events": [XPEvent.test(number, of: ada.studentID).json],
          "client": report("syncing", pending: pending),
        ])
    }
  }

  @Test(
    "a program with a token that a new PIN made dead needs help, with its figures, until the pupil signs in")
  func needsHelp() async throws {
    let room = try await Room(TestServer())
    #expect(try await room.say("synced", pending: 0).status == 204)
    try await room.renewPIN()
    #expect(try await room.row().state == .synced, "nothing was heard since")
    room.server.time.advance(seconds: 3)
    let refusedAt = room.server.time.now
    #expect(try await room.say("pending", pending: 4).status == 401)
    for seconds in [0, 3600] as [Int64] {
      room.server.time.advance(seconds: seconds)
      let row = try await room.row()
      #expect((row.state, row.pendingCount, row.pendingXP, row.game) == (.attention, 4, 40, nil))
      #expect(row.lastSeenAt == refusedAt)
    }
    // What comes with that token later changes the figures and not the time; a total by itself tells no figures.
    #expect(try await room.sync(token: room.ada.token, pending: 6).status == 401)
    #expect(try await room.server.send(.get, Route.xpTotal, token: room.ada.token).status == 401)
    var row = try await room.row()
    #expect(
      (row.state, row.pendingCount, row.pendingXP, row.lastSeenAt) == (.attention, 7, 70, refusedAt),
      "what was in the batch waits too")
    #expect(row.totalXP == 0, "nothing was stored")

    let again = try await room.server.join(room.schoolClass.code, "Ada", pin: "9876")
    #expect(again.status == 200)
    row = try await room.row()
    #expect((row.state, row.pendingCount) == (.pending, 7), "the figures stay until there are others")
    #expect(try await room.say("pending", pending: 9).status == 401)
    #expect(try await room.row().pendingCount == 7, "another computer's old token tells nothing any more")
    let token = try #require(again.json["token"]?.string)
    #expect(try await room.say("synced", pending: 0, token: token).status == 204)
    #expect(try await room.row().state == .synced)
  }

  @Test("a batch whose sender was remembered tells it too")
  func remembersSenders() async throws {
    let room = try await Room(TestServer())
    #expect(try await room.sync(token: room.ada.token, pending: 0).status == 200)
    try await room.renewPIN()
    #expect(try await room.sync(token: room.ada.token, pending: 3, number: 501).status == 401)
    let row = try await room.row()
    #expect((row.state, row.pendingCount, row.totalXP) == (.attention, 4, 10))
  }

  @Test(
    "nobody makes states up: by a token that was never any, that was signed out, or by figures that can't be")
  func vouchesForNothing() async throws {
    let room = try await Room(TestServer())
    _ = try await room.say("synced", pending: 0)
    #expect(try await room.say("attention", pending: 5, token: BearerToken().text).status == 401)
    let other = try await room.server.join(room.schoolClass.code, "Ada")
    let token = try #require(other.json["token"]?.string)
    #expect(try await room.server.send(.delete, Route.session, token: token).status == 204)
    #expect(try await room.say("attention", pending: 5, token: token).status == 401)
    #expect(try await room.row().state == .synced)
    try await room.renewPIN()
    for (count, xp) in [(1_000_000, 10), (2, 2001)] {
      #expect(try await room.say("pending", pending: count, xp: xp).status == 401)
      let row = try await room.row()
      #expect((row.state, row.pendingCount, row.pendingXP) == (.attention, 0, 0))
    }
    // An old token is listened to now and then, and refused always; its student is served all the while.
    for _ in 0..<20 { #expect(try await room.say("pending", pending: 7).status == 401) }
    let again = try await room.server.join(room.schoolClass.code, "Ada", pin: "9876")
    let good = try #require(again.json["token"]?.string)
    for _ in 0..<20 { #expect(try await room.say("synced", pending: 0, token: good).status == 204) }
  }

  @Test(
    "who left stays so whatever time goes by, until a sign of life; who has something waiting can't have left"
  )
  func left() async throws {
    let room = try await Room(TestServer())
    #expect(try await room.say("left", pending: 1).code == "bad_presence")
    #expect(try await room.say("left", pending: 0).status == 204)
    let leftAt = room.server.time.now
    room.server.time.advance(seconds: 3600)
    var row = try await room.row()
    #expect((row.state, row.lastSeenAt) == (.left, leftAt))
    _ = try await room.say("pending", pending: 1)
    #expect(try await room.row().state == .pending)
    _ = try await room.say("left", pending: 0)
    room.server.time.advance(seconds: 1)
    #expect(
      try await room.server.sync(room.ada, [XPEvent.test(9, of: room.ada.studentID).json]).status == 200)
    #expect(try await room.row().state == .synced, "points are a sign of life")
    room.server.time.advance(seconds: 8)
    row = try await room.row()
    #expect((row.state, row.pendingCount) == (.offline, 0))
  }

  @Test(
    "after a restart a board says what was said last and since when: waiting, synced then, left, to sign in again"
  )
  func restart() async throws {
    let folder = try TemporaryFolder()
    let server = try await TestServer(makeStore: { _ in try await TestServer.sqlite(folder.path) })
    let schoolClass = try await server.makeClass()
    let running = Task { await server.services.boards.run(logger: .silent) }
    let words = [("Ada", "pending", 4), ("Bo", "synced", 0), ("Cy", "left", 0), ("Di", "synced", 2)]
    for (place, (name, state, pending)) in words.enumerated() {
      let pupil = try await server.makeStudent(name, in: schoolClass)
      if name == "Di" {
        let path = Route.pin(of: pupil.studentID, in: schoolClass.id)
        _ = try await server.send(.post, path, token: server.teacherToken.text, body: #"{"pin":"9876"}"#)
      }
      _ = try await server.post(
        Route.presence, token: pupil.token,
        [
          "device_id": .id(.test(UInt64(place))), "state": .string(state), "pending_count": .integer(pending),
          "pending_xp": .integer(pending * 10), "game": "choice",
        ])
    }
    server.services.boards.close()
    await running.value
    let saidAt = server.time.now
    server.time.advance(seconds: 65)
    let services = Services(
      store: server.store, limits: ServerLimits(), clock: server.time.clock,
      pinCost: PINHasher.Cost(logN: 4, r: 1, p: 1))
    let entries = try #require(
      try await server.store.board(of: schoolClass.id, since: server.time.now, teacher: .test(1)))
    let rows = services.boards.rows(entries)
    #expect(rows.map(\.state) == [.offline, .offline, .left, .attention])
    #expect(rows.map(\.pendingXP) == [40, 0, 0, 20])
    #expect(rows.map(\.lastSeenAt) == [saidAt, saidAt, saidAt, saidAt])
  }
}
