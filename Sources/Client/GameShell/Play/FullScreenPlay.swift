package import Game
import Glibc
package import Profile
import Sync
import Synchronization
import Terminal
package import Vocabulary
import XP

/// The game on the whole screen, for one pupil after the other: who joins a class from the menu goes on as its pupil.
package struct FullScreenPlay {
  let directories: Directories
  /// The set that the command line names.
  let file: WordSetFile?
  let sends: Bool
  let seed: UInt64?
  let game: GameEntry?
  let direction: Direction

  package init(
    directories: Directories, file: WordSetFile?, sends: Bool, seed: UInt64?, game: GameEntry?,
    direction: Direction
  ) {
    self.directories = directories
    self.file = file
    self.sends = sends
    self.seed = seed
    self.game = game
    self.direction = direction
  }

  /// What works for the pupil who plays now.
  private struct Turn {
    let mailbox: Mailbox<PlayMessage>
    let worker: SessionWorker
  }

  /// Plays until somebody leaves, and ends the program.
  package func run(as first: Session.Identity) throws(CommandFailure) -> Never {
    // The signals are blocked before anything starts a thread.
    let signals = Signals()
    guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else {
      throw CommandFailure(
        .badUsage, TerminalError.notATerminal(.either).spoken)
    }
    var identity = first
    var turn = try self.turn(of: first)
    let terminal = try Terminal.opened()
    let present = Mutex(turn)
    let watch = SignalWatch(signals) { @Sendable status in
      present.withLock { turn in
        turn.mailbox.post(.signal(status))
        turn.worker.leave()
      }
    }
    defer { withExtendedLifetime(watch) {} }
    var (app, files) = opening(of: identity)
    app.preselect(set: file.flatMap(files.firstIndex(of:)), game: game, direction: direction)
    // Whoever names both a set and a game has nothing left to choose.
    var startsRound = file != nil && game != nil
    var lines: [String] = []
    while true {
      var loop = PlayLoop(
        app: app, on: PlainHost(), terminal: terminal, mailbox: turn.mailbox, worker: turn.worker)
      let (status, lastLine) = loop.run(startsRound: startsRound)
      guard loop.changesPupil else {
        terminal.close()
        if identity.account == nil { turn.worker.bringAlong() }
        (lines + [lastLine]).forEach(Console.say)
        // The queues may still wait for a disk or a server that hangs; nothing of theirs is worth waiting for any more.
        _exit(status.rawValue)
      }
      if loop.report.map({ $0.unsavedAwards > 0 }) ?? true { lines.append(lastLine) }
      if identity.account == nil { turn.worker.bringAlong() }
      do throws(CommandFailure) {
        identity = try Session.Identity.current(in: directories)
        turn = try self.turn(of: identity)
      } catch {
        terminal.close()
        throw error
      }
      hand(over: present, to: turn)
      (app, files) = opening(of: identity)
      app.preselect(game: loop.app.chosen.game, direction: loop.app.chosen.direction)
      startsRound = false
    }
  }

  private func turn(of identity: Session.Identity) throws(CommandFailure) -> Turn {
    guard let mailbox = Mailbox<PlayMessage>() else { throw CommandFailure.noDescriptors }
    let worker = SessionWorker(
      identity: identity, directories: directories, extraFile: file, sends: sends, mailbox: mailbox)
    return Turn(mailbox: mailbox, worker: worker)
  }

  private func opening(of identity: Session.Identity) -> (app: App, files: [WordSetFile]) {
    let (files, now) = (SetLibrary.files(in: directories, and: file), Session.wallClock())
    var app = App(
      player: Player(name: identity.name, className: identity.className), files: files,
      seed: seed ?? .random(in: .min ... .max), ids: EventIDs(using: SystemRandomNumberGenerator()), now: now,
      place: .current(at: now))
    app.offersJoining = sends
    return (app, files)
  }

  /// Signals reach the next pupil's turn from now on; one that came for the turn before is handed on.
  private func hand(over present: borrowing Mutex<Turn>, to next: Turn) {
    let before = present.withLock { turn in
      defer { turn = next }
      return turn
    }
    for case .signal(let status) in before.mailbox.takeAll() { next.mailbox.post(.signal(status)) }
  }
}
