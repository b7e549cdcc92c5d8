import Dispatch
public import Outbox
public import Primitives
public import Transport
import XP

/// Sends the outbox to the server in the background: carries out what `SyncMachine` decides.
///
/// One serial queue owns the machine; the calls return at once and the answers come as `SyncEvent`s. Nothing here runs
/// on the caller's thread but the hand-over.
///
/// `@unchecked Sendable`: every stored `var` is read and written on `queue` alone, which `perform` and `dispatchPrecondition`
/// keep so; everything else is immutable and itself Sendable.
public final class SyncManager: @unchecked Sendable {
  let queue = DispatchQueue(label: "glosa.sync")
  let outbox: Outbox
  let senderLock: SenderLock
  let owner: Owner
  let transport: any Transport
  let sends: Bool
  private let renewedToken: @Sendable () -> String?
  let wallClock: @Sendable () -> Timestamp
  let report: @Sendable (SyncEvent) -> Void
  let calendar: @Sendable (Timestamp) -> CivilDate
  let shelf: (any SetShelf)?
  let configuration: SyncConfiguration
  let saysPresence: Bool

  /// The time for new events, put right by what the server says.
  public let clock: CorrectedClock

  var machine: SyncMachine
  var token: String
  private var timer: (any DispatchSourceTimer)?
  private var wakeAt: Int64?
  private var networkMonitor: NetworkMonitor?
  var request: (any Cancellable)?
  var snapshot: OutboxSnapshot
  var deviceID: UniqueID?
  var published: SyncStatus?
  var savingFailure: String?
  var notice: String?
  var game: String?
  var sentXP = 0
  /// The points of the events under way.
  var pointsUnderWay: [UniqueID: Int] = [:]
  /// The days of the quest progress under way.
  var questDatesUnderWay: Set<CivilDate> = []
  /// Awards that could not be stored.
  var unsavedAwards = 0
  /// Why the outbox could not be read or changed just now, or who else keeps this process from sending.
  var outboxProblem: String?
  /// Counts the requests: the answer to one that was given up is nobody's.
  var requestNumber = 0

  /// Today's quests and the homework, as last read, and the day they are of.
  var quests: [DailyQuest] = []
  var homework: [Homework] = []
  var day: CivilDate?
  var classroom: ClassroomRefresh
  var classroomRequest: (any Cancellable)?
  var classroomNumber = 0
  /// A Glosa server has answered since the start.
  var isServerKnown = false
  /// The versions of the server's word sets, as last listed, and of those that make no file.
  var listedSets: [UniqueID: String] = [:]
  var unplayableSets: [UniqueID: String] = [:]
  var haveSetsChanged = false
  var refreshWaiters: [@Sendable () -> Void] = []

  var presence: PresencePlan
  var presenceRequest: (any Cancellable)?
  var presenceTimer: (timer: any DispatchSourceTimer, moment: Int64)?

  /// A manager at rest; `start` sets it going. Reads the outbox once.
  ///
  /// - Parameters:
  ///   - token: The bearer token of `owner`; nil sends nothing, as for an owner without a server.
  ///   - renewedToken: Reads the token anew after a 401; nil where there is none for this owner.
  ///   - wallClock: The computer's clock, for timestamps only, never for intervals.
  ///   - localDate: The date that the pupil's calendar shows at a moment.
  ///   - shelf: Where the server's word sets go; nil downloads none.
  ///   - saysPresence: Tells the server every few seconds that the pupil plays, for the teacher's board.
  ///   - report: Called on the manager's queue with everything that others may want to know.
  public init(
    outbox: Outbox, senderLock: SenderLock, owner: Owner, token: String?, transport: any Transport,
    renewedToken: @escaping @Sendable () -> String?, configuration: SyncConfiguration = SyncConfiguration(),
    seed: UInt64, wallClock: @escaping @Sendable () -> Timestamp,
    localDate: @escaping @Sendable (Timestamp) -> CivilDate = { @Sendable moment in moment.date() },
    shelf: (any SetShelf)? = nil, saysPresence: Bool = false,
    report: @escaping @Sendable (SyncEvent) -> Void
  ) {
    self.outbox = outbox
    self.senderLock = senderLock
    self.owner = owner
    self.token = token ?? ""
    sends = owner.server != nil && token != nil
    self.transport = transport
    self.renewedToken = renewedToken
    self.configuration = configuration
    self.wallClock = wallClock
    calendar = localDate
    self.shelf = shelf
    self.saysPresence = saysPresence
    presence = PresencePlan(configuration: configuration)
    self.report = report
    snapshot = OutboxSnapshot()
    outboxProblem = nil
    do {
      snapshot = try outbox.snapshot(owner: owner)
    } catch {
      outboxProblem = error.description
    }
    clock = CorrectedClock(wallClock: wallClock, learned: snapshot.clockSkewMilliseconds)
    machine = SyncMachine(configuration: configuration, hasServer: sends, seed: seed)
    machine.areQuestsUnknown = snapshot.questsUnknown
    classroom = ClassroomRefresh(interval: configuration.classroomInterval)
  }

