import HTTPTypes
import Hummingbird
import Primitives
import Store
import Wire

/// Joining a class, and what a token is good for.
struct AccountRoutes: Sendable {
  let services: Services

  func add(to routes: inout RouteTable) {
    routes.on(.join, join)
    routes.on(.me, me)
    routes.on(.signOut, signOut)
  }

  /// What a join asks for, checked.
  private struct Candidate {
    let name: PersonName
    let pin: PIN
    let proposedID: UniqueID?
    let schoolClass: StoredClass
    let address: ClientAddress
    /// Of the computer, where it is signed in already.
    let token: TokenHash?
  }

  @Sendable private func join(_ request: Request, from address: ClientAddress) async throws -> Response {
    let candidate = try await candidate(of: request, from: address)
    if let known = try await member(candidate) { return try await readmit(known, candidate) }
    return try await admit(candidate)
  }

  private static let wrongPIN = HTTPProblem(
    401, Problem.wrongPIN, "The PIN is wrong, or somebody else in the class has this name: ask your teacher.")

  private func candidate(of request: Request, from address: ClientAddress) async throws -> Candidate {
    guard let wanted = JoinRequest(json: try await request.json(for: .join)) else {
      throw HTTPProblem.malformed("The body has no class_code.")
    }
    guard let name = PersonName(wanted.displayName) else {
      throw HTTPProblem(
        400, Problem.badName,
        "A name has 1 to 40 characters that can be seen, none of them a control character.")
    }
    return try await Candidate(
      name: name, pin: PIN(wanted.pin), proposedID: wanted.studentID,
      schoolClass: schoolClass(withCode: wanted.classCode, for: address), address: address,
      token: try? services.token(of: request))
  }

  private func schoolClass(
    withCode text: String, for address: ClientAddress
  ) async throws -> StoredClass {
    let wait = services.codes.wait(for: address, at: services.clock.uptime())
    guard wait == 0 else { throw HTTPProblem.tooManyCodes(retryAfter: wait) }
    if let code = ClassCode.normalized(text),
      let schoolClass = try await services.store.schoolClass(withCode: code)
    {
      return schoolClass
    }
    _ = services.codes.take(address, at: services.clock.uptime())
    throw HTTPProblem(404, "no_such_class", "No class has this code; look again at what the teacher wrote.")
  }

  /// The pupil of the class who has that name, or one that looks like it.
  private func member(_ candidate: Candidate) async throws -> StudentCredentials? {
    let (store, schoolClass) = (services.store, candidate.schoolClass.id)
    if let known = try await store.student(named: candidate.name.key, in: schoolClass) { return known }
    // Of those who joined with an earlier version it has to be found out, once, how their names look.
    let names = try await store.namesWithoutLook(in: schoolClass)
    let looks = names.map { NameKey(exact: $0.exact, look: PersonName.key(of: $0.displayName).look) }
    guard !names.isEmpty else { return nil }
    try await store.setLooks(looks, in: schoolClass)
    return try await store.student(named: candidate.name.key, in: schoolClass)
  }

  /// Lets a new pupil in, with any PIN.
  private func admit(_ candidate: Candidate) async throws -> Response {
    guard candidate.schoolClass.isJoinable else { throw HTTPProblem.notJoinable }
    let newcomer = Newcomer(address: candidate.address, schoolClass: candidate.schoolClass.id)
    guard services.newcomers.take(newcomer, at: services.clock.uptime()) else {
      throw HTTPProblem.tooManyNewcomers(
        retryAfter: max(1, services.newcomers.wait(for: newcomer, at: services.clock.uptime())))
    }
    let token = BearerToken()
    let outcome = try await services.store.addStudent(
      NewStudent(
        proposedID: candidate.proposedID, fallbackID: services.newID(), classID: candidate.schoolClass.id,
        displayName: candidate.name.display, nameKey: candidate.name.key,
        pinHash: services.pins.hash(candidate.pin.text, for: candidate.address), token: token.hash,
        createdAt: services.clock.now()),
      classLimit: services.limits.studentsPerClass)
    switch outcome {
    case .added(let id):
      services.boards.changed(class: candidate.schoolClass.id)
      return answer(id, token, candidate, status: .created)
    case .classFull: throw HTTPProblem.classFull
    case .notJoinable: throw HTTPProblem.notJoinable
    case .nameTaken:
      guard let known = try await member(candidate) else { throw HTTPProblem.internal }
      return try await readmit(known, candidate)
    }
  }

