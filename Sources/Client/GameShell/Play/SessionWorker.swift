import Dispatch
import Game
import Primitives
package import Profile
package import Sync
import Synchronization
import Tracking
package import Transport
package import Vocabulary
import XP

/// What goes on behind the screen: the outbox is opened and written on a queue of its own, so that a slow disk never
/// holds up a key.
///
/// Everything asked for is done in the order it was asked, and answered through the mailbox.
package final class SessionWorker: Sendable {
  /// How long the end of leaving is waited for, in milliseconds: the sync manager ends it after 3 s, but a disk that hangs,
  /// or a busy computer, may keep it from saying so.
  static let leavingTimeout: Int64 = 3300

  private let queue = DispatchQueue(label: "glosa.worker")
  private let mailbox: Mailbox<PlayMessage>
  private let directories: Directories
  private let extraFile: WordSetFile?
  private let session = Mutex<Session?>(nil)
  private let joining = Mutex<JoinAttempt?>(nil)

  /// Starts to open the outbox of a pupil and to send what an earlier run left; returns at once.
  ///
  /// - Parameters:
  ///   - extraFile: A word set from elsewhere than this computer's own.
  ///   - transport: Made on the queue: libcurl takes its time.
  package init(
    identity: Session.Identity, directories: Directories, extraFile: WordSetFile?, sends: Bool,
    transport: @escaping @Sendable () -> any Transport = { CurlTransport() },
    configuration: SyncConfiguration = .fromEnvironment, mailbox: Mailbox<PlayMessage>
  ) {
    self.mailbox = mailbox
    self.directories = directories
    self.extraFile = extraFile
    queue.async { @Sendable [self] in
      let session = Session(
        of: identity, in: directories, sends: sends, plays: true, transport: transport(),
        configuration: configuration
      ) {
        @Sendable event in mailbox.post(.sync(event))
      }
      self.session.withLock { $0 = session }
      session.sync.start()
    }
  }

  /// Stores the points of an award as the event of that id.
  func award(_ id: UniqueID, _ award: Award, kind: EventKind, context: AwardContext) {
    perform { worker, session in
      let mailbox = worker.mailbox
      do throws(TrackingError) {
        try session.tracking.awardXP(award, id: id, gameType: kind, context: context) { @Sendable in
          mailbox.post(.awardStored(id, points: award.points))
        }
      } catch {
        mailbox.post(.awardFailed(id, reason: error.reason.spoken))
      }
    }
  }

  /// What is played now, for the teacher's board.
  func gameChanged(to kind: EventKind?) { perform { $1.sync.gameChanged(to: kind) } }

  /// Joins a class; `PlayMessage.joining` tells what becomes of it. Waits for nothing that is on the queue.
  func join(_ order: JoinOrder) {
    let mailbox = mailbox
    let attempt = JoinAttempt(order, in: directories) { @Sendable news in mailbox.post(.joining(news)) }
    joining.withLock { $0 = attempt }
  }

  /// Stops joining if nothing was changed yet.
  func giveUpJoining() { joining.withLock { $0 }?.giveUp() }

  /// Answers the question that joining waits for.
  func answerJoining(_ yes: Bool) { joining.withLock { $0 }?.answered(yes) }

  /// Reads the word sets of this computer anew.
  func readFiles() {
    perform { worker, _ in
      worker.mailbox.post(
        .filesRead(SetLibrary.files(in: worker.directories, and: worker.extraFile)))
    }
  }

  /// Sends soon: the terminal lost the focus.
  func flushWhileHidden() { perform { $1.tracking.flushWhileHidden() } }

  /// Sends now: the program is about to be stopped.
  func flushNow() { perform { $1.tracking.forceSyncXP() } }

  /// Lets other processes send while this one is stopped; `SyncEvent.paused` is the answer.
  func pause() { session.withLock { $0 }?.sync.pause() }

  /// Takes no more awards and flushes under the one deadline; `SyncEvent.left` is the answer.
  package func leave() { perform { $1.tracking.cleanUpBeforeSignOut() } }

  /// Takes along what belongs to a class that was joined meanwhile; waits a moment for the disk, but no longer.
  func bringAlong() {
    let isDone = DispatchSemaphore(value: 0)
    queue.async { @Sendable [self] in
      session.withLock { $0 }?.bringAlong(in: directories)
      isDone.signal()
    }
    _ = isDone.wait(timeout: .now() + 1)
  }

  /// The time by the ledger's clock, as far as it is known.
  func ledgerTime() -> Timestamp { session.withLock { $0 }?.sync.ledgerTime() ?? Session.wallClock() }

  /// Cuts the leaving flush short, past everything that still waits on the queue.
  func leaveNow() { session.withLock { $0 }?.sync.leaveNow() }

  private func perform(_ body: @escaping @Sendable (SessionWorker, Session) -> Void) {
    queue.async { @Sendable [self] in
      if let session = session.withLock({ $0 }) { body(self, session) }
    }
  }
}