  // MARK: The machine's driver

  func perform(_ body: @escaping @Sendable (SyncManager) -> Void) {
    queue.async { @Sendable [self] in body(self) }
  }

  var now: Int64 { Int64(DispatchTime.now().uptimeNanoseconds / 1_000_000) }

  /// Lets the machine decide, does what it says, and brings timer and status up to date.
  func carryOut(_ event: (inout SyncMachine, Int64) -> [SyncMachine.Action]) {
    dispatchPrecondition(condition: .onQueue(queue))
    let wasBusy = machine.isBusy
    var actions = event(&machine, now)
    let hasBegun = machine.isBusy
    while !actions.isEmpty {
      let action = actions.removeFirst()
      do throws(OutboxError) {
        actions.append(contentsOf: try carryOut(action))
      } catch {
        // What follows would build on what failed: the events are still there and go out later. Leaving goes on.
        outboxProblem = error.description
        actions = machine.outboxFailed(at: now) + actions.filter { $0 == .finishLeaving }
      }
    }
    if !machine.isFlushing { senderLock.release() }
    setTimer()
    publish()
    if wasBusy || hasBegun, !machine.isBusy { report(.settled) }
    refreshClassroom()
    sayPresence()
  }

  private func carryOut(_ action: SyncMachine.Action) throws(OutboxError) -> [SyncMachine.Action] {
    switch action {
    case .send(let channel, let limit): return try sendBatch(of: limit, on: channel)
    case .acknowledge(let channel, let ids, let confirmation):
      try acknowledge(ids, confirmation, on: channel)
    case .quarantine(_, let rejections):
      let refused = rejections.map { (id: $0.id, code: $0.code, detail: $0.detail) }
      use(try outbox.quarantine(refused, owner: owner, at: wallClock()))
      readClassroom()
    case .recordQuestsUnknown:
      // A note for other processes; without it nothing is lost.
      if let snapshot = try? outbox.recordQuestsUnknown(owner: owner) { use(snapshot) }
    case .fetchTotal: fetchTotal()
    case .recordTotal(let total): use(try outbox.recordTotal(total, owner: owner))
    case .recordFailure(let sentence, let signInNeeded):
      // A note for other processes; without it nothing is lost.
      if let snapshot = try? outbox.recordFailure(sentence, signInNeeded: signInNeeded, owner: owner) {
        use(snapshot)
      }
    case .cancelRequest: request?.cancel()
    case .checkCredentials:
      if let renewed = renewedToken(), renewed != token {
        token = renewed
        return machine.credentialsRenewed(at: now)
      }
    case .finishLeaving: finish()
    }
    return []
  }

  /// Leaving is over but for a last word to the board: nothing of this manager runs after its report.
  private func finish() {
    timer?.cancel()
    timer = nil
    networkMonitor = nil
    interruptRefresh()
    endPresence()
    senderLock.release()
    sayFarewell { $0.reportLeft() }
  }

  private func reportLeft() {
    report(
      .left(
        LeavingReport(
          sentXP: sentXP, pendingEvents: snapshot.pendingEvents, pendingXP: snapshot.pendingXP,
          pendingQuests: machine.sendableQuests, quarantined: snapshot.quarantined,
          unsavedAwards: unsavedAwards, hasServer: sends,
          signInNeeded: machine.phase == .signInNeeded || snapshot.signInNeeded)))
  }

  // MARK: Clock, network, outbox

  private func setTimer() {
    let wanted = machine.nextWakeAt
    guard wanted != wakeAt else { return }
    wakeAt = wanted
    guard let wanted else { return }
    let timer = self.timer ?? makeTimer()
    let deadline = DispatchTime(uptimeNanoseconds: UInt64(max(0, wanted)) * 1_000_000)
    timer.schedule(deadline: deadline, leeway: .milliseconds(20))
  }

  private func makeTimer() -> any DispatchSourceTimer {
    let timer = DispatchSource.makeTimerSource(queue: queue)
    timer.setEventHandler { @Sendable [weak self] in
      guard let self else { return }
      self.wakeAt = nil
      let hasRecovered = self.outbox.recoverIfPossible()
      if hasRecovered || self.outbox.isJournaling || self.outbox.hasChanged() { self.readOutbox() }
      self.carryOut { $0.timerFired(at: $1) }
    }
    timer.activate()
    self.timer = timer
    return timer
  }

  func listenForNetworkChanges() {
    networkMonitor = NetworkMonitor(queue: queue) { @Sendable [weak self] in
      self?.transport.networkChanged()
      self?.carryOut { $0.networkChanged(at: $1) }
    }
  }

  func readOutbox() {
    do {
      use(try outbox.snapshot(owner: owner))
      outboxProblem = nil
    } catch {
      outboxProblem = error.description
    }
    readClassroom()
  }

  func use(_ snapshot: OutboxSnapshot) {
    self.snapshot = snapshot
    machine.pendingCounted(snapshot.pendingEvents, quests: snapshot.questPending)
  }
}
