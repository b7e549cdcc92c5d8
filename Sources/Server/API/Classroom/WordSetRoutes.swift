import Hummingbird
import Primitives
import Store
import Vocabulary
import Wire

/// The word sets that teachers have put on the server.
struct WordSetRoutes: Sendable {
  let services: Services

  func add(to routes: inout RouteTable) {
    routes.on(.wordSets, list)
    routes.on(.wordSet, wordSet)
    routes.on(.putWordSet, put)
  }

  @Sendable private func list(_ request: Request) async throws -> Response {
    let sets = try await services.store.wordSets(for: services.account(of: request))
    return .json(["word_sets": .array(sets.map { .object($0.json) })])
  }

  @Sendable private func wordSet(_ request: Request, _ id: UniqueID) async throws -> Response {
    let account = try await services.account(of: request)
    guard let set = try await services.store.wordSet(id, for: account) else { throw HTTPProblem.notFound }
    var object = set.summary.json
    object["words"] = set.words
    return .json(.object(object))
  }

  @Sendable private func put(_ request: Request, _ id: UniqueID) async throws -> Response {
    let teacher = try await services.teacher(of: request)
    let body = try await request.json(limit: services.limits.bodyBytes)
    let set = try WordSetReader(id: id).wordSet(body)
    let summary = StoredWordSet.Summary(
      id: id, title: set.title, from: set.from, to: set.to, level: set.level,
      audience: try WordSetReader.audience(body), wordCount: set.words.count, updatedAt: services.clock.now())
    let stored = StoredWordSet(
      summary: summary, teacherID: teacher, words: .array(set.words.map(\.json)))
    switch try await services.store.put(stored, limit: Limit.setsPerTeacher) {
    case .created: return .json(.object(summary.json), status: .created)
    case .replaced: return .json(.object(summary.json))
    // What is another teacher's is as if it were not there.
    case .taken, .noSuchClass: throw HTTPProblem.notFound
    case .tooMany: throw HTTPProblem.tooManySets
    }
  }
}

extension StoredWordSet.Summary {
  fileprivate var json: JSONObject {
    var (classID, isPublic): (UniqueID?, Bool) = (nil, false)
    switch audience {
    case .schoolClass(let id): classID = id
    case .teachersClasses: break
    case .everybody: isPublic = true
    }
    return [
      "id": .id(id), "title": .string(title), "from": .string(from), "to": .string(to),
      "level": .text(level), "word_count": .integer(wordCount), "class_id": .id(classID),
      "public": .bool(isPublic), "updated_at": .time(updatedAt),
    ]
  }
}
