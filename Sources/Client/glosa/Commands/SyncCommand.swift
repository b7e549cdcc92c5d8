import ArgumentParser
import Dispatch
import GameShell
import Languages
import Outbox
import Profile
import Sync
import Synchronization
import Transport
import XP

/// `glosa sync`: sends what waits, now.
struct SyncCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sync",
    abstract:
      "Send pending points and quest progress now; exit 0 when nothing is left, 75 when something is.",
    discussion: "Also fetches what the teacher gave: homework and word sets, for play without a network.")

  @Option(help: "Keep trying for that many seconds. Without it, the first failure ends the command.")
  var wait: Double?

  @Flag(help: "Also send again what the server refused before.")
  var retryRefused = false

  @Flag(help: "Put what the server refused away for good: those points never count. Asks first.")
  var dismissRefused = false

  @Flag(help: "With --dismiss-refused: do not ask.")
  var yes = false

  mutating func validate() throws {
    if let wait, !(0...86_400).contains(wait) {
      throw ValidationError(Spoken.language.waitRange)
    }
  }

  func run() throws {
    let identity = try Session.Identity.current(in: .current)
    let outcome = Outcome()
    let session = Session(of: identity, in: .current, transport: CurlTransport()) { @Sendable event in
      outcome.note(event)
    }
    if retryRefused {
      do {
        _ = try session.outbox.retryQuarantined(owner: session.owner)
      } catch {
        throw CommandFailure(.cannotWrite, error.spoken)
      }
    }
    if dismissRefused { try dismiss(in: session) }
    guard session.owner.ledger != nil else { return try concludeLocal(session) }
    session.sync.start()
    let status = outcome.wait(seconds: wait ?? 30, keepsTrying: wait != nil)
    let refreshed = DispatchSemaphore(value: 0)
    if status?.state == .synced {
      session.sync.whenRefreshed { @Sendable in refreshed.signal() }
      _ = refreshed.wait(timeout: .now() + Self.refreshPatience)
    }
    try conclude(status ?? session.sync.currentStatus(), of: session)
  }

  /// Without a class nothing is sent: fine for what was won here so, but not for what waits for somebody who was signed in.
  private func concludeLocal(_ session: Session) throws {
    let points = session.sync.currentStatus().pendingXP
    let saved = Spoken.language.nowhereToSend(points: points)
    let others = ((try? session.outbox.waiting()) ?? []).filter { $0.owner != session.owner }
    guard !others.isEmpty else { return Console.say(saved) }
    throw CommandFailure(
      .unsent,
      Spoken.language.butOthersWait(saved, Self.list(others)))
  }

  /// Who has how much waiting on this computer.
  private static func list(_ waiting: [Waiting]) -> String {
    waiting.map { Spoken.language.pointsOf($0.points + $0.refusedPoints, $0.whose) }.joined(separator: ", ")
  }

  /// Puts what was refused away, where the person is sure.
  private func dismiss(in session: Session) throws {
    do throws(OutboxError) {
      let snapshot = try session.outbox.snapshot(owner: session.owner)
      let count = snapshot.quarantined + snapshot.questQuarantined + snapshot.damaged
      guard count > 0 else { return Console.say(Spoken.language.nothingToPutAway) }
      if !yes {
        guard Console.isInteractive else {
          throw OutboxError.other(
            .words(Spoken.language.puttingAwayNeedsYes(points: snapshot.quarantinedXP)))
        }
        let question = Spoken.language.putAway(points: snapshot.quarantinedXP, events: count)
        guard Console.agrees(to: question) else { return }
      }
      _ = try session.outbox.dismissQuarantined(owner: session.owner, at: Session.wallClock())
      Console.say(Spoken.language.putAwayDone(points: snapshot.quarantinedXP))
    } catch {
      throw CommandFailure(.cannotWrite, error.spoken)
    }
  }

  /// How long homework and word sets are waited for, in seconds; the points are safe by then.
  private static let refreshPatience = 10.0

  private func conclude(_ status: SyncStatus, of session: Session) throws {
    if status.pendingEvents == 0, status.state == .synced {
      let confirmed = status.total.map { " " + Spoken.language.confirmedTotal(points: $0.totalXP) } ?? ""
      let quests =
        status.questPending > 0
        ? " " + Spoken.language.questsWaitForServer(events: status.questPending) : ""
      if status.quarantined > 0 {
        throw CommandFailure(
          .unsent,
          Spoken.language.syncRefused(events: status.quarantined, confirmed: confirmed))
      }
      if status.damaged > 0 {
        throw CommandFailure(
          .unsent,
          Spoken.language.syncDamaged(events: status.damaged, confirmed: confirmed))
      }
      if status.elsewhereEvents > 0 {
        throw CommandFailure(
          .unsent,
          Spoken.language.syncElsewhere(
            Spoken.language.waitsElsewhere(points: status.elsewhereXP), confirmed: confirmed))
      }
      if let reason = status.lastError {
        Console.say(Spoken.language.syncNotAsked(reason))
        return
      }
      Console.say(Spoken.language.everythingSent + confirmed + quests)
      // Nobody's in any class, as long as nobody takes them along; who declined them has nothing that waits.
      let unclaimed = ((try? session.outbox.owners()) ?? []).unclaimed(by: session.owner.studentID)
      if !unclaimed.isEmpty {
        Console.say(Spoken.language.wonWithoutClass(Self.list(unclaimed)))
      }
      return
    }
    let reason = status.lastError.map { " \($0)" } ?? ""
    if status.state == .outboxProblem {
      throw CommandFailure(.unsent, status.lastError ?? Spoken.language.outboxUnreadable)
    }
    if status.pendingEvents == 0, status.questPending == 0 {
      throw CommandFailure(.unsent, Spoken.language.syncNotAsked + reason)
    }
    let unsent = Spoken.language.stillUnsent(
      points: status.pendingXP, events: status.pendingEvents,
      safety: Spoken.language.safety(untilRestart: status.untilRestart))
    throw CommandFailure(.unsent, unsent + reason)
  }

  /// Follows the events until everything is sent, or there is no point in waiting longer.
  private final class Outcome: Sendable {
    private let latest = Mutex<(status: SyncStatus?, hasSettled: Bool)>((nil, false))
    private let changed = DispatchSemaphore(value: 0)

    func note(_ event: SyncEvent) {
      switch event {
      case .statusChanged(let status): latest.withLock { $0.status = status }
      case .settled: latest.withLock { $0.hasSettled = true }
      case .confirmed, .paused, .setsChanged, .left: return
      }
      changed.signal()
    }

    func wait(seconds: Double, keepsTrying: Bool) -> SyncStatus? {
      let deadline = DispatchTime.now() + seconds
      while changed.wait(timeout: deadline) == .success {
        guard case (let status?, true) = latest.withLock({ $0 }) else { continue }
        switch status.state {
        case .synced, .local, .signInNeeded, .notSaving, .outboxProblem: return status
        case .offline, .notFound, .notTrusted, .noNetwork, .refused:
          if !keepsTrying { return status }
        case .opening, .pending, .syncing: continue
        }
      }
      return latest.withLock { $0.status }
    }
  }
}
