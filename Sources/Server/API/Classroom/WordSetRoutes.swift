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
    return .json(Listing(sets.map(\.onTheWire)).json)
  }

  @Sendable private func wordSet(_ request: Request, _ id: UniqueID) async throws -> Response {
    let account = try await services.account(of: request)
    guard let set = try await services.store.wordSet(id, for: account) else { throw HTTPProblem.notFound }
    return .json(set.summary.onTheWire.json(words: set.words))
  }

  @Sendable private func put(_ request: Request, _ id: UniqueID) async throws -> Response {
    let teacher = try await services.teacher(of: request)
    guard let wanted = PutWordSetRequest(json: try await request.json(for: .putWordSet)) else {
      throw HTTPProblem.malformed("The body is not an object.")
    }
    let set = try WordSetReader(id: id).wordSet(wanted)
    let summary = StoredWordSet.Summary(
      id: id, title: set.title, from: set.from, to: set.to, level: set.level,
      audience: try WordSetReader.audience(wanted), wordCount: set.words.count,
      updatedAt: services.clock.now())
    let stored = StoredWordSet(
      summary: summary, teacherID: teacher, words: .array(set.words.map(\.json)))
    switch try await services.store.put(stored, limit: Limit.setsPerTeacher) {
    case .created: return .json(summary.onTheWire.json, status: .created)
    case .replaced: return .json(summary.onTheWire.json)
    // What is another teacher's is as if it were not there.
    case .taken, .noSuchClass: throw HTTPProblem.notFound
    case .tooMany: throw HTTPProblem.tooManySets
    }
  }
}

extension StoredWordSet.Summary {
  /// As the accounts that may see it do.
  fileprivate var onTheWire: WordSetListing {
    var (classID, isPublic): (UniqueID?, Bool) = (nil, false)
    switch audience {
    case .schoolClass(let id): classID = id
    case .teachersClasses: break
    case .everybody: isPublic = true
    }
    return WordSetListing(
      summary: WordSetSummary(
        id: id, title: title, from: from, to: to, level: level, wordCount: wordCount),
      classID: classID, isPublic: isPublic, updatedAt: updatedAt.description)
  }
}
