import Foundation
import GRDB
import HTTPTypes
import Primitives
import SQLiteStore
import Store
import TestScopes
import TestSupport
import Testing
import Wire

@testable import API

/// One pupil, or one stranger with the code, against the class.
@Suite(.ownThread()) struct JoinGuardTests {
  private let attacker = ClientAddress("192.0.2.66")!
  private let home = ClientAddress("198.51.100.7")!

  @Test("wrong PINs from one address keep nobody else waiting, and each one more doubles the wait")
  func keepsOthersOut() async throws {
    let server = try await TestServer()
    let code = try await server.makeClass().code
    _ = try await server.join(code, "Ada")
    for number in 0..<5 {
      #expect(try await server.join(code, "Ada", pin: "000\(number)", from: attacker).code == "wrong_pin")
    }
    var waits: [String] = []
    for _ in 0..<7 {
      let answer = try await server.join(code, "Ada", pin: "9999", from: attacker)
      #expect(answer.status == 429 && answer.code == "too_many_pins")
      waits.append(answer.headers[.retryAfter] ?? "")
      server.time.advance(seconds: Int64(waits.last ?? "") ?? 0)
      #expect(try await server.join(code, "Ada", pin: "9999", from: attacker).code == "wrong_pin")
    }
    #expect(waits == ["60", "120", "240", "480", "900", "900", "900"])
    #expect(try await server.join(code, "Ada", from: home).status == 200)
    #expect(try await server.join(code, "Ada", from: attacker).status == 429, "also with the right one")
  }

  @Test("wrong PINs from everywhere together make everybody wait but the pupil's own computers")
  func sparesOwnComputers() async throws {
    let server = try await TestServer()
    let code = try await server.makeClass().code
    let token = try #require(try await server.join(code, "Ada", from: home).json["token"]?.string)
    let other = try #require(try await server.join(code, "Bo", from: home).json["token"]?.string)
    for number in 0..<50 {
      let address = try #require(ClientAddress("203.0.113.\(number)"))
      #expect(try await server.join(code, "Ada", pin: "9999", from: address).code == "wrong_pin")
    }
    #expect(try await server.join(code, "Ada", from: attacker).status == 429)
    #expect(
      try await server.join(code, "Ada", token: other, from: home).status == 429, "somebody else's token")
    #expect(try await server.join(code, "Ada", token: token, from: home).status == 200)
    // Its own guesses count all the same.
    for _ in 0..<5 {
      #expect(try await server.join(code, "Ada", pin: "0000", token: token, from: home).code == "wrong_pin")
    }
    #expect(try await server.join(code, "Ada", token: token, from: home).code == "too_many_pins")
    server.time.advance(seconds: 24 * 60 * 60)
    #expect(try await server.join(code, "Ada", from: attacker).status == 200, "a day forgets")
  }

  @Test("a restart of the server forgets no wrong PIN, and a new PIN forgets them all")
  func remembers() async throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/server.sqlite"
    let before = try await TestServer { _ in try SQLiteStore(path: path) }
    let schoolClass = try await before.makeClass()
    let ada = try await before.makeStudent("Ada", in: schoolClass)
    for _ in 0..<5 { _ = try await before.join(schoolClass.code, "Ada", pin: "9999", from: attacker) }
    try await before.store.close()
    let after = Services(
      store: try SQLiteStore(path: path), limits: ServerLimits(), clock: before.time.clock,
      pinCost: PINHasher.Cost(logN: 4, r: 1, p: 1))
    let wait = try await after.store.begin(
      PINAttempt(student: ada.studentID, source: "elsewhere", isOwnComputer: false), at: before.time.now,
      patience: PINPatience())
    #expect(wait == nil)
    let rows = try await DatabaseQueue(path: path).read {
      try Int.fetchAll($0, sql: "SELECT wrong FROM pin_attempts ORDER BY source")
    }
    #expect(rows == [6, 5, 1], "of all, of the attacker, of elsewhere")
    #expect(
      try await after.store.setPIN(
        hash: "scrypt$x", of: ada.studentID, in: schoolClass.id, teacher: .test(1)))
    let left = try await DatabaseQueue(path: path).read {
      try Int.fetchOne($0, sql: "SELECT count(*) FROM pin_attempts")
    }
    #expect(left == 0)
    try await after.store.close()
  }

  @Test("class codes can't be tried one after the other from an address")
  func limitsCodes() async throws {
    let server = try await TestServer()
    let code = try await server.makeClass().code
    var generator = SeededGenerator(seed: 1)
    var statuses: [Int] = []
    for _ in 0..<100 {
      let wrong = ClassCode.random(using: &generator)
      statuses.append(try await server.join(wrong, "Ada", from: attacker).status)
    }
    #expect(statuses.count { $0 == 404 } == 60 && statuses.suffix(40).allSatisfy { $0 == 429 })
    let refused = try await server.join(code, "Ada", from: attacker)
    #expect(refused.code == "too_many_codes" && refused.headers[.retryAfter] == "2")
    #expect(try await server.join(code, "Ada", from: home).status == 201)
    server.time.advance(seconds: 2)
    #expect(try await server.join(code, "Bo", from: attacker).status == 201)
  }

  @Test(
    "a class is not filled from one address; those who are in it may come, and so may others from elsewhere")
  func limitsNewcomers() async throws {
    let server = try await TestServer()
    let code = try await server.makeClass().code
    for number in 0..<100 {
      #expect(try await server.join(code, "P\(number)", from: attacker).status == 201)
    }
    let refused = try await server.join(code, "P100", from: attacker)
    #expect(refused.status == 429 && refused.code == "too_many_newcomers")
    #expect(refused.headers[.retryAfter] == "10")
    #expect(try await server.join(code, "P0", from: attacker).status == 200)
    #expect(try await server.join(code, "Ada", from: home).status == 201)
    #expect(try await server.join(server.makeClass("8A").code, "Ada", from: attacker).status == 201)
    server.time.advance(seconds: 10)
    #expect(try await server.join(code, "P100", from: attacker).status == 201)
  }

  @Test("a class that is closed takes nobody new; a new code makes the old one worthless")
  func closesClasses() async throws {
    let server = try await TestServer()
    let schoolClass = try await server.makeClass()
    let path = Route.schoolClass(schoolClass.id)
    _ = try await server.join(schoolClass.code, "Ada")
    func change(_ body: JSON, token: String) async throws -> Answer {
      try await server.send(.patch, path, token: token, body: body.description)
    }
    let closed = try await change(["joinable": false], token: server.teacherToken.text)
    #expect(closed.status == 200 && SchoolClass(json: closed.json)?.isJoinable == false)
    let refused = try await server.join(schoolClass.code, "Bo")
    #expect(refused.status == 409 && refused.code == "not_joinable")
    #expect(try await server.join(schoolClass.code, "Ada").status == 200)
    #expect(try await change(["joinable": "no"], token: server.teacherToken.text).status == 400)
    #expect(try await change(["joinable": true], token: server.makeTeacher()).status == 404)
    #expect(try await change(["joinable": true], token: server.teacherToken.text).status == 200)
    #expect(try await server.join(schoolClass.code, "Bo").status == 201)

    let codes = Route.code(of: schoolClass.id)
    #expect(try await server.post(codes, token: server.makeTeacher(), [:]).status == 404)
    let renewed = SchoolClass(
      json: try await server.post(codes, token: server.teacherToken.text, [:]).json)
    let code = try #require(renewed?.code)
    #expect(code != schoolClass.code && renewed?.id == schoolClass.id)
    #expect(try await server.join(schoolClass.code, "Cy").code == "no_such_class")
    #expect(try await server.join(code, "Ada").status == 200)
    #expect(try await server.join(code, "Cy").status == 201)
  }

  @Test("a name that looks like another's is that pupil's, whose PIN it takes")
  func knowsLookalikes() async throws {
    let server = try await TestServer()
    let code = try await server.makeClass().code
    let ada = try await server.join(code, "Ada Å").json["student_id"]
    for name in ["\u{410}da \u{C5}", "Ada\u{A0}Å", "A\u{200B}da  Å", "ＡＤＡ A\u{30A}"] {
      #expect(try await server.join(code, name, pin: "9999").code == "wrong_pin")
      #expect(try await server.join(code, name).json["student_id"] == ada)
    }
    #expect(try await server.join(code, "Ada A", pin: "9999").status == 201)
  }

  @Test("also of those who joined with an earlier version, whose names keep their keys")
  func knowsOldLookalikes() async throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/server.sqlite"
    let server = try await TestServer { _ in try SQLiteStore(path: path) }
    let code = try await server.makeClass().code
    let ada = try await server.join(code, "Ada").json["student_id"]
    // Two that an earlier version let in, although they look alike.
    let twin = try await server.join(code, "Twin").json["student_id"]
    try await DatabaseQueue(path: path).write {
      try $0.execute(sql: "UPDATE class_members SET look_key = NULL")
      try $0.execute(
        sql: "UPDATE class_members SET name_key = 'аda' WHERE student_id = ?", arguments: [twin?.string])
      try $0.execute(
        sql: "UPDATE students SET display_name = 'Аda' WHERE id = ?", arguments: [twin?.string])
    }
    #expect(try await server.join(code, "A\u{200B}da").json["student_id"] == ada)
    #expect(try await server.join(code, "ada").json["student_id"] == ada)
    #expect(try await server.join(code, "аda").json["student_id"] == twin, "the exact name comes first")
  }
}

