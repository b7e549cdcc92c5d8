import HTTPTypes
import NIOCore
import Primitives
import ServiceLifecycle
import Store
import TestScopes
import TestSupport
import Testing
import Wire
import XP

@testable import API

/// The live board over real connections.
@Suite(.ownThread()) struct BoardTests {
  /// A class with two pupils on a server that runs.
  private struct Room {
    let server: TestServer
    let port: Int
    let schoolClass: SchoolClass
    let ada: JoinResponse
    let bo: JoinResponse

    init(_ server: TestServer, _ port: Int) async throws {
      (self.server, self.port) = (server, port)
      schoolClass = try await server.makeClass()
      ada = try await server.makeStudent("Ada", in: schoolClass)
      bo = try await server.makeStudent("Bo", in: schoolClass)
    }

    func watch(_ token: String? = nil) throws -> RawConnection {
      let connection = try RawConnection(port: port)
      connection.send(
        "GET \(Route.boardStream(of: schoolClass.id)) HTTP/1.1\r\nHost: localhost\r\n"
          + "Authorization: Bearer \(token ?? server.teacherToken.text)\r\n\r\n")
      return connection
    }

    func say(_ state: String, pending: Int, of pupil: JoinResponse, game: JSON = "typing") async throws
      -> Answer
    {
      try await server.post(
        Route.presence, token: pupil.token,
        [
          "device_id": .id(.test(77)), "state": .string(state), "pending_count": .integer(pending),
          "pending_xp": .integer(pending * 10), "game": game,
        ])
    }

    func points(_ number: UInt64, of pupil: JoinResponse, client: JSON? = nil) async throws -> Answer {
      var body: JSONObject = ["events": [XPEvent.test(number, of: pupil.studentID).json]]
      body["client"] = client
      return try await server.post(Route.xpSync, token: pupil.token, .object(body))
    }
  }

  private func withRoom(_ body: @Sendable (Room) async throws -> Void) async throws {
    try await withServer { server, port in try await body(Room(server, port)) }
  }

  @Test("who watches is told at once that the class is closed, and of its new code")
  func tellsChanges() async throws {
    try await withRoom { room in
      let stream = try room.watch()
      #expect(await stream.read(until: "\n\n").contains(#""joinable":true"#))
      let (path, token) = (Route.schoolClass(room.schoolClass.id), room.server.teacherToken.text)
      let body = JSON.object(["joinable": false]).description
      #expect(try await room.server.send(.patch, path, token: token, body: body).status == 200)
      let closed = await stream.read(until: "\n\n")
      #expect(closed.contains("event: snapshot\n") && closed.contains(#""joinable":false"#))
      let renewed = try await room.server.post(Route.code(of: room.schoolClass.id), token: token, [:])
      let code = try #require(SchoolClass(json: renewed.json)?.code)
      #expect(await stream.read(until: "\n\n").contains(#""code":"\#(code)""#))
    }
  }

  @Test("a stream begins with the whole board; words and points of two pupils follow, one row each")
  func streams() async throws {
    try await withRoom { room in
      let stream = try room.watch()
      let first = await stream.read(until: "\n\n")
      #expect(first.contains("HTTP/1.1 200"))
      #expect(first.lowercased().contains("content-type: text/event-stream"))
      #expect(first.contains("event: snapshot\ndata: {"))
      #expect(first.contains(#""code":"\#(room.schoolClass.code)""#))
      #expect(first.contains(#""state":"never""#))
      #expect(try await room.say("pending", pending: 3, of: room.ada).status == 204)
      let word = await stream.read(until: "\n\n")
      #expect(word.contains("event: student\n"))
      #expect(word.contains(#""pending_count":3,"pending_xp":30,"state":"pending","game":"typing""#))
      #expect(try await room.points(500, of: room.bo).status == 200)
      let points = await stream.read(until: "\n\n")
      #expect(points.contains(#""display_name":"Bo","total_xp":10,"today_xp":10"#))
      #expect(points.contains(#""state":"synced""#))
      // The same points again change nothing, the report with them does.
      let report: JSON = [
        "device_id": .id(.test(78)), "state": "syncing", "pending_count": 7, "pending_xp": 70, "game": .null,
      ]
      #expect(try await room.points(500, of: room.bo, client: report).status == 200)
      let report2 = await stream.read(until: "\n\n")
      #expect(
        report2.contains(#""total_xp":10,"today_xp":10,"pending_count":7,"pending_xp":70,"state":"syncing""#))
    }
  }

  @Test("8 s without a word are offline, with the figures that were reported last; a word ends that")
  func goesOffline() async throws {
    try await withRoom { room in
      _ = try await room.say("pending", pending: 4, of: room.ada)
      let stream = try room.watch()
      #expect(await stream.read(until: "\n\n").contains(#""state":"pending""#))
      room.server.time.advance(seconds: 7)
      _ = try await room.say("synced", pending: 0, of: room.bo)
      #expect(await stream.read(until: "\n\n").contains(#""display_name":"Bo""#))
      room.server.time.advance(seconds: 1)
      let silent = await stream.read(until: "\n\n")
      #expect(silent.contains(#""display_name":"Ada""#))
      #expect(silent.contains(#""pending_count":4,"pending_xp":40,"state":"offline""#))
      _ = try await room.say("synced", pending: 0, of: room.ada)
      #expect(
        await stream.read(until: "\n\n").contains(#""pending_count":0,"pending_xp":0,"state":"synced""#))
    }
  }

  @Test("what clients said survives the server: it is in the store by the time the server has ended")
  func survives() async throws {
    let folder = try TemporaryFolder()
    let server = try await TestServer(makeStore: { _ in try await TestServer.sqlite(folder.path) })
    let student = try await server.makeStudent()
    let running = Task { await server.services.boards.run(logger: .silent) }
    server.services.boards.endStreams()
    _ = try await server.post(
      Route.presence, token: student.token,
      ["device_id": .id(.test(1)), "state": "pending", "pending_count": 2, "pending_xp": 20])
    server.services.boards.close()
    await running.value
    let entries = try await server.store.boardEntries(of: [student.studentID], since: server.time.now)
    #expect(entries.first?.presence?.pendingXP == 20)
  }

  @Test("a pupil who joins is a new row, one who is removed leads to a new board")
  func membersChange() async throws {
    try await withRoom { room in
      let stream = try room.watch()
      _ = await stream.read(until: "\n\n")
      _ = try await room.server.makeStudent("Cy", in: room.schoolClass)
      #expect(await stream.read(until: "\n\n").contains(#""display_name":"Cy""#))
      let path = Route.student(room.ada.studentID, of: room.schoolClass.id)
      #expect(try await room.server.send(.delete, path, token: room.server.teacherToken.text).status == 204)
      let after = await stream.read(until: "\n\n")
      #expect(after.contains("event: snapshot"))
      #expect(!after.contains("Ada"))
      #expect(after.contains("Cy"))
    }
  }

  @Test(
    "many boards that are opened at once are all brought up to date, though they are read in parts")
  func manyClasses() async throws {
    try await withRoom { room in
      let hub = room.server.services.boards
      var classes: [SchoolClass] = []
      for _ in 0..<StaleEntries.classesAtOnce * 2 + 1 {
        classes.append(try await room.server.makeClass())
        _ = try await room.server.makeStudent("Cleo", in: classes[classes.count - 1])
      }
      // As if they had been read before their pupils joined.
      for schoolClass in classes { hub.subscribe(to: schoolClass, teacher: .test(1), entries: []) }
      for schoolClass in classes {
        var (known, text) = (0, "")
        while !text.contains(#""display_name":"Cleo""#) {
          let next = try #require(await hub.next(of: schoolClass.id, after: known))
          (known, text) = (next.revision, String(buffer: next.bytes))
        }
      }
    }
  }

  @Test("a quiet stream shows that it lives, and ends once its token is worthless")
  func checksTokens() async throws {
    try await withRoom { room in
      let stream = try room.watch()
      _ = await stream.read(until: "\n\n")
      room.server.time.advance(seconds: 11)
      #expect(await stream.read(until: "\n\n").contains(": alive"))
      _ = try await room.server.store.removeToken(room.server.teacherToken.hash)
      room.server.time.advance(seconds: 11)
      #expect(await stream.read(until: "\r\n0\r\n\r\n").hasSuffix("\r\n0\r\n\r\n"), "an orderly end")
    }
  }

  @Test("a server that stops ends its streams")
  func stops() async throws {
    let stream = try await withServerReturning { room in
      let stream = try room.watch()
      _ = await stream.read(until: "\n\n")
      #expect(room.server.services.boards.subscriberCount == 1)
      return stream
    }
    #expect(await stream.readToEnd() != nil)
  }

  @Test(
    "told to stop, a server ends its streams first, however long requests under way may take")
  func endsStreamsFirst() async throws {
    var limits = ServerLimits()
    limits.answerTime = .seconds(3600)
    limits.shutdownTime = .seconds(3600)
    let server = try await TestServer(limits: limits)
    let (ports, listening) = AsyncStream<Int>.makeStream()
    let group = ServiceGroup(
      services: [TestService(server: server) { listening.yield($0) }], logger: .silent)
    async let run: Void = group.run()
    var iterator = ports.makeAsyncIterator()
    let room = try await Room(server, #require(await iterator.next()))
    let stream = try room.watch()
    _ = await stream.read(until: "\n\n")
    await group.triggerGracefulShutdown()
    #expect(await stream.readToEnd()?.hasSuffix("0\r\n\r\n") == true, "an orderly end")
    try await run
  }

  private struct TestService: Service {
    let server: TestServer
    let onListening: @Sendable (Int) -> Void

    func run() async throws {
      try await GlosaServer(services: server.services, logger: .silent).run(
        host: "127.0.0.1", port: 0, mindsSignals: false, onListening: onListening)
    }
  }

  private func withServerReturning(
    _ body: @Sendable @escaping (Room) async throws -> RawConnection
  ) async throws -> RawConnection {
    let (streams, made) = AsyncStream<RawConnection>.makeStream()
    try await withRoom { room in made.yield(try await body(room)) }
    var iterator = streams.makeAsyncIterator()
    return try #require(await iterator.next())
  }

  @Test("only the teacher of the class: others get 404, pupils 403, nobody 401")
  func isPrivate() async throws {
    try await withRoom { room in
      let server = room.server
      let stranger = try await server.makeTeacher()
      let (id, ada) = (room.schoolClass.id, room.ada.studentID)
      for path in [Route.board(of: id), Route.boardStream(of: id), Route.student(ada, of: id)] {
        #expect(try await server.send(.get, path, token: stranger).code == "not_found")
        #expect(try await server.send(.get, path, token: room.ada.token).status == 403)
        #expect(try await server.send(.get, path).status == 401)
      }
      for path in [Route.board(of: .test(999)), Route.student(.test(999), of: id)] {
        #expect(try await server.send(.get, path, token: server.teacherToken.text).status == 404)
      }
      #expect(try await room.say("never", pending: 0, of: room.ada).code == "bad_presence")
      let teacher = try await server.post(Route.presence, token: server.teacherToken.text, [:])
      #expect(teacher.status == 403)
    }
  }

  @Test("board and pupil by themselves, without a stream; HEAD opens none")
  func answersOnce() async throws {
    try await withRoom { room in
      _ = try await room.say("pending", pending: 1, of: room.ada)
      for number in 0..<25 as Range<UInt64> { _ = try await room.points(600 + number, of: room.ada) }
      let token = room.server.teacherToken.text
      let answer = try await room.server.send(.get, Route.board(of: room.schoolClass.id), token: token)
      let board = try #require(Board(json: answer.json))
      #expect(board.rows.map(\.displayName) == ["Ada", "Bo"])
      #expect(board.rows.map(\.totalXP) == [250, 0])
      #expect(board.rows.map(\.state) == [.pending, .never])
      #expect(board.schoolClass == room.schoolClass)
      let pupil = try await room.server.send(
        .get, Route.student(room.ada.studentID, of: room.schoolClass.id), token: token)
      #expect(BoardRow(json: pupil.json) == board.rows.first)
      #expect(pupil.json["events"]?.array?.count == 20)
      #expect(pupil.json["events"]?.array?.first?["id"]?.id == .test(624))
      #expect(pupil.json["quests"]?.array?.count == 3)
      let head = try await room.server.send(.head, Route.boardStream(of: room.schoolClass.id), token: token)
      #expect((head.status, head.text) == (200, ""))
      #expect(room.server.services.boards.subscriberCount == 0)
    }
  }

  @Test("as many streams of a class as there may be, and one more is told to come back")
  func limitsStreams() async throws {
    var limits = ServerLimits()
    limits.boardsPerClass = 2
    try await withServer(limits: limits) { server, port in
      let room = try await Room(server, port)
      let streams = [try room.watch(), try room.watch()]
      for stream in streams { _ = await stream.read(until: "\n\n") }
      let third = await (try room.watch()).read(until: "overloaded")
      #expect(third.contains("503"))
      #expect(third.lowercased().contains("retry-after"))
    }
  }

  @Test("a reader that is too slow is sent the whole board again, not everything it missed")
  func bearsSlowReaders() async throws {
    // On a busy machine the rounds take longer than a reader may refuse to read; that limit has its own tests.
    var limits = ServerLimits()
    limits.answerTime = .seconds(3600)
    try await withServer(limits: limits) { server, port in
      let room = try await Room(server, port)
      let slow = try room.watch()
      _ = await slow.read(until: "event: snapshot")
      let quick = try room.watch()
      _ = await quick.read(until: "event: snapshot")
      var pupils: [JoinResponse] = []
      for number in 0..<400 {
        pupils.append(try await room.server.makeStudent("P\(number)", in: room.schoolClass))
      }
      _ = await quick.read(until: #""display_name":"P399""#)
      // More than sockets and pipeline hold between them.
      let rounds = 48
      for round in 1...rounds {
        for pupil in pupils { _ = try await room.say("pending", pending: round, of: pupil) }
        // One row of the last pupil is proof that the others went before it.
        _ = await quick.read(until: #""pending_count":\#(round),"#, times: pupils.count)
      }
      let missed = await slow.read(until: "event: snapshot")
      #expect(missed.split(separator: "event: student").count < rounds * pupils.count)
      let metrics = try await room.server.send(.get, Route.metrics).text
      #expect(metrics.contains("glosa_board_restarts_total 1"))
    }
  }
}
