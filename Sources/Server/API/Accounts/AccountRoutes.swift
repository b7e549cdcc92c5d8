import HTTPTypes
import Hummingbird
import Primitives
import Store
import Wire

/// Joining a class, and what a token is good for.
struct AccountRoutes: Sendable {
  let services: Services

  func add(to routes: inout RouteTable) {
    routes.on(.post, Route.join, join)
    routes.on(.get, Route.me, me)
    routes.on(.delete, Route.session, signOut)
  }

  /// What a join asks for, checked.
  private struct Wish {
    let name: PersonName
    let pin: PIN
    let proposedID: UniqueID?
    let schoolClass: StoredClass
  }

  @Sendable private func join(_ request: Request) async throws -> Response {
    let wish = try await wish(in: request.json(limit: services.limits.bodyBytes))
    let attempt = PINAttempts.Name(classID: wish.schoolClass.id, nameKey: wish.name.key)
    switch services.attempts.begin(attempt, at: services.clock.uptime()) {
    case .granted: break
    case .busy: throw Refusal.tooManyAtOnce
    case .refused(let seconds): throw Refusal.tooManyPINs(retryAfter: seconds)
    }
    var wasWrong = false
    defer { services.attempts.end(attempt, wasWrong: wasWrong, at: services.clock.uptime()) }
    do {
      return try await admit(wish)
    } catch let refusal as Refusal where refusal.problem.code == Self.wrongPIN.problem.code {
      // Anything else is no guess: the server's own trouble, a full class.
      wasWrong = true
      throw refusal
    }
  }

  private static let wrongPIN = Refusal(
    401, "wrong_pin", "The PIN is wrong, or somebody else in the class has this name: ask your teacher.")

  private func wish(in body: JSON) async throws -> Wish {
    guard body.object != nil, let code = body["class_code"]?.string else {
      throw Refusal.malformed("The body has no class_code.")
    }
    guard let name = body["display_name"]?.string.flatMap({ PersonName($0) }) else {
      throw Refusal(
        400, "bad_name", "A name has 1 to 40 characters that can be seen, none of them a control character.")
    }
    let pin = try PIN(body["pin"])
    guard let code = ClassCode.normalized(code),
      let schoolClass = try await services.store.schoolClass(withCode: code)
    else {
      throw Refusal(404, "no_such_class", "No class has this code; look again at what the teacher wrote.")
    }
    return Wish(name: name, pin: pin, proposedID: body["student_id"]?.id, schoolClass: schoolClass)
  }

  /// Lets a known pupil in with their PIN, and a new one with any.
  private func admit(_ wish: Wish) async throws -> Response {
    let store = services.store
    if let known = try await store.student(named: wish.name.key, in: wish.schoolClass.id) {
      return try await readmit(known, wish)
    }
    let token = BearerToken()
    let outcome = try await store.addStudent(
      NewStudent(
        proposedID: wish.proposedID, fallbackID: services.newID(), classID: wish.schoolClass.id,
        displayName: wish.name.display, nameKey: wish.name.key,
        pinHash: services.pins.hash(wish.pin.text), token: token.hash, createdAt: services.clock.now()),
      classLimit: services.limits.studentsPerClass)
    switch outcome {
    case .added(let id):
      services.boards.changed(class: wish.schoolClass.id)
      return answer(id, token, wish, status: .created)
    case .classFull: throw Refusal.classFull
    case .nameTaken:
      guard let known = try await store.student(named: wish.name.key, in: wish.schoolClass.id) else {
        throw Refusal.internal
      }
      return try await readmit(known, wish)
    }
  }

  private func readmit(_ known: StudentCredentials, _ wish: Wish) async throws -> Response {
    guard try await services.pins.verify(wish.pin.text, against: known.pinHash) else { throw Self.wrongPIN }
    let token = BearerToken()
    try await services.store.addToken(
      token.hash, to: known.id, at: services.clock.now(), limit: services.limits.tokensPerStudent)
    return answer(known.id, token, wish, status: .ok)
  }

  private func answer(
    _ student: UniqueID, _ token: BearerToken, _ wish: Wish, status: HTTPResponse.Status
  ) -> Response {
    let body = JoinResponse(
      studentID: student, token: token.text, classID: wish.schoolClass.id, className: wish.schoolClass.name,
      serverID: services.store.serverID)
    return .json(body.json, status: status)
  }

  @Sendable private func me(_ request: Request) async throws -> Response {
    let account = try await services.account(of: request)
    guard let profile = try await services.store.profile(of: account) else { throw Refusal.unauthorized }
    let role: JSON =
      switch account {
      case .student: "student"
      case .teacher: "teacher"
      }
    return .json([
      "id": .id(account.id), "role": role, "display_name": .string(profile.displayName),
      "classes": .array(profile.classes.map { ["id": .id($0.id), "name": .string($0.name)] }),
      "server_id": .id(services.store.serverID),
    ])
  }

  @Sendable private func signOut(_ request: Request) async throws -> Response {
    _ = try await services.account(of: request)
    try await services.store.removeToken(services.token(of: request))
    return Response(status: .noContent)
  }
}
