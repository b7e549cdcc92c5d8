import Hummingbird
import Primitives
import Store
import Wire

/// Homework: what a teacher gives, and what a student has to do.
struct HomeworkRoutes: Sendable {
  let services: Services

  func add(to routes: inout RouteTable) {
    routes.on(.openHomework, open)
    routes.on(.giveHomework, create)
    routes.on(.homework, list)
    routes.on(.removeHomework, remove)
  }

  @Sendable private func open(_ request: Request) async throws -> Response {
    let student = try await services.student(of: request)
    let homework = try await services.store.openHomework(of: student, at: services.clock.now())
    return .json(Listing(homework).json)
  }

  @Sendable private func create(_ request: Request, _ schoolClass: UniqueID) async throws -> Response {
    let teacher = try await services.teacher(of: request)
    let wanted = GiveHomeworkRequest(json: try await request.json(for: .giveHomework))
    let homework = try homework(wanted, of: schoolClass)
    let isAdded = try await services.store.addHomework(
      homework, teacher: teacher, limit: Limit.homeworkPerClass)
    if isAdded { return .json(homework.onTheWire.json, status: .created) }
    guard try await services.store.homework(of: schoolClass, teacher: teacher) != nil else {
      throw HTTPProblem.notFound
    }
    throw HTTPProblem.tooMuchHomework
  }

  private func homework(
    _ wanted: GiveHomeworkRequest, of schoolClass: UniqueID
  ) throws(HTTPProblem) -> StoredHomework {
    guard let title = PersonName(wanted.title, length: Limit.titleLength) else { throw .badTitle }
    guard let wordSetID = wanted.wordSetID else {
      throw HTTPProblem(400, "bad_reference", "word_set_id is not a UUID.")
    }
    guard Limit.homeworkGoal.contains(wanted.goalXP) else {
      throw HTTPProblem(
        400, "bad_goal", "goal_xp is not a whole number from 1 to \(Limit.homeworkGoal.upperBound).")
    }
    let now = services.clock.now()
    return StoredHomework(
      id: services.newID(), classID: schoolClass, title: title.display, wordSetID: wordSetID,
      goalXP: wanted.goalXP, dueAt: try Self.dueAt(wanted.dueAt, after: now), createdAt: now)
  }

  private static func dueAt(
    _ end: OptionalMember<Timestamp>, after now: Timestamp
  ) throws(HTTPProblem) -> Timestamp? {
    let bad = HTTPProblem(400, "bad_time", "due_at is neither null nor a time in RFC 3339.")
    guard let dueAt = try end.get(or: bad) else { return nil }
    guard dueAt > now else { throw HTTPProblem(400, "bad_time", "due_at is past.") }
    return dueAt
  }

  @Sendable private func list(_ request: Request, _ schoolClass: UniqueID) async throws -> Response {
    let teacher = try await services.teacher(of: request)
    guard let homework = try await services.store.homework(of: schoolClass, teacher: teacher) else {
      throw HTTPProblem.notFound
    }
    return .json(Listing(homework.map(\.onTheWire)).json)
  }

  @Sendable private func remove(
    _ request: Request, _ schoolClass: UniqueID, _ homework: UniqueID
  ) async throws -> Response {
    let teacher = try await services.teacher(of: request)
    guard try await services.store.removeHomework(homework, from: schoolClass, teacher: teacher) else {
      throw HTTPProblem.notFound
    }
    return Response(status: .noContent)
  }
}

extension HTTPProblem {
  /// Of homework and of word sets.
  static let badTitle = HTTPProblem(
    400, "bad_title",
    "A title has 1 to \(Limit.titleLength.upperBound) characters that can be seen, none of them a control character."
  )
}

extension StoredHomework {
  /// As its teacher sees it.
  fileprivate var onTheWire: AssignedHomework {
    AssignedHomework(
      id: id, classID: classID, title: title, wordSetID: wordSetID, goalXP: goalXP, dueAt: dueAt,
      createdAt: createdAt)
  }
}
