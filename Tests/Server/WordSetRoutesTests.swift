import HTTPTypes
import Primitives
import TestScopes
import TestSupport
import Testing
import Vocabulary
import Wire

@testable import API

@Suite(.ownThread()) struct WordSetRoutesTests {
  private func body(_ changes: [(String, JSON?)] = []) -> JSON {
    var object: JSONObject = [
      "title": "Djur", "from": "SV", "to": "en", "level": "A1",
      "words": [
        ["term": " en katt ", "translations": ["a cat"], "example": "Katten sover."],
        ["term": "titta (på)", "translations": ["to look (at)", "to watch"]],
      ],
    ]
    for (key, value) in changes { object[key] = value }
    return .object(object)
  }

  private func put(
    _ server: TestServer, _ number: UInt64, token: String? = nil, _ body: JSON
  ) async throws -> Answer {
    try await server.send(
      .put, Route.wordSet(.test(number)), token: token ?? server.teacherToken.text, body: body.description)
  }

  private func titles(_ server: TestServer, _ token: String) async throws -> [JSON?] {
    let answer = try await server.send(.get, Route.wordSets, token: token)
    return (answer.json["word_sets"]?.array ?? []).map { $0["title"] }
  }

  @Test("a set that is put is listed, and given with its words as clients read them")
  func puts() async throws {
    let server = try await TestServer()
    let student = try await server.makeStudent()
    let created = try await put(server, 500, body())
    #expect(created.status == 201)
    #expect(
      created.json == [
        "id": .id(.test(500)), "title": "Djur", "from": "sv", "to": "en", "level": "A1", "word_count": 2,
        "class_id": .null, "public": false, "updated_at": .time(server.time.now),
      ])
    let list = try await server.send(.get, Route.wordSets, token: student.token)
    #expect(list.json == ["word_sets": [created.json]])
    #expect(WordSetListing(json: created.json) != nil)
    let one = try await server.send(.get, Route.wordSet(.test(500)), token: student.token)
    #expect(one.status == 200)
    let set = try #require(WordSet(json: one.json))
    #expect(set.words.map(\.term) == ["en katt", "titta (på)"])
    #expect(set.words[1].translations == ["to look (at)", "to watch"])
    #expect(set.words.map(\.example) == ["Katten sover.", nil])
    server.time.advance(seconds: 5)
    let replaced = try await put(server, 500, body([("title", "Nya djur"), ("level", nil)]))
    #expect(replaced.status == 200)
    #expect(replaced.json["updated_at"] == .time(server.time.now))
    #expect(try await titles(server, student.token) == ["Nya djur"])
    // What a client of ours writes is what the server takes.
    let again = try await put(server, 500, set.json)
    #expect(again.status == 200)
    let read = try await server.send(.get, Route.wordSet(.test(500)), token: student.token)
    #expect(WordSet(json: read.json) == set)
  }

  @Test("what is accepted and not shown, and the gender of a noun, come back as they were put")
  func keepsWhatIsNotShown() async throws {
    let server = try await TestServer()
    let student = try await server.makeStudent()
    let set = WordSet(
      id: .test(500), title: "Mat", from: "sv", to: "en",
      words: [
        Word(term: "bröd {ett}", translation: "bread // a loaf"),
        Word(term: "en soffa // en kanapé", translation: "a sofa / a couch // a settee / a davenport"),
      ])
    let words = JSON.array(set.words.map(\.json))
    #expect(try await put(server, 500, body([("title", "Mat"), ("words", words)])).status == 201)
    let one = try await server.send(.get, Route.wordSet(.test(500)), token: student.token)
    #expect(one.json["words"] == words)
    let got = try #require(WordSet(json: one.json))
    #expect(got.words == set.words)
    #expect(got.words[0].prompt(.fromTo) == "bröd" && got.words[1].answer(.fromTo) == "a sofa / a couch")
    for typed in ["a settee", "a couch"] {
      #expect(AnswerJudge(wordSet: got, direction: .fromTo).judge(typed, word: 1) == .right)
    }
    for wrong in [JSON.string("x"), .array([.integer(1)])] {
      let bad = JSON.array([["term": "a", "translations": ["b"], "also_terms": wrong]])
      #expect(try await put(server, 501, body([("words", bad)])).status == 400)
    }
  }

  @Test("a class's set is its class's, a teacher's all their classes', a public one everybody's")
  func hasAudiences() async throws {
    let server = try await TestServer()
    let (one, two) = (try await server.makeClass("1"), try await server.makeClass("2"))
    let ada = try await server.makeStudent("Ada", in: one)
    let bo = try await server.makeStudent("Bo", in: two)
    let other = try await server.makeTeacher()
    _ = try await put(server, 500, body([("title", "A"), ("class_id", .id(one.id))]))
    _ = try await put(server, 501, body([("title", "B")]))
    _ = try await put(server, 502, token: other, body([("title", "C"), ("public", true)]))
    _ = try await put(server, 503, token: other, body([("title", "D"), ("public", false)]))
    #expect(try await titles(server, ada.token) == ["A", "B", "C"])
    #expect(try await titles(server, bo.token) == ["B", "C"])
    #expect(try await titles(server, server.teacherToken.text) == ["A", "B", "C"])
    #expect(try await titles(server, other) == ["C", "D"])
    let hidden = try await server.send(.get, Route.wordSet(.test(500)), token: bo.token)
    let missing = try await server.send(.get, Route.wordSet(.test(999)), token: bo.token)
    #expect(hidden.status == 404)
    #expect(hidden.text == missing.text)
    #expect(try await server.send(.get, Route.wordSet(.test(502)), token: bo.token).json["public"] == true)
    let shown = try await server.send(.get, Route.wordSet(.test(500)), token: ada.token)
    #expect(shown.json["class_id"] == .id(one.id))
  }

  @Test("neither another teacher's id nor a class that is not the teacher's exists for a teacher")
  func keepsOwners() async throws {
    let server = try await TestServer()
    let other = try await server.makeTeacher()
    _ = try await put(server, 500, body())
    let taken = try await put(server, 500, token: other, body([("public", true)]))
    #expect(taken.status == 404)
    #expect(taken.code == "not_found")
    let mine = try await server.makeClass()
    for schoolClass in [mine.id, .test(999)] {
      let answer = try await put(server, 501, token: other, body([("class_id", .id(schoolClass))]))
      #expect(answer.status == 404)
    }
    #expect(try await titles(server, other) == [])
  }

  static func word(_ term: JSON, _ translations: JSON = ["x"], _ example: JSON = .null) -> JSON {
    [["term": term, "translations": translations, "example": example]]
  }

  static let long = String(repeating: "x", count: 501)

  static let bad: [(String, JSON?, String)] = [
    ("id", .id(.test(1)), "bad_id"), ("id", "x", "bad_id"), ("title", nil, "bad_title"),
    ("title", "a\u{7}", "bad_title"), ("title", .string(String(repeating: "x", count: 81)), "bad_title"),
    ("from", nil, "bad_language"), ("from", "en", "bad_language"), ("from", "EN", "bad_language"),
    ("to", "s", "bad_language"), ("to", "e n", "bad_language"), ("to", "en-", "bad_language"),
    ("to", "1n", "bad_language"), ("to", .string(String(repeating: "en-", count: 12) + "x"), "bad_language"),
    ("level", "", "bad_level"), ("level", 1, "bad_level"),
    ("level", .string(String(repeating: "x", count: 21)), "bad_level"),
    ("words", nil, "bad_words"), ("words", [], "bad_words"), ("words", ["x"], "bad_words"),
    ("words", word(""), "bad_words"), ("words", word("(…)"), "bad_words"), ("words", word(7), "bad_words"),
    ("words", word("a", []), "bad_words"), ("words", word("a", "b"), "bad_words"),
    ("words", word("a", ["b", 7]), "bad_words"), ("words", word("a", [""]), "bad_words"),
    ("words", word("a (b"), "bad_words"), ("words", word("a", ["b)"]), "bad_words"),
    ("words", word("a\tb"), "bad_words"), ("words", word("a\u{0}"), "bad_words"),
    ("words", word("a", ["b\u{1B}[2J"]), "bad_words"), ("words", word("a", ["b"], "c\u{9B}2J"), "bad_words"),
    ("words", word("a", ["b"], 7), "bad_words"), ("words", word(.string(long)), "bad_words"),
    ("words", word("a", [.string(long)]), "bad_words"),
    (
      "words",
      word("a", [.string(String(repeating: "x", count: 300)), .string(String(repeating: "y", count: 300))]),
      "bad_words"
    ),
    ("words", word("a", ["b"], .string(long)), "bad_words"),
    ("words", .array(Array(repeating: ["term": "a", "translations": ["b"]], count: 10_001)), "bad_words"),
    ("class_id", "7B", "bad_reference"), ("public", "yes", "bad_audience"), ("public", 1, "bad_audience"),
  ]

  @Test("what is wrong with a set is named", arguments: bad.indices)
  func refusesBad(index: Int) async throws {
    let (key, value, code) = Self.bad[index]
    let server = try await TestServer()
    let answer = try await put(server, 500, body([(key, value)]))
    #expect(answer.status == 400)
    #expect(answer.code == code)
    #expect(try await titles(server, server.teacherToken.text) == [])
  }

  @Test("a set is for a class or for everybody, not both; and the word that is wrong is named by its place")
  func explains() async throws {
    let server = try await TestServer()
    let schoolClass = try await server.makeClass()
    let both = try await put(server, 500, body([("public", true), ("class_id", .id(schoolClass.id))]))
    #expect(both.code == "bad_audience")
    let words: JSON = [["term": "a", "translations": ["b"]], ["term": "c (", "translations": ["d"]]]
    let answer = try await put(server, 500, body([("words", words)]))
    #expect(answer.json["detail"]?.string?.contains("Word 2") == true)
    let broken = try await server.send(
      .put, Route.wordSet(.test(500)), token: server.teacherToken.text, body: "[1")
    #expect(broken.code == "malformed_json")
  }

  @Test("the largest set there may be is taken")
  func takesLarge() async throws {
    let server = try await TestServer()
    let words = (0..<10_000).map { ["term": .string("ord \($0)"), "translations": ["w"]] as JSON }
    let answer = try await put(server, 500, body([("words", .array(words))]))
    #expect(answer.status == 201)
    #expect(answer.json["word_count"] == 10_000)
  }
}
