import HTTPTypes
import Primitives
import TestSupport
import Wire
import XP

/// Requests of pupils who play.
extension StoreComparison {
  func syncXP() async throws {
    guard let pupil = pupil() else { return }
    let owner = chance(1, in: 15) ? pick(world.pupils).id : pupil.id
    let count = Int.random(in: 1...pick([1, 3, 8, 30]), using: &random)
    var events = (0..<count).map { _ in xpEvent(of: owner) }
    if chance(1, in: 40) { events = [] }
    if chance(1, in: 200) { events = (0...500).map { _ in xpEvent(of: owner) } }
    if chance(1, in: 4) {
      events.insert(hostileXPEvent(of: owner), at: .random(in: 0...events.count, using: &random))
    }
    try await sync(Route.xpSync, events, pupil)
    world.xpEvents = (world.xpEvents + events).suffix(400)
  }

  func syncQuests() async throws {
    guard let pupil = pupil() else { return }
    let count = Int.random(in: 1...pick([1, 3, 8]), using: &random)
    let owner = chance(1, in: 15) ? pick(world.pupils).id : pupil.id
    let events = (0..<count).map { _ in questEvent(of: owner) }
    try await sync(Route.questSync, events, pupil)
    world.questEvents = (world.questEvents + events).suffix(200)
  }

  private func sync(_ path: String, _ events: [JSON], _ pupil: Pupil) async throws {
    var body: JSON = ["events": .array(events), "client": pick([.null, ["state": "synced"], 5])]
    if chance(2, in: 3), case .object(var object) = body {
      object["sent_at"] = chance(1, in: 10) ? pick([.null, 5, "x", "infinity"]) : time()
      body = .object(object)
    }
    if chance(1, in: 40) { body = pick([.null, [], "x", [:], ["events": 5], ["events": [:]]]) }
    var text = body.description
    if chance(1, in: 40) { text = String(text.dropLast(pick([1, 2, 10]))) }
    let request = Request(method: .post, path: path, token: token(mostly: pupil.token), body: text)
    try await send(request)
    if chance(1, in: 5) { try await send(request) }
  }

  private func xpEvent(of student: UniqueID) -> JSON {
    // One that was sent before, by whoever it was: a resend where it is the student's own.
    if !world.xpEvents.isEmpty, chance(1, in: 4) { return changed(pick(world.xpEvents), of: student) }
    world.nextEvent += 1
    return [
      "id": .id(.test(world.nextEvent)), "student_id": .id(student),
      "kind": .string(pick(["typing", "choice", "connect", "story_gap", "x1_"])),
      "delta": pick([0, 1, 10, 999, 1000, .number("5.0"), .number("1e2")]),
      "word_set_id": chance(1, in: 3) ? .id(pick(world.wordSets)) : .null,
      "homework_id": chance(1, in: 3) ? .id(pickID(world.homework)) : .null, "created_at": time(),
      "metadata": metadata(),
    ]
  }

  /// The same again, mostly; or with another owner, payload or spelling.
  private func changed(_ event: JSON, of student: UniqueID) -> JSON {
    guard case .object(var object) = event else { return event }
    switch Int.random(in: 0..<12, using: &random) {
    case 0: object["student_id"] = .id(student)
    case 1: object["delta"] = 3
    case 2: object["metadata"] = metadata()
    case 3: object["id"] = object["id"]?.string.map { .string($0.uppercased()) }
    case 4: object["progress"] = 2
    default: break
    }
    return .object(object)
  }

