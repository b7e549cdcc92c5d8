import Dispatch
import Outbox
import Primitives
import Transport
import Wire
import XP

/// Says how this client is, for the teacher's board; everything here runs on the manager's queue. Whatever fails here is
/// silent, and neither sending nor leaving ever waits for it.
extension SyncManager {
  private var word: PresencePlan.Word {
    PresencePlan.Word(game: game, needsHelp: savingFailure != nil || outboxProblem != nil)
  }

  /// The report that goes with a batch: how things stand once the server has it.
  func clientReport(after events: [XPEvent]) -> ClientReport? {
    let left = max(0, snapshot.pendingEvents - events.count)
    presence.saidWithSync(word, at: now)
    return clientReport(
      state: left > 0 ? .syncing(events: left) : .synced, pendingCount: left,
      pendingXP: max(0, snapshot.pendingXP - events.reduce(0) { $0 + $1.delta }))
  }

  /// Says a word where it is time to and nothing else is under way, and sees that the next one is not forgotten.
  func sayPresence() {
    guard sends, saysPresence, isServerKnown, machine.isAtRest, !presence.isUnderWay else {
      return stopWaking()
    }
    let due = presence.due(word)
    guard now >= due else { return wakeForPresence(at: due) }
    guard
      let report = clientReport(
        state: machine.state, pendingCount: snapshot.pendingEvents, pendingXP: snapshot.pendingXP)
    else { return }
    presence.started(word, at: now)
    presenceRequest = transport.send(
      request(report, timeout: configuration.requestTimeout)
    ) { @Sendable [weak self] result in
      self?.perform { manager in
        manager.presenceRequest = nil
        manager.presence.answered(status: try? result.get().status, at: manager.now)
        manager.sayPresence()
      }
    }
  }

  /// Says that the pupil has left, where everything is sent and the board still has them in a game: nobody waits for
  /// them then. `done` follows the answer, or `farewellTime`, or at once where there is nothing to say.
  func sayFarewell(_ done: @escaping @Sendable (SyncManager) -> Void) {
    guard sends, saysPresence, isServerKnown, presence.isBelievedPlaying, snapshot.pendingEvents == 0,
      let report = clientReport(state: .synced, pendingCount: 0, pendingXP: 0)
    else { return done(self) }
    presenceRequest = transport.send(
      request(report, timeout: configuration.farewellTime)
    ) { @Sendable [self] _ in perform(done) }
  }

  private func request(_ report: ClientReport, timeout: Int64) -> HTTPRequest {
    HTTPRequest(
      method: "POST", url: (owner.server ?? "") + Route.presence,
      headers: [
        HTTPHeader("Authorization", "Bearer \(token)"), HTTPHeader("Content-Type", "application/json"),
      ], body: report.json.utf8, timeout: .milliseconds(timeout))
  }

  /// Gives everything up that has to do with it.
  func endPresence() {
    stopWaking()
    presenceRequest?.cancel()
  }

  private func stopWaking() {
    presenceTimer?.timer.cancel()
    presenceTimer = nil
  }

  private func wakeForPresence(at moment: Int64) {
    guard presenceTimer?.moment != moment else { return }
    stopWaking()
    let timer = DispatchSource.makeTimerSource(queue: queue)
    timer.setEventHandler { @Sendable [weak self] in
      self?.presenceTimer = nil
      self?.sayPresence()
    }
    timer.schedule(
      deadline: DispatchTime(uptimeNanoseconds: UInt64(max(0, moment)) * 1_000_000),
      leeway: .milliseconds(100))
    timer.activate()
    presenceTimer = (timer, moment)
  }

  /// What the teacher's board may know; nil while the outbox can't tell which device this is.
  private func clientReport(state: SyncStatus.State, pendingCount: Int, pendingXP: Int) -> ClientReport? {
    deviceID = deviceID ?? (try? outbox.deviceID())
    return deviceID.map { device in
      ClientReport(
        deviceID: device, pendingCount: pendingCount, pendingXP: pendingXP,
        state: word.needsHelp ? SyncStatus.State.outboxProblem.name : state.name, game: game)
    }
  }
}
