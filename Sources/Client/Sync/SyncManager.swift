package import Outbox
package import Primitives
package import XP

/// Sends the outbox to the server in the background.
///
/// The calls hand over to the scheduler and return at once; the answers come as `SyncEvent`s. What is done there, and
/// when, is said by `SyncMachine` and carried out by `SyncDriver`.
package final class SyncManager: Sendable {
  private let scheduler: any Scheduler
  private let clocks: Clocks
  private let clock: LedgerClock
  private let driver: Confined<SyncDriver>
  private let unconfirmed: UnconfirmedEvents

  /// A manager at rest; `start` sets it going. Reads the outbox once.
  ///
  /// - Parameter report: Called on the scheduler with everything that others may want to know.
  package init(_ parts: SyncParts, report: @escaping @Sendable (SyncEvent) -> Void) {
    (scheduler, clocks) = (parts.scheduler, parts.clocks)
    let driver = SyncDriver(parts, report: report)
    (self.driver, clock, unconfirmed) = (Confined(value: driver), driver.clock, driver.unconfirmed)
  }

  private func perform(_ body: @escaping @Sendable (SyncDriver) -> Void) {
    scheduler.perform { @Sendable [driver] in body(driver.value) }
  }

  // MARK: What others tell the manager

  /// Begins: drains what an earlier run left, then ticks, and listens for network changes.
  package func start() { perform { $0.start() } }

  /// An event is about to be stored in the outbox: `SyncEvent.confirmed` will name it, perhaps before `eventEnqueued` is
  /// called.
  package func eventComing(_ id: UniqueID) { unconfirmed.storing(id) }

  /// An event was stored in the outbox, which then held that.
  ///
  /// - Parameter then: Called on the scheduler once the statuses it reports count that event.
  package func eventEnqueued(_ snapshot: OutboxSnapshot, then: (@Sendable () -> Void)? = nil) {
    perform { $0.eventEnqueued(snapshot) { then?() } }
  }

  /// An event could not be stored, for that short reason.
  package func savingFailed(_ id: UniqueID, reason: OutboxError.Reason) {
    unconfirmed.failed(id)
    perform { $0.savingFailed(reason: reason) }
  }

  /// Sends now. `forced` goes past throttle and back-off.
  package func flush(forced: Bool) {
    perform { driver in
      driver.readOutbox()
      driver.checkpoint()
      driver.carryOut { $0.flushRequested(forced: forced, at: $1) }
    }
  }

  /// The process is about to be stopped, for nobody knows how long: gives up a running request and lets other
  /// processes send. `SyncEvent.paused` is the answer.
  package func pause() { perform { $0.pause() } }

  /// The kind of game being played, for the teacher's board; nil in the menu.
  package func gameChanged(to kind: EventKind?) { perform { $0.gameChanged(to: kind) } }

  /// Calls back, on the scheduler, once what the server knows of quests, homework and word sets is known here, or can't
  /// be asked for just now.
  package func whenRefreshed(_ then: @escaping @Sendable () -> Void) {
    perform { driver in
      driver.classroom.whenOver(then)
      driver.settle()
    }
  }

  /// Ends: one flush under one deadline; `SyncEvent.left` is the last word.
  package func leave() {
    perform { driver in
      // What is still sent says so.
      driver.presence.game = nil
      driver.readOutbox()
      driver.carryOut { $0.quitRequested(at: $1) }
    }
  }

  /// Does not wait for the leaving flush any longer.
  package func leaveNow() {
    perform { driver in driver.carryOut { machine, _ in machine.leavingAbandoned() } }
  }

  // MARK: What others ask

  /// The status as it stands, read on the scheduler: blocks for a moment.
  package func currentStatus() -> SyncStatus {
    scheduler.performAndWait {
      driver.value.readOutbox()
      return driver.value.currentStatus
    }
  }

  /// The time for new events: what this computer's clock shows, right or wrong. The server works out with it when they
  /// happened. From any thread.
  package func eventTime() -> Timestamp { clocks.wall() }

  /// The time by the ledger's clock, as far as it is known. From any thread.
  package func ledgerTime() -> Timestamp { clock.now() }

  /// The pupil's local day, by the ledger's clock as far as it is known. From any thread.
  package func today() -> CivilDate { clocks.localDate(clock.now()) }
}
