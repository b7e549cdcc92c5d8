import Hummingbird
import Primitives
import QRCode
import Store
import Wire
import XP

/// A teacher's classes and the pupils in them.
struct ClassRoutes: Sendable {
  let services: Services

  func add(to routes: inout RouteTable) {
    routes.on(.createClass, create)
    routes.on(.classes, list)
    routes.on(.changeClass, change)
    routes.on(.renewCode, renewCode)
    routes.on(.invitation, invitation)
    routes.on(.students, students)
    routes.on(.removeStudent, remove)
    routes.on(.setPIN, setPIN)
  }

  @Sendable private func create(_ request: Request) async throws -> Response {
    let teacher = try await services.teacher(of: request)
    let wanted = CreateClassRequest(json: try await request.json(for: .createClass))
    guard let name = PersonName(wanted.name, length: Limit.classNameLength) else {
      throw HTTPProblem(
        400, Problem.badName,
        "A class's name has 1 to \(Limit.classNameLength.upperBound) characters, none of them a control character."
      )
    }
    for code in newCodes() {
      let new = StoredClass(id: services.newID(), name: name.display, code: code)
      let wish = NewClass(schoolClass: new, teacherID: teacher, createdAt: services.clock.now())
      if try await services.store.addClass(wish) { return .json(new.onTheWire.json, status: .created) }
    }
    throw HTTPProblem.internal
  }

  /// Codes to try. With 30,000 classes the chance that ten in a row are taken is below 10⁻⁴⁰.
  private func newCodes() -> [String] {
    var generator = services.random
    return (0..<10).map { _ in ClassCode.random(using: &generator) }
  }

  @Sendable private func change(_ request: Request, _ schoolClass: UniqueID) async throws -> Response {
    let teacher = try await services.teacher(of: request)
    guard let change = ChangeClassRequest(json: try await request.json(for: .changeClass)) else {
      throw HTTPProblem.malformed("The body says nothing of what can be changed: joinable, true or false.")
    }
    guard try await services.store.setJoinable(change.isJoinable, of: schoolClass, teacher: teacher)
    else { throw HTTPProblem.notFound }
    return try await answer(schoolClass, of: teacher)
  }

  @Sendable private func renewCode(_ request: Request, _ schoolClass: UniqueID) async throws -> Response {
    let teacher = try await services.teacher(of: request)
    for code in newCodes() {
      switch try await services.store.setCode(code, of: schoolClass, teacher: teacher) {
      case .changed: return try await answer(schoolClass, of: teacher)
      case .taken: continue
      case .noSuchClass: throw HTTPProblem.notFound
      }
    }
    throw HTTPProblem.internal
  }

  /// The class as it is now.
  private func answer(_ schoolClass: UniqueID, of teacher: UniqueID) async throws -> Response {
    let classes = try await services.store.classes(of: teacher)
    guard let changed = classes.first(where: { $0.id == schoolClass }) else { throw HTTPProblem.notFound }
    services.boards.changed(changed.onTheWire)
    return .json(changed.onTheWire.json)
  }

  @Sendable private func invitation(_ request: Request, _ schoolClass: UniqueID) async throws -> Response {
    let classes = try await services.store.classes(of: services.teacher(of: request))
    guard let wanted = classes.first(where: { $0.id == schoolClass }) else { throw HTTPProblem.notFound }
    let invitation = services.site.invitation(
      to: wanted.code, isJoinable: wanted.isJoinable, asked: request)
    return .json(invitation.json(qr: invitation.lines.first.map { Self.code(of: $0) } ?? []))
  }

  /// A line's QR code as the web board draws it: a text of `0` and `1` a row, 1 for dark; none where it is too long.
  private static func code(of line: JoinLine) -> [String] {
    guard let code = QRCode(line.description) else { return [] }
    return (0..<code.size).map { row in
      (0..<code.size).map { code[row, $0] ? "1" : "0" }.joined()
    }
  }

  @Sendable private func list(_ request: Request) async throws -> Response {
    let classes = try await services.store.classes(of: services.teacher(of: request))
    return .json(Listing(classes.map(\.onTheWire)).json)
  }

  @Sendable private func students(_ request: Request, _ schoolClass: UniqueID) async throws -> Response {
    let teacher = try await services.teacher(of: request)
    guard let students = try await services.store.students(of: schoolClass, teacher: teacher) else {
      throw HTTPProblem.notFound
    }
    return .json(Listing(students.map(\.onTheWire)).json)
  }

  @Sendable private func remove(
    _ request: Request, _ schoolClass: UniqueID, _ student: UniqueID
  ) async throws -> Response {
    let teacher = try await services.teacher(of: request)
    guard try await services.store.removeStudent(student, from: schoolClass, teacher: teacher) else {
      throw HTTPProblem.notFound
    }
    services.boards.changed(class: schoolClass)
    return Response(status: .noContent)
  }

  @Sendable private func setPIN(
    _ request: Request, _ address: ClientAddress, _ schoolClass: UniqueID, _ student: UniqueID
  ) async throws -> Response {
    let teacher = try await services.teacher(of: request)
    let pin = try PIN(SetPINRequest(json: await request.json(for: .setPIN)).pin)
    let hash = try await services.pins.hash(pin.text, for: address)
    guard
      try await services.store.setPIN(hash: hash, of: student, in: schoolClass, teacher: teacher)
    else { throw HTTPProblem.notFound }
    return Response(status: .noContent)
  }
}

extension StoredClass {
  /// As its teacher sees it.
  var onTheWire: SchoolClass { SchoolClass(id: id, name: name, code: code, isJoinable: isJoinable) }
}

extension ClassStudent {
  /// As their teacher sees them.
  fileprivate var onTheWire: Pupil {
    Pupil(
      id: id, name: displayName, joinedAt: joinedAt, totalXP: total.total.totalXP,
      gamesPlayed: total.total.gamesPlayed, lastGame: total.lastGameType, lastPlayedAt: total.updatedAt,
      unusualXP: unusualXP)
  }
}
