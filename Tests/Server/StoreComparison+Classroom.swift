import HTTPTypes
import Primitives
import TestSupport
import Wire
import XP

/// Requests of those who come and go, and of teachers.
extension StoreComparison {
  func join() async throws {
    guard !world.classes.isEmpty else { return try await createClass() }
    let classIndex = Int.random(in: 0..<world.classes.count, using: &random)
    let code = chance(1, in: 12) ? pick(["QQQQQQ", "x", "", "ABC DEF"]) : world.classes[classIndex].code
    let (name, pin) = (name(), chance(1, in: 12) ? pick(["123", "", "12a4", "1234567890123"]) : "1234")
    var proposed: JSON = .null
    if chance(1, in: 3) { proposed = pick([.id(.test(.random(in: 300..<330, using: &random))), "x", 5]) }
    let answers = try await send(
      Request(
        method: .post, path: Route.join,
        body: JSON.object([
          "class_code": .string(chance(1, in: 8) ? code.lowercased() : code), "display_name": .string(name),
          "pin": .string(pin), "student_id": proposed,
        ]).description))
    try await remember(answers, name, pin, classIndex)
  }

  func joinAgain() async throws {
    guard let pupil = pupil() else { return }
    let pin = chance(1, in: 3) ? "4321" : pupil.pin
    let answers = try await send(
      Request(
        method: .post, path: Route.join,
        body: JSON.object([
          "class_code": .string(world.classes[pupil.classIndex].code), "display_name": .string(pupil.name),
          "pin": .string(pin),
        ]).description))
    try await remember(answers, pupil.name, pin, pupil.classIndex)
  }

  private func remember(_ answers: [Answer], _ name: String, _ pin: String, _ classIndex: Int) async throws {
    let responses = answers.compactMap { JoinResponse(json: $0.json) }
    guard responses.count == 2 else { return }
    let token = Pair(texts: responses.map(\.token))
    world.pupils.append(
      Pupil(id: responses[0].studentID, name: name, pin: pin, classIndex: classIndex, token: token))
  }

  func account() async throws {
    let token = token(mostly: pupil()?.token)
    if chance(1, in: 4) {
      try await send(Request(method: .delete, path: Route.session, token: token))
    }
    try await send(Request(path: Route.me, token: token))
  }

  func createClass() async throws {
    let teacher = Int.random(in: 0..<world.teachers.count, using: &random)
    let body =
      chance(1, in: 8) ? pick(["", "{}", "[]", "{\"name\":5}"]) : JSON.object(["name": title()]).description
    let answers = try await send(
      Request(
        method: .post, path: Route.classes, token: token(mostly: world.teachers[teacher]), body: body))
    guard let new = SchoolClass(json: answers[0].json), answers[0].status == 201 else { return }
    // Whoever's token it was in the end.
    for (index, owner) in world.teachers.enumerated() {
      let list = try await send(Request(path: Route.classes, token: owner))
      let classes = list[0].json["classes"]?.array ?? []
      if classes.contains(where: { $0["id"]?.id == new.id }) {
        world.classes.append((new.id, new.code, index))
      }
    }
  }

  /// A class, and mostly the token of its teacher.
  private func classAndToken() -> (UniqueID, Pair?) {
    guard !world.classes.isEmpty else { return (.test(77), teacherToken()) }
    let schoolClass = pick(world.classes)
    return (
      chance(1, in: 15) ? .test(77) : schoolClass.id, token(mostly: world.teachers[schoolClass.teacher])
    )
  }

  func readClass() async throws {
    let (schoolClass, token) = classAndToken()
    let board = Route.leaderboard + "?class=\(schoolClass)&period="
    let paths = [
      Route.classes, Route.students(of: schoolClass), Route.homework(of: schoolClass),
      Route.export(of: schoolClass), board + "today", board + "week", board + "all", board + "year",
      Route.leaderboard + "?class=x&period=all", Route.leaderboard, Route.wordSets,
    ]
    let reader = chance(1, in: 3) ? pupil()?.token : token
    try await send(Request(path: pick(paths), token: reader))
  }

