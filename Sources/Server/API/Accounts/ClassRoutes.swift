import Hummingbird
import Primitives
import Store
import Wire

/// A teacher's classes.
struct ClassRoutes: Sendable {
  let services: Services

  func add(to routes: inout RouteTable) {
    routes.on(.post, Route.classes, create)
    routes.on(.get, Route.classes, list)
  }

  @Sendable private func create(_ request: Request) async throws -> Response {
    let teacher = try await services.teacher(of: request)
    let body = try await request.json(limit: services.limits.bodyBytes)
    guard let name = body["name"]?.string.flatMap({ PersonName($0, length: Limit.classNameLength) }) else {
      throw Refusal(
        400, "bad_name",
        "A class's name has 1 to \(Limit.classNameLength.upperBound) characters, none of them a control character."
      )
    }
    var generator = SystemRandomNumberGenerator()
    // With 30,000 classes the chance that ten codes in a row are taken is below 10⁻⁴⁰.
    for _ in 0..<10 {
      let new = StoredClass(
        id: services.newID(), name: name.display, code: ClassCode.random(using: &generator))
      let wish = NewClass(schoolClass: new, teacherID: teacher, createdAt: services.clock.now())
      if try await services.store.addClass(wish) { return .json(new.json, status: .created) }
    }
    throw Refusal.internal
  }

  @Sendable private func list(_ request: Request) async throws -> Response {
    let classes = try await services.store.classes(of: services.teacher(of: request))
    return .json(["classes": .array(classes.map(\.json))])
  }
}

extension StoredClass {
  fileprivate var json: JSON { SchoolClass(id: id, name: name, code: code).json }
}
