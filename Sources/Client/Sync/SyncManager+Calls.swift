import Dispatch
import Outbox
import Transport
public import XP

/// What others tell the manager: each hands over to its queue and returns at once.
extension SyncManager {
  /// Begins: drains what an earlier run left, then ticks, and listens for network changes.
  public func start() {
    perform { manager in
      manager.readOutbox()
      if manager.sends { manager.listenForNetworkChanges() }
      manager.carryOut { $0.started(at: $1) }
    }
  }

  /// An event was stored in the outbox.
  ///
  /// - Parameter then: Called on the manager's queue once the statuses it reports count that event.
  public func eventEnqueued(then: (@Sendable () -> Void)? = nil) {
    perform { manager in
      manager.savingFailure = nil
      manager.readOutbox()
      then?()
      manager.carryOut { _, _ in [] }
    }
  }

  /// An event could not be stored, for that short reason.
  public func savingFailed(reason: String) {
    perform { manager in
      manager.savingFailure = reason
      manager.unsavedAwards += 1
      manager.publish()
    }
  }

  /// Sends now. `forced` goes past throttle and back-off.
  public func flush(forced: Bool) {
    perform { manager in
      manager.readOutbox()
      manager.carryOut { $0.flushRequested(forced: forced, at: $1) }
    }
  }

  /// The process is about to be stopped, for nobody knows how long: gives up a running request and lets other
  /// processes send. `SyncEvent.paused` is the answer.
  public func pause() {
    perform { manager in
      manager.request?.cancel()
      manager.senderLock.release()
      manager.report(.paused)
    }
  }

  /// The kind of game being played, for the teacher's board; nil in the menu.
  public func gameChanged(to kind: EventKind?) {
    perform { manager in
      manager.game = kind?.rawValue
      manager.sayPresence()
    }
  }

  /// Ends: one flush under one deadline; `SyncEvent.left` is the last word.
  public func leave() {
    perform { manager in
      // What is still sent says so.
      manager.game = nil
      manager.readOutbox()
      manager.carryOut { $0.quitRequested(at: $1) }
    }
  }

  /// Does not wait for the leaving flush any longer.
  public func leaveNow() {
    perform { manager in manager.carryOut { machine, _ in machine.leavingAbandoned() } }
  }

  /// The status as it stands, read on the manager's queue: blocks for a moment.
  public func currentStatus() -> SyncStatus {
    queue.sync {
      readOutbox()
      return status
    }
  }
}
