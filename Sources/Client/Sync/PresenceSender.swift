import Outbox
import Primitives
import Transport
import Wire
import XP

/// Carries out what `PresencePlan` decides: says how this client is, for the teacher's board. Neither sending nor leaving
/// ever waits for it; that nobody hears it is the first that a client with nothing to send learns of a server that is gone.
///
/// Used on the sync manager's scheduler alone.
final class PresenceSender {
  /// The kind of game being played; nil in the menu.
  var game: EventKind?
  /// Called when it is time for a report, or when one was answered.
  var isDue: () -> Void = {}
  /// Called when nobody, or somebody else, was in the ledger's place.
  var contactLost: (SyncFailure) -> Void = { _ in }
  /// Called when the ledger did not know the token.
  var tokenRefused: () -> Void = {}

  private let outbox: Outbox
  private let requests: RequestSender
  private let status: StatusReporter
  private let scheduler: any Scheduler
  private let clocks: Clocks
  private let configuration: SyncConfiguration
  /// False sends no report but those that go with a batch.
  private let isWanted: Bool
  private var plan: PresencePlan
  private var request: SentRequest?
  private var deviceID: UniqueID?
  private lazy var timer = scheduler.makeTimer(leeway: 100) { [weak self] in self?.isDue() }

  init(_ parts: SyncParts, over requests: RequestSender, status: StatusReporter) {
    (outbox, scheduler, clocks) = (parts.outbox, parts.scheduler, parts.clocks)
    configuration = parts.configuration
    (self.requests, self.status) = (requests, status)
    isWanted = parts.saysPresence
    plan = PresencePlan(configuration: parts.configuration)
  }

  private var clientStatus: PresencePlan.ClientStatus {
    PresencePlan.ClientStatus(game: game?.rawValue, needsHelp: status.needsHelp)
  }

  /// The report that goes with a batch: how things stand once the server has it. Nil while the outbox can't tell which
  /// device this is.
  func report(goingWith events: [XPEvent]) -> ClientReport? {
    let left = max(0, status.snapshot.pendingEvents - events.count)
    return report(
      state: left > 0 ? .syncing(events: left) : .synced, pendingCount: left,
      pendingXP: max(0, status.snapshot.pendingXP - events.reduce(0) { $0 + $1.delta }))
  }

  /// A batch went out with a report.
  func reportSent() { plan.sentWithSync(clientStatus, at: scheduler.now) }

  /// Sends a report where it is time to and the connection is free, and sees that the next one is not forgotten.
  func proceed(_ connection: ConnectionUse, state: SyncStatus.State) {
    guard isWanted, connection == .free, !plan.isUnderWay else { return timer.set(for: nil) }
    let due = plan.due(clientStatus)
    guard scheduler.now >= due else { return timer.set(for: due) }
    guard
      let report = report(
        state: state, pendingCount: status.snapshot.pendingEvents, pendingXP: status.snapshot.pendingXP)
    else { return }
    plan.started(clientStatus, at: scheduler.now)
    request = send(report, timeout: configuration.presenceTimeout) { [weak self] result in
      guard let self else { return }
      request = nil
      let isOfLedger = (try? result.get())?.isOf(requests.ledger) == true
      plan.answered(status: isOfLedger ? try? result.get().status : nil, at: scheduler.now)
      switch result {
      case .success(let response) where isOfLedger: if response.status == 401 { tokenRefused() }
      case .success(let response): contactLost(.unexpectedResponse(response, at: clocks.wall()))
      case .failure(.cancelled): break
      case .failure(let error): contactLost(SyncFailure(error))
      }
      isDue()
    }
  }

  /// Ends with at most one small request, whatever it is answered: says that the pupil has left where nothing of theirs waits
  /// anywhere on this computer, and else, where everything was sent, that they are out of their game.
  ///
  /// - Parameters:
  ///   - isAllSaved: Nothing of the pupil's waits and nothing was refused.
  ///   - time: What is left of the leaving deadline, in milliseconds.
  ///   - then: Called after the answer, after `finalPresenceTimeout`, or at once where there is nothing to say.
  func leave(isServerKnown: Bool, isAllSaved: Bool, within time: Int64, then: @escaping () -> Void) {
    timer.set(for: nil)
    request?.drop()
    let timeout = min(time, configuration.finalPresenceTimeout)
    guard isWanted, isServerKnown, timeout > 0, status.snapshot.pendingEvents == 0,
      isAllSaved || plan.isBelievedPlaying, let deviceID = knownDeviceID()
    else { return then() }
    let report =
      isAllSaved
      ? ClientReport(
        deviceID: deviceID, pendingCount: 0, pendingXP: 0, state: BoardRow.State.left.rawValue, game: nil)
      : report(of: deviceID, state: .synced, pendingCount: 0, pendingXP: 0)
    request = send(report, timeout: timeout) { _ in then() }
  }

  private func send(
    _ report: ClientReport, timeout: Int64? = nil,
    answered: @escaping (Result<HTTPResponse, TransportError>) -> Void
  ) -> SentRequest {
    requests.send(.presence, json: report.json, timeout: timeout, answered: answered)
  }

  private func report(state: SyncStatus.State, pendingCount: Int, pendingXP: Int) -> ClientReport? {
    knownDeviceID().map { report(of: $0, state: state, pendingCount: pendingCount, pendingXP: pendingXP) }
  }

  private func report(
    of deviceID: UniqueID, state: SyncStatus.State, pendingCount: Int, pendingXP: Int
  ) -> ClientReport {
    ClientReport(
      deviceID: deviceID, pendingCount: pendingCount, pendingXP: pendingXP,
      state: clientStatus.needsHelp ? SyncStatus.State.outboxProblem.name : state.name,
      game: clientStatus.game)
  }

  private func knownDeviceID() -> UniqueID? {
    deviceID = deviceID ?? (try? outbox.deviceID())
    return deviceID
  }
}