  /// The PIN of a pupil, or, more rarely, the pupil goes.
  func changeStudent() async throws {
    guard let pupil = pupil() else { return }
    let owner = world.classes[pupil.classIndex]
    let schoolClass = chance(1, in: 10) ? classAndToken().0 : owner.id
    let student = pickID([pupil.id])
    let token = token(mostly: world.teachers[owner.teacher])
    if chance(1, in: 3) {
      try await send(
        Request(method: .delete, path: Route.student(student, of: schoolClass), token: token))
    } else {
      let pins: [JSON] = ["1234", "4321", "12", "x", 5, .null]
      try await send(
        Request(
          method: .post, path: Route.pin(of: student, in: schoolClass), token: token,
          body: JSON.object(["pin": chance(4, in: 5) ? "1234" : pick(pins)]).description))
    }
    // What the pupil's own computer notices of it.
    try await send(Request(path: Route.xpTotal, token: pupil.token))
  }

  func changeHomework() async throws {
    let (schoolClass, token) = classAndToken()
    if chance(1, in: 4) {
      let homework = pickID(world.homework)
      try await send(
        Request(method: .delete, path: Route.homework(homework, of: schoolClass), token: token))
      return
    }
    let due: JSON =
      chance(1, in: 3)
      ? .null : .time(now.adding(seconds: pick([-60, 0, 30, 60, 3600, 86_400, 999_999_999])))
    let body: JSONObject = [
      "title": title(), "word_set_id": chance(1, in: 12) ? pick([.null, "x", 5]) : .id(pick(world.wordSets)),
      "goal_xp": chance(1, in: 8)
        ? pick([0, -1, 1_000_001, .number("1.5"), "5", .null]) : pick([1, 50, 1_000_000]),
      "due_at": chance(1, in: 12) ? pick(["x", 5, "infinity", "9999-12-31T23:59:59Z"]) : due,
    ]
    let answers = try await send(
      Request(
        method: .post, path: Route.homework(of: schoolClass), token: token,
        body: JSON.object(body).description))
    if let id = answers[0].json["id"]?.id { world.homework.append(id) }
  }

  func useWordSets() async throws {
    let (schoolClass, token) = classAndToken()
    let id = pickID(world.wordSets)
    if chance(1, in: 2) {
      let reader = chance(1, in: 2) ? pupil()?.token : token
      try await send(
        Request(path: chance(1, in: 3) ? Route.wordSets : Route.wordSet(id), token: reader))
      return
    }
    let words: [JSON] = [
      ["term": "chat", "translations": ["Katze"], "example": .null],
      ["term": "e\u{301}té", "translations": ["Sommer", "=1+1"], "example": "C'est l'\"été\"\\."],
      ["term": "\u{1F408}", "translations": ["x"], "example": pick([.null, "", 5])],
      ["term": pick(["", "\u{0}", "a\tb", 5]), "translations": ["x"]],
      ["term": "x", "translations": pick([[], [""], [5], "x"])],
    ]
    let count = chance(5, in: 6) ? 2 : 5
    var body: JSONObject = [
      "id": .id(chance(9, in: 10) ? id : .test(5)), "title": title(),
      "from": chance(1, in: 12) ? pick(["", "x", "EN", 5, "a_b"]) : "fr", "to": pick(["de", "pt-BR"]),
      "level": pick([.null, "A1", "", "\u{0}"]),
      "words": chance(1, in: 15)
        ? pick([[], .null, [:]]) : .array((0..<2).map { _ in pick(Array(words.prefix(count))) }),
    ]
    switch Int.random(in: 0..<5, using: &random) {
    case 0: body["public"] = true
    case 1: (body["public"], body["class_id"]) = (false, .null)
    case 2: body["class_id"] = pick([.id(schoolClass), .id(schoolClass), .id(classAndToken().0), "x", 5])
    case 3: (body["public"], body["class_id"]) = (pick([true, "x", 5]), .id(schoolClass))
    default: break
    }
    try await send(
      Request(
        method: .put, path: Route.wordSet(id), token: token, body: JSON.object(body).description))
  }

  /// What no client of ours would send.
  func wander() async throws {
    let paths = [
      "/", "/api", "/api/xp-sync/", "/api/classes/x/students", "/api/classes//students", "/api/word-sets/x",
      "/api/join", "/api/me", "/api/leaderboard", "/api/classes/\(UniqueID.test(77))/students/x/pin",
      Route.xpSync, Route.questSync, Route.healthz, "/api/word-sets/%00", "/api/classes/..%2f../students",
    ]
    let methods: [HTTPTypes.HTTPRequest.Method] = [.get, .post, .put, .delete, .patch, .head, .options]
    try await send(
      Request(
        method: pick(methods), path: pick(paths), token: token(mostly: teacherToken()),
        body: pick(["", "{}", "null", "{", "\u{FEFF}{}", "{\"events\":[{}]}"])))
  }
}