  private func metadata() -> JSON {
    guard chance(1, in: 3) else { return [:] }
    return pick([
      ["n": 1], ["n": .number("1.0")], ["n": .number("10e-1")], ["n": .number("1e400")],
      ["n": .number("-0")], ["n": .number("0.10")], ["n": .number("123456789012345678901234567890")],
      ["n": .number("1e-400")], ["b": [true, .null, "x"], "a": ["c": 1, "b": 2]],
      ["a": ["b": 2, "c": 1], "b": [true, .null, "x"]], ["": ""], ["é": "e\u{301}"], ["e\u{301}": "é"],
      ["x": "\u{1}\u{7F}\u{FFFF}\u{1F308}"], ["q": "'\"\\;--"], ["deep": [[[[[[1]]]]]]],
      ["long": .string(String(repeating: "x", count: 4000))],
    ])
  }

  /// An event with one thing wrong with it.
  private func hostileXPEvent(of student: UniqueID) -> JSON {
    guard case .object(var object) = xpEvent(of: student) else { return .null }
    let faults: [(String, JSON?)] = [
      ("id", "x"), ("id", 5), ("id", nil), ("student_id", "x"), ("student_id", .id(.test(4))),
      ("kind", ""), ("kind", "Typing"), ("kind", "a\u{0}"), ("kind", "daily_quest"), ("kind", "migrated"),
      ("kind", .string(String(repeating: "k", count: 33))), ("delta", -1), ("delta", 1001),
      ("delta", .number("1.5")), ("delta", .number("1e30")), ("delta", "10"), ("delta", .null),
      ("word_set_id", "x"), ("homework_id", 5), ("created_at", "x"), ("created_at", nil),
      ("metadata", []), ("metadata", .null), ("metadata", ["a": "\u{0}"]), ("metadata", ["\u{0}": 1]),
      ("metadata", ["deep": [[[[[[[[1]]]]]]]]]),
      ("metadata", ["long": .string(String(repeating: "x", count: 4096))]),
      ("metadata", ["n": .number("1e200000")]), ("metadata", ["n": .number("1e-200000")]), ("extra", [:]),
    ]
    let (key, value) = pick(faults)
    object[key] = value
    return .object(object)
  }

  private func questEvent(of student: UniqueID) -> JSON {
    if !world.questEvents.isEmpty, chance(1, in: 4) { return changed(pick(world.questEvents), of: student) }
    world.nextEvent += 1
    let day = now.date().daysSince1970 + Int64(pick([0, 0, 0, 0, 0, 0, -1, 1, -2, 2, 40]))
    let date = CivilDate(daysSince1970: day)
    let quest = chance(1, in: 12) ? pick(Quest.catalogue) : pick(Quest.daily(for: student, on: date))
    return [
      "id": .id(.test(world.nextEvent)), "student_id": .id(student), "quest_id": .string(quest.id),
      "quest_date": chance(1, in: 20) ? pick(["2026-02-30", "x", 5, .null]) : .string(date.description),
      "progress": chance(1, in: 12) ? pick([0, -1, 1001, .number("1.5"), "1"]) : pick([1, 5, 17, 1000]),
      "created_at": time(),
    ]
  }

  func readOwn() async throws {
    guard let pupil = pupil() else { return }
    var request = Request(path: Route.xpTotal, token: token(mostly: pupil.token))
    switch Int.random(in: 0..<4, using: &random) {
    case 0: break
    case 1:
      let dates = [now.date().description, "2026-11-21", "2026-02-30", ""]
      request.path = path(Route.quests, query: [chance(9, in: 10) ? "date=" + pick(dates) : nil])
    case 2: request.path = Route.homework
    default:
      let limit = chance(2, in: 3) ? "limit=" + pick(["1", "2", "7", "500", "501", "0", "-1", "x", ""]) : nil
      request.path = path(Route.xpEvents, query: [limit])
      if !world.cursors.isEmpty, chance(1, in: 2) {
        let before = pick(world.cursors)
        request.cursor = Pair(texts: before.texts.map { (limit == nil ? "?before=" : "&before=") + $0 })
      }
    }
    let answers = try await send(request)
    let cursors = answers.compactMap { $0.json["next_before"]?.string }
    if cursors.count == 2 { world.cursors = (world.cursors + [Pair(texts: cursors)]).suffix(20) }
  }
}
