import Outbox
import Primitives
import Transport
import XP

/// Carries out what `SyncMachine` decides, and lets the classroom and the presence have the connection when it is free.
///
/// Used on its scheduler alone, with everything it is made of. A few lines longer than files here are, because what the
/// machine decides is carried out in one place, by parts that nobody else may touch.
final class SyncDriver {
  /// Tells the pupil's day.
  let clock: LedgerClock
  let classroom: ClassroomSync
  let presence: PresenceSender
  let unconfirmed: UnconfirmedEvents

  private let parts: SyncParts
  private let report: @Sendable (SyncEvent) -> Void
  private let requests: RequestSender
  private let ledger: LedgerSender
  private let status: StatusReporter
  private var machine: SyncMachine
  private var checkpoints = CheckpointPlan()
  private var networkWatch: (any Cancellable)?
  private var now: Int64 { parts.scheduler.now }
  private lazy var timer = parts.scheduler.makeTimer(leeway: 20) { [weak self] in self?.timerFired() }

  /// A driver at rest. Reads the outbox once.
  init(_ parts: SyncParts, report: @escaping @Sendable (SyncEvent) -> Void) {
    (self.parts, self.report) = (parts, report)
    (requests, unconfirmed) = (RequestSender(parts), UnconfirmedEvents(parts, report: report))
    status = StatusReporter(parts, report: report)
    clock = LedgerClock(parts.clocks, learned: status.snapshot.clockSkewMilliseconds)
    machine = SyncMachine(
      configuration: parts.configuration, hasServer: parts.sends, address: requests.place.name,
      seed: parts.seed)
    machine.areQuestsUnknown = status.snapshot.questsUnknown
    ledger = LedgerSender(
      parts, over: requests, clock: clock, notedSkew: status.snapshot.clockSkewMilliseconds ?? 0)
    classroom = ClassroomSync(parts, over: requests, status: status, report: report)
    presence = PresenceSender(parts, over: requests, status: status)
    status.today = { [clock] in parts.clocks.localDate(clock.now()) }
    ledger.willSend = { [classroom] in classroom.interrupt() }
    ledger.answered = { [weak self] in self?.handle($0) }
    ledger.introduced = { [weak self] in self?.introduced($0) }
    classroom.answered = { [weak self] in self?.settle() }
    presence.isDue = { [weak self] in self?.proceedWithPresence() }
    presence.contactLost = { [weak self] in self?.contactLost($0) }
    presence.tokenRefused = { [weak self] in self?.carryOut { machine, _ in machine.tokenRefused() } }
  }

  // MARK: What happens

  /// Begins: what an earlier run left goes first.
  func start() {
    readOutbox()
    if machine.hasServer {
      let driver = Confined { [weak self] in self }
      networkWatch = parts.transport.watchNetwork { @Sendable [scheduler = parts.scheduler] in
        scheduler.perform { driver.value()?.carryOut { $0.networkChanged(at: $1) } }
      }
    }
    carryOut { $0.started(at: $1) }
  }

  /// Counts what the outbox holds.
  func readOutbox() {
    status.read()
    machine.pendingCounted(status.snapshot.pendingEvents, quests: status.snapshot.questPending)
  }

  private func timerFired() {
    let hasRecovered = parts.outbox.recoverIfPossible()
    if status.tryToSave() || hasRecovered || parts.outbox.isJournaling || parts.outbox.hasChanged() {
      readOutbox()
      unconfirmed.lookForAcknowledged()
    }
    carryOut { $0.timerFired(at: $1) }
    if checkpoints.ticked() { checkpoint() }
  }

  /// Files the outbox's log, where there is something in it: nobody waits for an award just now, or many have gone by.
  func checkpoint() {
    if checkpoints.isWorthIt, parts.outbox.checkpoint() { checkpoints.filed() }
  }

  /// The game stored an event in the outbox, which then held that.
  ///
  /// - Parameter then: Called once the status counts it.
  func eventEnqueued(_ snapshot: OutboxSnapshot, then: () -> Void) {
    status.awardStored(snapshot)
    checkpoints.changed()
    then()
    carryOut { [snapshot = status.snapshot] in
      $0.eventEnqueued(pending: snapshot.pendingEvents, quests: snapshot.questPending, at: $1)
    }
  }

  /// The game could not store an event.
  func savingFailed(reason: OutboxError.Reason) {
    status.awardFailed(reason: reason)
    status.publish(machine.state)
  }

  /// Another game is played, or none.
  func gameChanged(to kind: EventKind?) {
    presence.game = kind
    proceedWithPresence()
  }

  /// Gives up a running request and lets other processes send.
  func pause() {
    ledger.cancel()
    ledger.releaseLock()
    report(.paused)
  }

  /// The status as the outbox was read last.
  var currentStatus: SyncStatus { status.status(in: machine.state) }

