import HTTPTypes
import Primitives
import Store
import Testing
import Wire
import XP

@testable import API

/// What is asked wrongly, by somebody else, or of something that is not there.
extension AnswerWalk {
  private func statuses(_ endpoint: Endpoint) -> Set<Int> {
    Set(document.operation(endpoint)?.statuses ?? [])
  }

  private func token(_ endpoint: Endpoint, _ room: WalkedRoom) -> String? {
    switch endpoint.caller {
    case .anybody: nil
    case .student: room.ada.token
    case .teacher, .account: room.teacher
    }
  }

  /// Ids of things that there are.
  private func ids(_ endpoint: Endpoint, _ room: WalkedRoom) -> [UniqueID] {
    endpoint.pattern.names.map { name in
      switch name {
      case "class": room.schoolClass.id
      case "student": room.ada.studentID
      default: .test(501)
      }
    }
  }

  func beRefused(_ room: WalkedRoom) async throws {
    // What every operation would take that has to do with a class.
    let good: JSON = [
      "name": "7C", "joinable": true, "pin": "1234", "title": "Djur", "word_set_id": .id(.test(5)),
      "goal_xp": 10,
    ]
    for endpoint in Endpoint.all {
      let (token, ids) = (token(endpoint, room), ids(endpoint, room))
      let described = statuses(endpoint)
      func expect(_ status: Int, _ answer: Answer) {
        #expect(answer.status == status, "\(endpoint.method.rawValue) \(endpoint.path): \(answer.text)")
      }
      expect(405, try await ask(endpoint, ids, token: token, method: .init("BREW")))
      if endpoint.caller != .anybody { expect(401, try await ask(endpoint, ids)) }
      if described.contains(403) {
        let other = endpoint.caller == .student ? room.teacher : room.ada.token
        expect(403, try await ask(endpoint, ids, token: other))
      }
      if described.contains(400) {
        let query = endpoint == .xpEvents ? Endpoint.query((.limit, "0")) : ""
        expect(400, try await ask(endpoint, ids, query: query, token: token, text: "{}"))
      }
      if endpoint.bodyBytes > 0 {
        let space = String(repeating: " ", count: endpoint.bodyBytes + 1)
        expect(413, try await ask(endpoint, ids, token: token, text: space))
      }
      if endpoint.pattern.hasIDs, endpoint != .putWordSet {
        let unknown = ids.indices.map { UniqueID.test(UInt64(990 + $0)) }
        expect(404, try await ask(endpoint, unknown, token: token, text: good.description))
      }
    }
    try await beRejected(room)
    let stranger = try await server.makeTeacher()
    let set: JSON = [
      "title": "Set", "from": "sv", "to": "en", "words": [["term": "hund", "translations": ["dog"]]],
    ]
    #expect(try await ask(.putWordSet, [.test(501)], token: stranger, text: set.description).status == 404)
    for query in ["?period=all", Leaderboard.query(of: .test(990), in: .all)] {
      #expect(try await ask(.leaderboard, query: query, token: room.teacher).status == 404)
    }
  }

  /// Batches of which something is bad.
  private func beRejected(_ room: WalkedRoom) async throws {
    let ada = room.ada
    for endpoint in [Endpoint.xpSync, .questSync] {
      let bad: JSON = ["events": ["x", ["id": "y"], ["id": .id(.test(1)), "student_id": .id(.test(2))]]]
      let rejected = try await ask(endpoint, token: ada.token, text: bad.description)
      #expect(rejected.status == 422 && rejected.rejected.count == 3)
      for (events, status) in [([], 400), ([JSON](repeating: .null, count: 501), 413)] as [([JSON], Int)] {
        let body: JSON = ["events": .array(events)]
        #expect(try await ask(endpoint, token: ada.token, text: body.description).status == status)
      }
    }
    let conflict = XPEvent.test(100, of: ada.studentID, delta: 999)
    let answer = try await ask(
      .xpSync, token: ada.token, text: JSON.object(["events": [conflict.json]]).description)
    #expect(answer.rejected == ["0:id_conflict"])
  }

  /// What there is no room or no time for.
  func meetLimits(_ room: WalkedRoom, makeStore: TestServer.StoreFactory) async throws {
    let store = server.store
    let teacher = try #require(Me(json: try await ask(.me, token: room.teacher).json))
    for number in 0..<Limit.homeworkPerClass {
      let homework = StoredHomework(
        id: .test(UInt64(2000 + number)), classID: room.schoolClass.id, title: "T", wordSetID: .test(5),
        goalXP: 1, dueAt: nil, createdAt: server.time.now)
      _ = try await store.addHomework(homework, teacher: teacher.id, limit: Limit.homeworkPerClass)
    }
    let homework = GiveHomeworkRequest(title: "T", wordSetID: .test(5), goalXP: 1, dueAt: nil)
    let refused = try await ask(
      .giveHomework, [room.schoolClass.id], token: room.teacher, body: homework.json)
    #expect(refused.code == "too_much_homework")
    for number in 0..<Limit.setsPerTeacher {
      let summary = StoredWordSet.Summary(
        id: .test(UInt64(3000 + number)), title: "T", from: "sv", to: "en", level: nil,
        audience: .teachersClasses, wordCount: 1, updatedAt: server.time.now)
      let set = StoredWordSet(
        summary: summary, teacherID: teacher.id, words: [["term": "a", "translations": ["b"]]])
      _ = try await store.put(set, limit: Limit.setsPerTeacher)
    }
    let set: JSON = [
      "title": "T", "from": "sv", "to": "en", "words": [["term": "a", "translations": ["b"]]],
    ]
    let full = try await ask(.putWordSet, [.test(9999)], token: room.teacher, body: set)
    #expect(full.code == "too_many_sets")

    var limits = ServerLimits()
    (limits.requestsPerSecond, limits.requestBurst) = (1e-9, 1)
    let strict = try await TestServer(limits: limits, makeStore: makeStore)
    let student = try await strict.makeStudent()
    try await ask(.xpTotal, token: student.token, at: strict)
    for endpoint in Endpoint.all where endpoint.caller != .anybody {
      let token = endpoint.caller == .student ? student.token : strict.teacherToken.text
      let answer = try await ask(endpoint, ids(endpoint, room), token: token, at: strict)
      #expect(answer.status == 429 && answer.headers[.retryAfter] != nil, "\(endpoint.path)")
    }

    limits = ServerLimits()
    limits.requests = 0
    let busy = try await TestServer(limits: limits, makeStore: makeStore)
    for endpoint in Endpoint.all where endpoint != .healthz {
      let answer = try await ask(endpoint, ids(endpoint, room), at: busy)
      #expect(answer.status == 503 && answer.headers[.retryAfter] != nil, "\(endpoint.path)")
    }
  }
}
