import Outbox
import Primitives
import Transport
import Wire
import XP

/// Carries out what `ClassroomRefresh` decides: keeps what the teacher gave on this computer, for play without a
/// network. Whatever fails here is silent, and tried again later; sending and leaving never wait for it.
extension SyncManager {
  /// Calls back, on the manager's queue, once what the server knows of quests, homework and word sets is known here, or
  /// can't be asked for just now.
  public func whenRefreshed(_ then: @escaping @Sendable () -> Void) {
    perform { manager in
      manager.refreshWaiters.append(then)
      manager.refreshClassroom()
    }
  }

  /// Asks the next question where it is time and nothing else is under way.
  func refreshClassroom() {
    guard sends, isServerKnown, machine.isAtRest else {
      if !sends || !machine.isBusy { endRefresh() }
      return
    }
    if let step = classroom.next(at: now, on: today()) { ask(step) } else { endRefresh() }
  }

  /// Gives the running question up: something is to be sent, and the connection is one.
  func interruptRefresh() {
    guard let running = classroomRequest else { return }
    classroomRequest = nil
    classroomNumber += 1
    classroom.stepInterrupted()
    running.cancel()
  }

  private func endRefresh() {
    guard classroomRequest == nil else { return }
    if classroom.isAtRest, haveSetsChanged {
      haveSetsChanged = false
      report(.setsChanged)
    }
    let waiters = refreshWaiters
    refreshWaiters = []
    for waiter in waiters { waiter() }
  }

  private func ask(_ step: ClassroomRefresh.Step) {
    let path =
      switch step {
      case .standings(let date): "\(Route.quests)?date=\(date)"
      case .homework: Route.homework
      case .sets: Route.wordSets
      case .set(let id): Route.wordSet(id)
      }
    let request = HTTPRequest(
      method: "GET", url: (owner.server ?? "") + path,
      headers: [HTTPHeader("Authorization", "Bearer \(token)")], body: nil,
      timeout: .milliseconds(configuration.requestTimeout))
    classroomNumber += 1
    let number = classroomNumber
    classroomRequest = transport.send(request) { @Sendable [weak self] result in
      self?.perform { manager in
        guard number == manager.classroomNumber else { return }
        manager.classroomRequest = nil
        manager.took(result, to: step)
        manager.refreshClassroom()
        manager.publish()
      }
    }
  }

  private func took(_ result: Result<HTTPResponse, TransportError>, to step: ClassroomRefresh.Step) {
    guard case .success(let response) = result, response.status < 500, response.status != 429 else {
      return classroom.stepFailed()
    }
    guard response.status == 200, let json = try? JSON.parse(response.body) else {
      return classroom.stepAnswered()
    }
    do throws(OutboxError) {
      classroom.stepAnswered(changedSets: try take(json, to: step))
    } catch {
      // What is not stored is asked for again.
      classroom.stepFailed()
    }
  }

  /// Stores an answer.
  ///
  /// - Returns: The sets whose words have to be fetched.
  private func take(_ json: JSON, to step: ClassroomRefresh.Step) throws(OutboxError) -> [UniqueID] {
    switch step {
    case .standings(let date):
      if let standings = ClassroomAnswers.standings(json, of: owner.studentID, on: [date]) {
        try outbox.recordStandings(standings, owner: owner)
        readClassroom()
      }
    case .homework:
      if let homework = ClassroomAnswers.homework(json) {
        if homework != self.homework { try outbox.recordHomework(homework, owner: owner) }
        readClassroom()
      }
    case .sets:
      if let shelf, let versions = ClassroomAnswers.versions(json) {
        return try compare(versions, with: shelf)
      }
    case .set(let id): try shelve(json, as: id)
    }
    return []
  }

  /// Takes the sets away that the server no longer has; gives those that it has anew.
  private func compare(
    _ versions: [UniqueID: String], with shelf: any SetShelf
  ) throws(OutboxError) -> [UniqueID] {
    listedSets = versions
    let known = try outbox.setVersions(owner: owner)
    let here = Set(shelf.ids())
    for id in here.union(known.keys) where versions[id] == nil {
      shelf.remove(id)
      if here.contains(id) { haveSetsChanged = true }
      try outbox.recordSetVersion(nil, of: id, owner: owner)
    }
    let changed = versions.filter { id, version in
      (known[id] != version || !here.contains(id)) && unplayableSets[id] != version
    }
    return changed.keys.sorted()
  }

  private func shelve(_ json: JSON, as id: UniqueID) throws(OutboxError) {
    guard let shelf, let version = listedSets[id] else { return }
    guard let bytes = ClassroomAnswers.file(json, of: id) else {
      // The older file, if there is one, stays.
      unplayableSets[id] = version
      return
    }
    guard shelf.put(bytes, as: id) else { return }
    haveSetsChanged = true
    try outbox.recordSetVersion(version, of: id, owner: owner)
  }
}