@Suite struct ClientAddressTests {
  @Test(
    "an address of IPv6 is a network of 64 bits, and one of IPv4 in its clothes is that",
    arguments: [
      ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", true), ("2001:db8:1:2::1", "2001:db8:1:3::1", false),
      ("::ffff:192.0.2.1", "192.0.2.1", true), ("192.0.2.1", "192.0.2.2", false),
    ])
  func readsAddresses(one: String, other: String, isSame: Bool) throws {
    #expect((try #require(ClientAddress(one)) == #require(ClientAddress(other))) == isSame)
  }

  @Test("what is no address is none", arguments: ["", "localhost", "192.0.2", "192.0.2.1:80", "2001:db8"])
  func refusesOthers(text: String) {
    #expect(ClientAddress(text) == nil)
    #expect(TrustedProxies(["192.0.2.1", text]) == nil)
  }

  @Test(
    "only a trusted proxy's word counts, and of what it says only what no client wrote",
    arguments: [
      ("192.0.2.1", "198.51.100.7", "198.51.100.7"), ("192.0.2.1", "6.6.6.6, 198.51.100.7", "198.51.100.7"),
      ("192.0.2.1", "6.6.6.6, 198.51.100.7, 192.0.2.2", "198.51.100.7"), ("192.0.2.1", "", "192.0.2.1"),
      ("192.0.2.1", "garbage", "192.0.2.1"), ("192.0.2.1", "6.6.6.6,garbage", "192.0.2.1"),
      ("192.0.2.9", "198.51.100.7", "192.0.2.9"), ("192.0.2.1", "2001:db8:1:2::5", "2001:db8:1:2::"),
    ])
  func believesProxies(peer: String, field: String, origin: String) throws {
    let proxies = try #require(TrustedProxies(["192.0.2.1", "192.0.2.2"]))
    var fields = HTTPFields()
    if !field.isEmpty, let name = HTTPField.Name("X-Forwarded-For") { fields[name] = field }
    #expect(try proxies.origin(of: fields, via: #require(ClientAddress(peer))) == ClientAddress(origin))
  }
}
