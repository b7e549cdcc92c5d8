import Hummingbird
import Primitives
import Store
import Wire

/// Who of a class has won how much.
struct LeaderboardRoutes: Sendable {
  let services: Services

  func add(to routes: inout RouteTable) {
    routes.on(.leaderboard, leaderboard)
  }

  @Sendable private func leaderboard(_ request: Request) async throws -> Response {
    let account = try await services.account(of: request)
    guard let period = request.parameter(.period).flatMap({ Leaderboard.Period(rawValue: String($0)) }) else {
      throw HTTPProblem(400, "bad_period", "period is none of today, week and all.")
    }
    guard let id = request.parameter(.schoolClass).flatMap({ UniqueID($0) }),
      let schoolClass = try await services.store.profile(of: account)?.classes.first(where: { $0.id == id }),
      let entries = try await services.store.leaderboard(
        of: id, since: period.start(services.clock), for: account)
    else { throw HTTPProblem.notFound }
    let name = ClassName(id: id, name: schoolClass.name)
    return .json(Leaderboard(of: name, in: period, entries: Self.ranked(entries)).json)
  }

  /// Equal points share a rank, and the next one counts them all: 1, 1, 3.
  private static func ranked(_ entries: [LeaderboardEntry]) -> [Leaderboard.Entry] {
    var rank = 1
    return entries.enumerated().map { place, entry in
      if place > 0, entries[place - 1].xp != entry.xp { rank = place + 1 }
      return Leaderboard.Entry(
        rank: rank, studentID: entry.studentID, displayName: entry.displayName, xp: entry.xp)
    }
  }
}

extension Leaderboard.Period {
  /// When it began, by the server's calendar; nil for all there is.
  func start(_ clock: ServerClock) -> Timestamp? {
    switch self {
    case .today: clock.calendar.startOfDay(at: clock.now())
    case .week: clock.calendar.startOfWeek(at: clock.now())
    case .all: nil
    }
  }
}
