import ArgumentParser
import Dispatch
import GameShell
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
      throw ValidationError("--wait takes seconds from 0 to 86400.")
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
        throw CommandFailure(.cannotWrite, error.description)
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
    let saved = "No class joined, so there is nowhere to send to: \(points) XP are saved on this computer."
    let others = ((try? session.outbox.waiting()) ?? []).filter { $0.owner != session.owner }
    guard !others.isEmpty else { return Console.say(saved) }
    throw CommandFailure(
      .unsent,
      "\(saved) But also wait here, until they join again: \(Self.list(others)). See: glosa status")
  }

  /// Who has how much waiting on this computer.
  private static func list(_ waiting: [Waiting]) -> String {
    waiting.map { "\($0.points + $0.refusedPoints) XP of \($0.whose)" }.joined(separator: ", ")
  }

  /// Puts what was refused away, where the person is sure.
  private func dismiss(in session: Session) throws {
    do throws(OutboxError) {
      let snapshot = try session.outbox.snapshot(owner: session.owner)
      let count = snapshot.quarantined + snapshot.questQuarantined + snapshot.damaged
      guard count > 0 else { return Console.say("Nothing was refused, so there is nothing to put away.") }
      if !yes {
        guard Console.isInteractive else {
          throw OutboxError.other("To put \(snapshot.quarantinedXP) XP away for good, say --yes.")
        }
        let question =
          "Put \(snapshot.quarantinedXP) XP (events: \(count)) away for good? They never count then. [y/N] "
        guard Console.agrees(to: question) else { return }
      }
      _ = try session.outbox.dismissQuarantined(owner: session.owner, at: Session.wallClock())
      Console.say("\(snapshot.quarantinedXP) XP are put away; they stay listed in this computer's outbox.")
    } catch {
      throw CommandFailure(.cannotWrite, error.description)
    }
  }

  /// How long homework and word sets are waited for, in seconds; the points are safe by then.
  private static let refreshPatience = 10.0

  private func conclude(_ status: SyncStatus, of session: Session) throws {
    if status.pendingEvents == 0, status.state == .synced {
      let confirmed = status.total.map { " \($0.totalXP) XP are confirmed." } ?? ""
      let quests =
        status.questPending > 0
        ? " Quest progress waits for a server that knows quests (events: \(status.questPending))." : ""
      if status.quarantined > 0 {
        throw CommandFailure(
          .unsent,
          "The server refused some of it, which is set aside and offered again (events: \(status.quarantined)); the rest is sent.\(confirmed) See: glosa status"
        )
      }
      if status.damaged > 0 {
        throw CommandFailure(
          .unsent,
          "What can be sent is sent.\(confirmed) But saved points were damaged on this computer's disk and are set aside (events: \(status.damaged)). See: glosa status"
        )
      }
      if status.elsewhereEvents > 0 {
        throw CommandFailure(
          .unsent,
          "Everything of this class is sent.\(confirmed) \(LastLine.waitingElsewhere(points: status.elsewhereXP)). See: glosa status"
        )
      }
      if let reason = status.lastError {
        Console.say("Nothing is unsent, but the server could not be asked: \(reason)")
        return
      }
      Console.say("Everything is sent.\(confirmed)\(quests)")
      // Nobody's in any class, as long as nobody takes them along; who declined them has nothing that waits.
      let unclaimed = ((try? session.outbox.owners()) ?? []).unclaimed(by: session.owner.studentID)
      if !unclaimed.isEmpty {
        Console.say(
          "Won without a class, and only on this computer: \(Self.list(unclaimed)). To take them along: glosa join, with --bring-points."
        )
      }
      return
    }
    let reason = status.lastError.map { " \($0)" } ?? ""
    if status.state == .outboxProblem {
      throw CommandFailure(.unsent, status.lastError ?? "The outbox can't be read.")
    }
    if status.pendingEvents == 0, status.questPending == 0 {
      throw CommandFailure(.unsent, "Nothing is unsent, but the server could not be asked.\(reason)")
    }
    let what = status.pendingEvents > 0 ? "\(status.pendingXP) XP are" : "Quest progress is"
    let safety =
      status.untilRestart.map { "saved on this computer, but some of it only until it restarts: \($0)" }
      ?? "safe on this computer"
    throw CommandFailure(.unsent, "\(what) still unsent, \(safety).\(reason)")
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
