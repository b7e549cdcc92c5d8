import Logging
import Primitives
import Store
import TestScopes
import TestSupport
import Testing
import Wire
import XP

@testable import API
@testable import PostgresStore

/// What server processes on one database tell one another, over a real PostgreSQL.
@Suite(.ownThread()) struct BoardAnnouncerTests {
  private func store(_ database: PostgresDatabase) async throws -> PostgresStore {
    try await PostgresStore(url: PostgresURL(database.url()), logger: .silent)
  }

  private func next(_ changes: AsyncStream<BoardChange>) async -> BoardChange? {
    var iterator = changes.makeAsyncIterator()
    return await iterator.next()
  }

  /// Announces until the other side has heard, for listening begins in its own time; then throws away what came twice.
  private func connect(_ speaker: PostgresStore, _ heard: AsyncStream<BoardChange>)
    async throws
  {
    let hello = BoardChange(classes: [.test(1)])
    let saying = Task {
      while !Task.isCancelled {
        try await speaker.announce(hello)
        await Task.yield()
      }
    }
    #expect(await next(heard) == hello)
    saying.cancel()
    _ = await saying.result
    let end = BoardChange(classes: [.test(2)])
    try await speaker.announce(end)
    while let change = await next(heard), change != end {}
  }

  @Test("others hear, oneself does not; what is too long for one word comes in several")
  func announces() async throws {
    let database = try PostgresDatabase()
    let (speaker, listener) = (try await store(database), try await store(database))
    let heard = try #require(listener.announcements())
    let own = try #require(speaker.announcements())
    try await connect(speaker, heard)
    try await connect(listener, own)
    // Nothing that the speaker has said itself is among what it heard.
    let many = BoardChange(
      students: Set((0..<500 as Range<UInt64>).map { UniqueID.test($0) }), classes: [.test(900)])
    try await speaker.announce(many)
    var whole = BoardChange()
    var words = 0
    while whole != many, let change = await next(heard) {
      words += 1
      whole.students.formUnion(change.students)
      whole.classes.formUnion(change.classes)
    }
    #expect(words > 1)
    try await speaker.announce(BoardChange())
    try await speaker.announce(BoardChange(isEverything: true))
    #expect(await next(heard) == BoardChange(isEverything: true))
    try await listener.close()
    #expect(await next(heard) == nil)
    try await speaker.close()
  }

  @Test("a listener that was cut off says that it may have missed everything, and hears again")
  func recovers() async throws {
    let database = try PostgresDatabase()
    let (speaker, listener) = (try await store(database), try await store(database))
    let heard = try #require(listener.announcements())
    try await connect(speaker, heard)
    _ = try database.sql(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '\(database.name)' AND query LIKE 'LISTEN%'"
    )
    #expect(await next(heard) == BoardChange(isEverything: true))
    try await connect(speaker, heard)
    try await listener.close()
    try await speaker.close()
  }

  @Test("a word that can't be read may mean anything")
  func distrusts() throws {
    let announcer = BoardAnnouncer(url: try PostgresURL("postgres://nobody@/none"), logger: .silent)
    for word in ["", "me x", "me s12", "me q\(UniqueID.test(1))", "me *"] {
      #expect(announcer.change(in: word) == BoardChange(isEverything: true))
    }
    let own = try #require(announcer.words(for: BoardChange(students: [.test(1)])).first)
    #expect(announcer.change(in: own) == nil)
    #expect(own.utf8.count < 8000)
  }

  @Test("two servers on one database: what one is told is on the board of the other")
  func crossesServers() async throws {
    let database = try PostgresDatabase()
    let makeStore: TestServer.StoreFactory = { _ in
      try await PostgresStore(url: PostgresURL(database.url()), logger: .silent)
    }
    let near = try await TestServer(makeStore: makeStore)
    let (schoolClass, token) = (try await near.makeClass(), near.teacherToken)
    let ada = try await near.makeStudent("Ada", in: schoolClass)
    let running = Task { await near.services.boards.run(logger: .silent) }
    let far = try await PostgresStore(url: PostgresURL(database.url()), logger: .silent)
    let services = Services(store: far, limits: ServerLimits(), clock: near.time.clock)
    let (ports, listening) = AsyncStream<Int>.makeStream()
    let serving = Task {
      try await GlosaServer(services: services, logger: .silent).run(
        host: "127.0.0.1", port: 0, mindsSignals: false, onListening: { listening.yield($0) })
    }
    var iterator = ports.makeAsyncIterator()
    let stream = try RawConnection(port: try #require(await iterator.next()))
    stream.send(
      "GET \(Route.boardStream(of: schoolClass.id)) HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer \(token.text)\r\n\r\n"
    )
    #expect(await stream.read(until: "\n\n").contains(#""state":"never""#))
    let report: JSON = [
      "device_id": .id(.test(9)), "state": "pending", "pending_count": 3, "pending_xp": 30, "game": "choice",
    ]
    _ = try await near.post(Route.presence, token: ada.token, report)
    #expect(
      await stream.read(until: "\n\n").contains(
        #""pending_count":3,"pending_xp":30,"state":"pending","game":"choice""#))
    _ = try await near.sync(ada, [XPEvent.test(500, of: ada.studentID).json])
    #expect(await stream.read(until: "\n\n").contains(#""total_xp":10,"today_xp":10"#))
    _ = try await near.makeStudent("Bo", in: schoolClass)
    #expect(await stream.read(until: "\n\n").contains(#""display_name":"Bo""#))
    near.services.boards.close()
    await running.value
    serving.cancel()
    _ = await serving.result
    try await far.close()
    try await near.store.close()
  }
}