  /// Lets a known pupil in, with their PIN.
  private func readmit(_ known: StudentCredentials, _ candidate: Candidate) async throws -> Response {
    let attempt = try await attempt(at: known.id, candidate)
    let door = PINGate.Door(student: known.id, source: attempt.source)
    guard await services.gate.enter(door) else { throw HTTPProblem.tooManyAtOnce }
    defer { services.gate.leave(door) }
    if let wait = try await services.store.begin(
      attempt, at: services.clock.now(), patience: services.limits.pinPatience)
    {
      throw HTTPProblem.tooManyPINs(retryAfter: wait)
    }
    guard try await isRight(candidate, known, attempt) else { throw Self.wrongPIN }
    let token = BearerToken()
    try await services.store.addToken(
      token.hash, to: known.id, at: services.clock.now(), limit: services.limits.tokensPerStudent)
    // For the board alone: where the store can't tell just now, the pupil's next word does.
    let entry = try? await services.store.boardEntries(of: [known.id], since: services.clock.now()).first
    services.boards.signedIn(known.id, stored: entry?.presence)
    return answer(known.id, token, candidate, status: .ok)
  }

  /// An attempt at a pupil's PIN: from a computer of theirs, or else from an address.
  private func attempt(at student: UniqueID, _ candidate: Candidate) async throws -> PINAttempt {
    if let token = candidate.token, try await services.account(for: token) == .student(student) {
      return PINAttempt(student: student, source: "token \(token.source)", isOwnComputer: true)
    }
    // Hashed with the ledger's identity: the store need not know where pupils live.
    let address = BearerToken.hash(of: "\(services.store.serverID) \(candidate.address)")
    return PINAttempt(student: student, source: "address \(address.source)", isOwnComputer: false)
  }

  private func isRight(
    _ candidate: Candidate, _ known: StudentCredentials, _ attempt: PINAttempt
  ) async throws -> Bool {
    let verdict: PINVerdict
    do {
      let isRight = try await services.pins.verify(
        candidate.pin.text, against: known.pinHash, for: candidate.address)
      verdict = isRight ? .right : .wrong
    } catch {
      try await services.store.end(attempt, .unjudged)
      throw error
    }
    try await services.store.end(attempt, verdict)
    return verdict == .right
  }

  private func answer(
    _ student: UniqueID, _ token: BearerToken, _ candidate: Candidate, status: HTTPResponse.Status
  ) -> Response {
    let body = JoinResponse(
      studentID: student, token: token.text, classID: candidate.schoolClass.id,
      className: candidate.schoolClass.name,
      serverID: services.store.serverID)
    return .json(body.json, status: status)
  }

  @Sendable private func me(_ request: Request) async throws -> Response {
    let account = try await services.account(of: request)
    guard let profile = try await services.store.profile(of: account) else { throw HTTPProblem.unauthorized }
    let role: Me.Role =
      switch account {
      case .student: .student
      case .teacher: .teacher
      }
    return .json(
      Me(
        id: account.id, role: role, displayName: profile.displayName,
        classes: profile.classes.map { ClassName(id: $0.id, name: $0.name) },
        serverID: services.store.serverID
      ).json)
  }

  @Sendable private func signOut(_ request: Request) async throws -> Response {
    _ = try await services.account(of: request)
    try await services.store.removeToken(services.token(of: request))
    return Response(status: .noContent)
  }
}

/// Somebody new in a class, from an address.
struct Newcomer: Hashable, Sendable {
  let address: ClientAddress
  let schoolClass: UniqueID
}

extension TokenHash {
  /// Enough of it to tell sources of attempts apart.
  fileprivate var source: String { bytes.prefix(16).hexadecimal }
}
