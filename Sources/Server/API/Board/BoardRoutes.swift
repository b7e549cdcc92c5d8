import HTTPTypes
import Hummingbird
import NIOCore
import Primitives
import Store
import Wire
import XP

/// The live board: what clients say of themselves, the board, its stream, and a pupil closely.
struct BoardRoutes: Sendable {
  /// How long a stream goes on by what was found out about its reader.
  private static let trust = Duration.seconds(Limit.heartbeatSeconds) * 2 / 3

  let services: Services

  func add(to routes: inout RouteTable) {
    routes.on(.presence, presence)
    routes.on(.board, board)
    routes.on(.boardStream, stream)
    routes.on(.student, pupil)
  }

  @Sendable private func presence(_ request: Request) async throws -> Response {
    let student = try await services.student(of: request)
    let report = ClientReport(json: try await request.json(for: .presence))
    guard let report,
      let presence = PresenceReader.presence(report, of: student, at: services.clock.now())
    else {
      throw HTTPProblem(
        400, "bad_presence",
        "device_id, state, pending_count or pending_xp is missing or none that a client can have.")
    }
    services.boards.heard(presence)
    return Response(status: .noContent)
  }

  @Sendable private func board(_ request: Request, _ id: UniqueID) async throws -> Response {
    let teacher = try await services.teacher(of: request)
    let (schoolClass, entries) = try await members(id, teacher)
    let board = Board(
      schoolClass: schoolClass, now: services.clock.now(), rows: services.boards.rows(entries))
    return .json(board.json)
  }

  @Sendable private func stream(_ request: Request, _ id: UniqueID) async throws -> Response {
    let teacher = try await services.teacher(of: request)
    let token = try services.token(of: request)
    let (schoolClass, entries) = try await members(id, teacher)
    let (services, boards) = (services, services.boards)
    guard boards.subscribers(of: id) < services.limits.boardsPerClass else { throw HTTPProblem.overloaded }
    let body = ResponseBody { writer in
      boards.subscribe(to: schoolClass, teacher: teacher, entries: entries)
      defer { boards.unsubscribe(from: id) }
      var (revision, askedAt) = (0, services.clock.uptime())
      while let next = await boards.next(of: id, after: revision) {
        try await writer.write(next.bytes)
        revision = next.revision
        guard services.clock.uptime() - askedAt >= Self.trust else { continue }
        askedAt = services.clock.uptime()
        // A database that does not answer just now is no reason to send anybody away.
        if let account = try? await services.account(for: token) as Account??,
          account != .teacher(teacher)
        {
          break
        }
      }
      try await writer.finish(nil)
    }
    var headers: HTTPFields = [.contentType: "text/event-stream", .cacheControl: "no-store"]
    // A proxy that collects an answer before it passes it on would keep the board from being live.
    if let buffering = HTTPField.Name("X-Accel-Buffering") { headers[buffering] = "no" }
    return Response(status: .ok, headers: headers, body: body)
  }

  @Sendable private func pupil(
    _ request: Request, _ schoolClass: UniqueID, _ student: UniqueID
  ) async throws -> Response {
    let teacher = try await services.teacher(of: request)
    let now = services.clock.now()
    let (calendar, boards) = (services.clock.calendar, services.boards)
    guard
      let pupil = try await services.store.pupil(
        student, of: schoolClass, teacher: teacher, since: calendar.startOfDay(at: now),
        date: calendar.date(now), eventLimit: Limit.latestEvents),
      let row = boards.rows([pupil.entry]).first
    else { throw HTTPProblem.notFound }
    let quests = QuestStanding.daily(of: student, on: calendar.date(now), stored: pupil.quests)
    return .json(PupilDetails(row: row, events: pupil.events.map(\.onTheWire), quests: quests).json)
  }

  /// A class of the teacher's and its pupils.
  private func members(
    _ id: UniqueID, _ teacher: UniqueID
  ) async throws -> (schoolClass: SchoolClass, entries: [BoardEntry]) {
    let since = services.clock.calendar.startOfDay(at: services.clock.now())
    guard let own = try await services.store.classes(of: teacher).first(where: { $0.id == id }),
      let entries = try await services.store.board(of: id, since: since, teacher: teacher)
    else { throw HTTPProblem.notFound }
    return (own.onTheWire, entries)
  }
}
