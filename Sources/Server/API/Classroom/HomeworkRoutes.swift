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
    return .json(["homework": .array(homework.map(\.json))])
  }

  @Sendable private func create(_ request: Request, _ schoolClass: UniqueID) async throws -> Response {
    let teacher = try await services.teacher(of: request)
    let body = try await request.json(limit: services.limits.bodyBytes)
    let homework = try homework(body, of: schoolClass)
    let isAdded = try await services.store.addHomework(
      homework, teacher: teacher, limit: Limit.homeworkPerClass)
    if isAdded { return .json(homework.json, status: .created) }
    guard try await services.store.homework(of: schoolClass, teacher: teacher) != nil else {
      throw HTTPProblem.notFound
    }
    throw HTTPProblem.tooMuchHomework
  }

  private func homework(_ body: JSON, of schoolClass: UniqueID) throws(HTTPProblem) -> StoredHomework {
    guard let title = body["title"]?.string.flatMap({ PersonName($0, length: Limit.titleLength) }) else {
      throw .badTitle
    }
    guard let wordSetID = body["word_set_id"]?.id else {
      throw HTTPProblem(400, "bad_reference", "word_set_id is not a UUID.")
    }
    guard let goal = body["goal_xp"]?.integer, Limit.homeworkGoal.contains(goal) else {
      throw HTTPProblem(
        400, "bad_goal", "goal_xp is not a whole number from 1 to \(Limit.homeworkGoal.upperBound).")
    }
    let now = services.clock.now()
    return StoredHomework(
      id: services.newID(), classID: schoolClass, title: title.display, wordSetID: wordSetID, goalXP: goal,
      dueAt: try Self.dueAt(body["due_at"], after: now), createdAt: now)
  }

  /// Absent and null both stand for homework without an end.
  private static func dueAt(_ value: JSON?, after now: Timestamp) throws(HTTPProblem) -> Timestamp? {
    guard let value, !value.isNull else { return nil }
    guard let dueAt = value.time else {
      throw HTTPProblem(400, "bad_time", "due_at is neither null nor a time in RFC 3339.")
    }
    guard dueAt > now else { throw HTTPProblem(400, "bad_time", "due_at is past.") }
    return dueAt
  }

  @Sendable private func list(_ request: Request, _ schoolClass: UniqueID) async throws -> Response {
    let teacher = try await services.teacher(of: request)
    guard let homework = try await services.store.homework(of: schoolClass, teacher: teacher) else {
      throw HTTPProblem.notFound
    }
    return .json(["homework": .array(homework.map(\.json))])
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
  fileprivate var json: JSON {
    [
      "id": .id(id), "class_id": .id(classID), "title": .string(title), "word_set_id": .id(wordSetID),
      "goal_xp": .integer(goalXP), "due_at": .time(dueAt), "created_at": .time(createdAt),
    ]
  }
}