  /// Lets the machine decide, does what it says, and brings everything else up to date.
  func carryOut(_ event: (inout SyncMachine, Int64) -> [SyncMachine.Action]) {
    let wasBusy = machine.isBusy
    var actions = event(&machine, now)
    let hasBegun = machine.isBusy
    while !actions.isEmpty {
      let action = actions.removeFirst()
      do throws(OutboxError) {
        actions.append(contentsOf: try carryOut(action))
      } catch {
        // What follows would build on what failed: the events are still there and go out later. Leaving goes on.
        status.outboxProblem = .outbox(error)
        actions = machine.outboxFailed(at: now) + actions.filter { $0 == .finishLeaving }
      }
    }
    if !machine.isFlushing { ledger.releaseLock() }
    timer.set(for: machine.nextWakeAt)
    settle(hasSettled: (wasBusy || hasBegun) && !machine.isBusy)
  }

  /// Tells how things stand, and lets others have the connection if it is free.
  func settle(hasSettled: Bool = false) {
    status.publish(machine.state)
    if hasSettled { report(.settled) }
    classroom.proceed(connection, at: now, on: status.today())
    proceedWithPresence()
  }

  /// A program that is refused goes on to say how much waits: the board knows whose it is.
  private func proceedWithPresence() {
    presence.proceed(machine.needsSignIn ? .free : connection, state: machine.state)
  }

  private var connection: ConnectionUse {
    if machine.isBusy { return .taken }
    return ledger.isServerKnown && machine.isAtRest ? .free : .unavailable
  }

  // MARK: Actions

  private func carryOut(_ action: SyncMachine.Action) throws(OutboxError) -> [SyncMachine.Action] {
    switch action {
    case .send(let channel, let limit, let skipped):
      return try sendBatch(of: limit, on: channel, skipping: skipped)
    case .fetchTotal: ledger.fetchTotal()
    case .acknowledge(let channel, let ids, _):
      try record(action)
      if channel == .points { unconfirmed.acknowledged(ids) }
      classroom.somethingConfirmed()
    case .quarantine, .recordTotal, .recordFailure, .recordQuestsUnknown: try record(action)
    case .cancelRequest: ledger.cancel()
    case .checkCredentials:
      if ledger.renew() { return machine.credentialsRenewed(at: now) }
    case .finishLeaving: finish()
    }
    return []
  }

  private func record(_ action: SyncMachine.Action) throws(OutboxError) {
    guard let snapshot = try ledger.record(action) else { return }
    checkpoints.changed()
    status.snapshot = snapshot
    status.readClassroom()
    machine.pendingCounted(snapshot.pendingEvents, quests: snapshot.questPending)
  }

  private func sendBatch(
    of limit: Int, on channel: Channel, skipping skipped: [UniqueID]
  ) throws(OutboxError) -> [SyncMachine.Action] {
    switch try ledger.sendBatch(
      of: limit, on: channel, skipping: skipped, report: presence.report(goingWith:))
    {
    case .sent(let ids):
      machine.batchStarted(ids)
      if channel == .points { presence.reportSent() }
    case .introducing: break
    case .nothingLeft: return machine.outboxFoundEmpty(at: now)
    case .senderElsewhere:
      status.outboxProblem = .senderElsewhere
      return machine.senderFoundElsewhere(at: now)
    }
    return []
  }

  private func handle(_ answer: LedgerSender.Answer) {
    carryOut { machine, now in
      switch answer {
      case .batch(let answer): machine.answered(answer, at: now)
      case .total(let answer): machine.totalAnswered(answer, at: now)
      }
    }
  }

  private func contactLost(_ failure: SyncFailure) {
    if machine.isAtRest { ledger.contactLost() }
    carryOut { $0.contactLost(failure, at: $1) }
  }

  /// It is known who answers at the address, or that it can't be known now: what had to wait for that goes on.
  private func introduced(_ outcome: LedgerIntroduction.Outcome) {
    machine.serverSought(at: requests.place.name)
    var isAnythingBack = false
    if case .failed(let failure) = outcome, failure.isOutboxFault {
      status.introductionProblem = failure.trouble
    }
    if case .known(let version, let wasRestored) = outcome {
      status.introductionProblem = nil
      // What was refused before goes with the rest, and what a restored ledger has lost.
      isAnythingBack = (try? ledger.offerAgain(to: version)) == true || wasRestored
      if isAnythingBack { readOutbox() }
    }
    carryOut { machine, now in
      switch outcome {
      case .known: return isAnythingBack ? machine.queuesFilledAgain(at: now) : machine.introduced()
      case .failed(let failure): return machine.introductionFailed(failure, at: now)
      case .signInNeeded: return machine.introductionRefused()
      case .cancelled: return machine.introductionCancelled(at: now)
      }
    }
  }

  /// Leaving is over but for a last word to the board: nothing of this driver runs after its report.
  private func finish() {
    timer.set(for: nil)
    networkWatch = nil
    checkpoint()
    classroom.interrupt()
    ledger.releaseLock()
    let isAllSaved = status.status(in: machine.state).isAllSaved
    let time = machine.leavingDeadline.map { $0 - now } ?? 0
    presence.leave(isServerKnown: ledger.isServerKnown, isAllSaved: isAllSaved, within: time) { [self] in
      let (sentXP, quests) = (ledger.sentXP, machine.sendableQuests)
      report(.left(status.leavingReport(sentXP: sentXP, pendingQuests: quests, hasServer: parts.sends)))
    }
  }
}
