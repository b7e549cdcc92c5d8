import Foundation
import Primitives
import TestScopes
import TestSupport
import Testing
import Transport
import Vocabulary
import Wire

/// Homework from the teacher to a pupil's screen and from there to the ledger.
@Suite("Homework, end to end", .ownThread(in: .programs))
struct HomeworkEndToEndTests {
  private let ours = WordSet(
    id: UniqueID(high: 0x1234_5678_9ABC_4DEF, low: 0x8123_4567_89AB_CDEF), title: "Våra ord", from: "sv",
    to: "en", words: (1...12).map { Word(term: "ord\($0)", translation: "word\($0)") })

  /// Gives homework on the set that every computer has from the start, due in ten days or in so many.
  private func giveHomework(
    in classroom: Classroom, on computer: Computer, _ title: String, days: Int64 = 10
  ) throws {
    let sets = try JSON.parse(try computer.glosa("sets", "show", "Djur", "--json").output)
    let classes = try classroom.teach("GET", Route.classes)
    let schoolClass = try #require(classes["classes"]?.array?.first?["id"]?.id)
    let due = Timestamp(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)).adding(
      seconds: days * 86_400)
    _ = try classroom.teach(
      "POST", Route.homework(of: schoolClass),
      ["title": .string(title), "word_set_id": .id(sets["id"]?.id), "goal_xp": 50, "due_at": .time(due)])
  }

  private func eventsWithHomework(in classroom: Classroom) throws -> Int {
    try classroom.numbers("SELECT count(*) FROM xp_events WHERE homework_id IS NOT NULL", count: 1)[0]
  }

  @Test(
    "The menu shows homework, quests and new sets as they come; a round for it says so and counts for it",
    arguments: Wiring.allCases)
  func fullScreen(wiring: Wiring) throws {
    let classroom = try Classroom(wiring: wiring)
    let ada = try classroom.joinedComputer("Ada")
    let window = try TerminalWindow([Programs.glosa], environment: ada.environment)
    #expect(window.shows("Today") && window.shows("Djur"), "\(window.screen)")
    try window.press("C-c")
    #expect(eventually { window.isOver })

    try giveHomework(in: classroom, on: ada, "Läxa 1")
    _ = try classroom.teach("PUT", Route.wordSet(ours.id), ours.json)
    let second = try TerminalWindow([Programs.glosa], environment: ada.environment)
    #expect(second.shows("Läxa 1", within: 10) && second.shows("10 days left"), "\(second.screen)")
    #expect(second.shows("0/50 XP"), "\(second.screen)")
    // The new set stands at the list's end.
    #expect(
      try eventually(within: 10) {
        try second.press("End")
        return second.screen.contains("▸ Våra ord")
      }, "\(second.screen)")
    try second.press("Home", "Enter")
    #expect(second.shows("homework 0/50 XP"), "\(second.screen)")
    let translations = try Translations(of: "Djur", on: ada)
    var term: String?
    #expect(
      eventually {
        term = translations.term(on: second.screen)
        return term != nil
      })
    try second.type(translations[term ?? ""] ?? "?")
    try second.press("Enter")
    #expect(second.shows("homework 10/50 XP") && second.shows("quest: "), "\(second.screen)")
    #expect(second.shows("all saved", within: 5), "\(second.screen)")
    #expect(try eventsWithHomework(in: classroom) == 1)
    try second.press("C-c")
    #expect(eventually { second.isOver })
  }

  @Test(
    "Homework is due by the ledger's clock: a computer's clock that is days ahead takes no credit away",
    arguments: Wiring.allCases)
  func wrongClock(wiring: Wiring) throws {
    let classroom = try Classroom(wiring: wiring)
    let bo = try classroom.joinedComputer("Bo").with(clock: "+3d")
    try giveHomework(in: classroom, on: bo, "Läxa 1", days: 1)
    #expect(try bo.glosa("sync", "--wait", "20").status == 0)
    #expect(try bo.playRightAnswers(3).status == 0)
    #expect(try bo.glosa("sync", "--wait", "20").status == 0)
    #expect(try eventsWithHomework(in: classroom) == 3)
  }

  @Test(
    "glosa play --linear counts for homework too, and says nothing more than before",
    arguments: Wiring.allCases)
  func linear(wiring: Wiring) throws {
    let classroom = try Classroom(wiring: wiring)
    let bo = try classroom.joinedComputer("Bo")
    try giveHomework(in: classroom, on: bo, "Läxa 1")
    #expect(try bo.glosa("sync", "--wait", "20").status == 0)
    let played = try bo.playRightAnswers(3)
    let lines = played.output.split(separator: "\n").dropLast()
    #expect(lines.allSatisfy { $0.hasPrefix("? ") || $0.hasPrefix("+10 ") }, "\(played.output)")
    #expect(try bo.glosa("sync", "--wait", "20").status == 0)
    #expect(try eventsWithHomework(in: classroom) == 3)
  }
}

extension Classroom {
  /// What the teacher does through the API.
  func teach(_ method: String, _ path: String, _ body: JSON? = nil) throws -> JSON {
    let headers = [
      HTTPHeader("Authorization", "Bearer \(teacherToken)"), HTTPHeader("Content-Type", "application/json"),
    ]
    let response = try CurlTransport().response(
      to: HTTPRequest(method: method, url: address + path, headers: headers, body: body?.utf8, trust: trust))
    guard (200..<300).contains(response.status) else {
      throw ClassroomError(description: String(decoding: response.body, as: UTF8.self))
    }
    return try JSON.parse(response.body)
  }
}
