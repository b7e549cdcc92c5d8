import Outbox
import Primitives
import Transport
import Wire
import XP

/// Carries out what `ClassroomRefresh` decides: keeps what the teacher gave on this computer, for play without a
/// network. Whatever fails here is silent, and tried again later; sending and leaving never wait for it.
///
/// Used on the sync manager's scheduler alone.
final class ClassroomSync {
  /// Called after each answer, with nothing under way.
  var answered: () -> Void = {}

  private let outbox: Outbox
  private let owner: Owner
  private let setCache: (any WordSetCache)?
  private let requests: RequestSender
  private let status: StatusReporter
  private let report: (SyncEvent) -> Void
  private var plan: ClassroomRefresh
  private var request: SentRequest?
  /// The versions of the server's word sets, as last listed, and of those that make no file.
  private var listedSets: [UniqueID: String] = [:]
  private var unplayableSets: [UniqueID: String] = [:]
  private var haveSetsChanged = false
  private var waiters: [() -> Void] = []

  init(
    _ parts: SyncParts, over requests: RequestSender, status: StatusReporter,
    report: @escaping (SyncEvent) -> Void
  ) {
    (outbox, owner, setCache) = (parts.outbox, parts.owner, parts.setCache)
    (self.requests, self.status, self.report) = (requests, status, report)
    plan = ClassroomRefresh(interval: parts.configuration.classroomInterval)
  }

  /// The server confirmed something: homework may have come further.
  func somethingConfirmed() { plan.somethingConfirmed() }

  /// Calls back once the round that is under way or due is over, or can't be gone.
  func whenOver(_ then: @escaping () -> Void) { waiters.append(then) }

  /// Asks the next question where it is time to.
  func proceed(_ connection: ConnectionUse, at now: Int64, on today: CivilDate) {
    switch connection {
    case .taken: return
    case .unavailable: endRound()
    case .free: if let step = plan.next(at: now, on: today) { ask(step) } else { endRound() }
    }
  }

  /// Gives the running question up: something is to be sent, and the connection is one.
  func interrupt() {
    guard let running = request else { return }
    request = nil
    plan.stepInterrupted()
    running.drop()
  }

  private func endRound() {
    guard request == nil else { return }
    if plan.isAtRest, haveSetsChanged {
      haveSetsChanged = false
      report(.setsChanged)
    }
    let waiters = waiters
    self.waiters = []
    for waiter in waiters { waiter() }
  }

  private func ask(_ step: ClassroomRefresh.Step) {
    let (endpoint, ids, query): (Endpoint, [UniqueID], String) =
      switch step {
      case .standings(let date): (.quests, [], Endpoint.query((.date, date.description)))
      case .homework: (.openHomework, [], "")
      case .sets: (.wordSets, [], "")
      case .set(let id): (.wordSet, [id], "")
      }
    request = requests.send(endpoint, ids, query: query) { [weak self] result in
      self?.request = nil
      self?.handle(result, to: step)
      self?.answered()
    }
  }

  private func handle(_ result: Result<HTTPResponse, TransportError>, to step: ClassroomRefresh.Step) {
    guard case .success(let response) = result, response.isOf(requests.ledger), response.status < 500,
      response.status != 429
    else {
      return plan.stepFailed()
    }
    guard response.status == 200, let json = try? JSON.parse(response.body) else {
      return plan.stepAnswered()
    }
    do throws(OutboxError) {
      plan.stepAnswered(changedSets: try store(json, as: step))
    } catch {
      // What is not stored is asked for again.
      plan.stepFailed()
    }
  }

  /// Stores an answer.
  ///
  /// - Returns: The sets whose words have to be fetched.
  private func store(_ json: JSON, as step: ClassroomRefresh.Step) throws(OutboxError) -> [UniqueID] {
    switch step {
    case .standings(let date):
      if let standings = ClassroomAnswers.standings(json, of: owner.studentID, on: [date]) {
        try outbox.recordStandings(standings, owner: owner)
        status.readClassroom()
      }
    case .homework:
      if let homework = ClassroomAnswers.homework(json) {
        if homework != status.homework { try outbox.recordHomework(homework, owner: owner) }
        status.readClassroom()
      }
    case .sets:
      if let setCache, let versions = ClassroomAnswers.versions(json) {
        return try compare(versions, with: setCache)
      }
    case .set(let id): try store(json, as: id)
    }
    return []
  }

  /// Takes the sets away that the server no longer has; gives those that it has anew.
  private func compare(
    _ versions: [UniqueID: String], with setCache: any WordSetCache
  ) throws(OutboxError) -> [UniqueID] {
    listedSets = versions
    let known = try outbox.setVersions(owner: owner)
    let here = Set(setCache.ids())
    for id in here.union(known.keys).sorted() where versions[id] == nil {
      setCache.remove(id)
      if here.contains(id) { haveSetsChanged = true }
      try outbox.recordSetVersion(nil, of: id, owner: owner)
    }
    let changed = versions.filter { id, version in
      (known[id] != version || !here.contains(id)) && unplayableSets[id] != version
    }
    return changed.keys.sorted()
  }

  private func store(_ json: JSON, as id: UniqueID) throws(OutboxError) {
    guard let setCache, let version = listedSets[id] else { return }
    guard let bytes = ClassroomAnswers.file(json, of: id) else {
      // The older file, if there is one, stays.
      unplayableSets[id] = version
      return
    }
    guard setCache.put(bytes, as: id) else { return }
    haveSetsChanged = true
    try outbox.recordSetVersion(version, of: id, owner: owner)
  }
}

/// Whether there is anybody to ask just now besides sending.
enum ConnectionUse {
  /// The server is known to be there, and nothing is to be sent or waited for.
  case free
  /// A batch or the total is under way.
  case taken
  /// No server, none heard of yet, a failure, the pupil leaves.
  case unavailable
}
