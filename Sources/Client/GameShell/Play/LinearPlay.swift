package import Game
import Glibc
import Languages
import Outbox
import Primitives
package import Profile
import Sync
import Tracking
package import Transport
package import Vocabulary
import XP

/// The game as plain lines: a question a line on standard output, an answer a line on standard input.
///
/// The same rounds and the same way of the points as on the full screen; an award is on disk before its verdict is
/// printed.
package struct LinearPlay {
  private let file: WordSetFile
  private let game: GameEntry
  private let direction: Direction
  private let rounds: Int
  private let seed: UInt64
  private let input: Int32
  private let say: (String) -> Void

  /// - Parameters:
  ///   - seed: Of the questions.
  ///   - input: Where the answers come from.
  ///   - say: Takes a line for the pupil.
  package init(
    file: WordSetFile, game: GameEntry, direction: Direction, rounds: Int, seed: UInt64,
    input: Int32 = STDIN_FILENO, say: @escaping (String) -> Void = Console.say
  ) {
    (self.file, self.game, self.direction) = (file, game, direction)
    (self.rounds, self.seed, self.input, self.say) = (rounds, seed, input, say)
  }

  /// Plays to the end of the rounds or of the input, then flushes as the full screen does.
  package func run(
    as identity: Session.Identity, in directories: Directories, sends: Bool,
    transport: any Transport = CurlTransport()
  ) throws(CommandFailure) -> ExitStatus {
    let signals = Signals()
    let wordSet = try SetLibrary.wordSet(of: file)
    if let obstacle = game.obstacle(with: wordSet) { throw CommandFailure(.badInput, obstacle.spoken) }
    guard let mailbox = Mailbox<PlayMessage>() else {
      throw CommandFailure.noDescriptors
    }
    let session = Session(
      of: identity, in: directories, sends: sends, plays: true, transport: transport
    ) {
      @Sendable event in mailbox.post(.sync(event))
    }
    session.sync.start()
    session.sync.gameChanged(to: game.kind)
    var reader = LineReader(input, signals: signals)
    let status = play(wordSet, &reader, session)
    if let notice = session.sync.currentStatus().notice { say(notice) }
    session.tracking.cleanUpBeforeSignOut()
    let report = departure(of: session, mailbox, signals)
    session.bringAlong(in: directories)
    say(LastLine.text(for: report))
    return status
  }

  private func play(_ wordSet: WordSet, _ reader: inout LineReader, _ session: Session) -> ExitStatus {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<rounds {
      var round = Round(
        of: game, wordSet: wordSet, direction: direction, isOwn: file.isOwn, inLines: true,
        seed: generator.next(), startedAt: Session.wallClock())
      while let question = round.question {
        say("? \(round.number)/\(round.total) \(question.prompt)")
        for (index, choice) in (question.choices ?? []).enumerated() {
          say("\(index + 1)) \(choice)")
        }
        switch reader.next() {
        case .endOfInput: return .done
        case .signal(let status): return status
        case .line(let line):
          if round.homeworkID == nil { round.homeworkID = homeworkID(for: wordSet, session) }
          guard let outcome = round.answered(line) else {
            say("! " + Spoken.language.answerWithNumber(upTo: question.choices?.count ?? 0))
            continue
          }
          say(verdict(outcome, in: round, session))
          _ = round.take(.goOn, at: Session.wallClock())
        }
      }
      say("# \(round.tally.right)/\(round.tally.answered)")
    }
    return .done
  }

  /// The homework that points on a set count for, as far as is known by now.
  private func homeworkID(for wordSet: WordSet, _ session: Session) -> UniqueID? {
    let homework = session.sync.currentStatus().homework
    return Assignment.list(of: homework, at: session.sync.ledgerTime()).counting(for: wordSet.id)?.id
  }

  /// The verdict's line, once the points it tells of are on disk.
  private func verdict(_ outcome: Outcome, in round: Round, _ session: Session) -> String {
    guard outcome.verdict.isAccepted else { return "= \(outcome.answer)" }
    let slip: Slip? = if case .almost(_, let slip) = outcome.verdict { slip } else { nil }
    let (sign, reason) = slip.map { ("~", " (" + Spoken.language.slip($0) + ")") } ?? ("+", "")
    do throws(TrackingError) {
      let points = try session.tracking.awardXP(
        outcome.award, id: session.tracking.newEventID(), gameType: game.kind,
        context: round.context(at: Session.wallClock()))
      return "\(sign)\(points) \(outcome.answer)\(reason)"
    } catch {
      return "\(sign)0 " + Spoken.language.notSaved(outcome.answer, reason: error.reason.spoken)
    }
  }

  /// Waits for the end of the leaving flush, but not longer than its deadline; a second Ctrl-C does not wait.
  private func departure(of session: Session, _ mailbox: Mailbox<PlayMessage>, _ signals: Signals)
    -> LeavingReport?
  {
    let end = Session.monotonicMilliseconds() + SessionWorker.leavingTimeout
    while true {
      for case .sync(.left(let report)) in mailbox.takeAll() { return report }
      let rest = end - Session.monotonicMilliseconds()
      guard rest > 0 else { return nil }
      var descriptors = [mailbox.descriptor, signals.descriptor].map {
        pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
      }
      _ = poll(&descriptors, 2, Int32(clamping: rest))
      if descriptors[1].revents != 0, signals.next() == .interrupted { session.sync.leaveNow() }
    }
  }
}
