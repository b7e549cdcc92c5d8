import Primitives
import Store
import TestScopes
import Testing
import Wire
import XP

@testable import API

@Suite(.ownThread()) struct AccountCacheTests {
  private func token(_ number: Int) -> TokenHash {
    TokenHash(bytes: (0..<32).map { UInt8(truncatingIfNeeded: number >> ($0 % 4 * 8)) })
  }

  @Test("what is used stays, what is not goes, and there is no more than the capacity")
  func isBounded() {
    let cache = AccountCache(capacity: 10)
    cache.remember(token(0), of: .test(0))
    for number in 1...1000 {
      cache.remember(token(number), of: .test(UInt64(number)))
      #expect(cache.student(of: token(0)) == .test(0))
    }
    #expect(cache.student(of: token(1)) == nil)
    #expect(cache.student(of: token(1000)) == .test(1000))
    cache.forget(token(0))
    #expect(cache.student(of: token(0)) == nil)
    #expect((1...1000).count { cache.student(of: token($0)) != nil } <= 10)
  }

  @Test("a token that dies elsewhere is dead at once, whatever is sent with it")
  func believesTheStore() async throws {
    let server = try await TestServer()
    let student = try await server.makeStudent()
    let good = XPEvent.test(1, of: student.studentID).json
    #expect(try await server.sync(student, [good]).status == 200)
    try await server.store.removeToken(BearerToken.hash(of: student.token))
    for events in [[good], [XPEvent.test(2, of: student.studentID).json], ["nonsense"], []] as [[JSON]] {
      let answer = try await server.sync(student, events)
      #expect(answer.status == 401)
      #expect(answer.code == "unauthorized")
    }
    #expect(try await server.store.total(of: student.studentID).total.totalXP == 10)
  }

  @Test("a token that moves to a refusal is asked about first: bad events of a dead token are 401, not 422")
  func confirmsBeforeRefusing() async throws {
    let server = try await TestServer()
    let student = try await server.makeStudent()
    #expect(try await server.sync(student, ["nonsense"]).status == 422, "remembers")
    #expect(try await server.sync(student, ["nonsense"]).status == 422, "guesses and asks")
    try await server.store.removeToken(BearerToken.hash(of: student.token))
    #expect(try await server.sync(student, ["nonsense"]).status == 401)
  }

  @Test("a remembered sender still has a rate")
  func keepsRate() async throws {
    var limits = ServerLimits()
    (limits.requestBurst, limits.requestsPerSecond) = (3, 1)
    let server = try await TestServer(limits: limits)
    let student = try await server.makeStudent()
    let event = XPEvent.test(1, of: student.studentID).json
    for _ in 0..<3 { #expect(try await server.sync(student, [event]).status == 200) }
    #expect(try await server.sync(student, [event]).status == 429)
  }
}
