import Glibc
import Languages
package import Profile
import Sync
import Wire
import XP

/// The whole story of the demo without keys: play, cut the wire, play on, black hole, reconnect, drain, and compare what
/// was won with what the server has.
package struct DemoScript {
  let server: DemoServer
  let count: Int
  let seed: UInt64
  let say: @Sendable (String) -> Void

  package init(server: DemoServer, count: Int, seed: UInt64, say: @escaping @Sendable (String) -> Void) {
    (self.server, self.count, self.seed, self.say) = (server, count, seed, say)
  }

  /// Plays it.
  ///
  /// - Throws: Where it could not even begin.
  package func run() throws(CommandFailure) -> DemoOutcome {
    let board = DemoBoard(of: server.schoolClass)
    let feed = server.teacher.boardFeed(of: server.schoolClass) { @Sendable event in board.handle(event) }
    feed.start()
    defer { feed.stop() }
    say(Spoken.language.demoBegins(pupils: count))
    let demo = try DemoClass(server: server, seed: seed)
    try demo.admit(0..<count, playing: false)
    defer { demo.leave() }
    for pupil in demo.pupils { pupil.play() }
    say(Spoken.language.demoEverybodyPlays)
    guard let ada = demo.pupils.first else { return demo.outcome() }
    let faults = play(ada, demo, board)

    demo.rest()
    say(Spoken.language.demoEverybodyRests)
    var outcome = demo.outcome()
    Patience.wait(seconds: 5) { board.isSettled(of: count) }
    tell(ada, board)
    say(board.sentence)
    outcome.faults = faults + outcome.faults
    return outcome
  }

  /// Gives what went otherwise than told.
  private func play(_ ada: DemoPupil, _ demo: DemoClass, _ board: DemoBoard) -> [String] {
    for _ in 0..<4 { step(ada) }
    tell(ada, board)

    say(Spoken.language.demoWireCut)
    demo.wire.set(.cut)
    for turn in 0..<17 {
      step(ada)
      switch turn {
      case 1: demo.weak.set(.cut)
      case 5: demo.weak.set(.open)
      case 8: tell(ada, board)
      case 9 where count > 3:
        demo.loseAnswers()
        say(Spoken.language.demoAnswersLost)
      case 15: demo.weak.set(.open)
      default: break
      }
    }
    Patience.wait(seconds: 4) { board.row(of: ada.studentID)?.state == .offline }
    tell(ada, board)
    var faults: [String] = []
    if board.row(of: ada.studentID)?.state != .offline {
      faults.append(Spoken.language.demoNotOffline)
    }
    if ada.status.pendingEvents == 0 { faults.append(Spoken.language.demoNothingPending) }

    say(Spoken.language.demoWireWhole)
    demo.wire.set(.open)
    ada.sendNow()
    Patience.wait(seconds: 10) { ada.status.pendingEvents == 0 }
    tell(ada, board)

    say(Spoken.language.demoBlackHole)
    demo.wire.set(.blackHole)
    for _ in 0..<6 { step(ada) }
    // Nobody can know sooner: she is offline once nothing was heard of her for eight seconds.
    Patience.wait(seconds: 6) { board.row(of: ada.studentID)?.state == .offline }
    tell(ada, board)
    say(Spoken.language.demoPacketsArrive)
    return faults
  }

  /// Ada answers, a little more diligent than the others, and a second goes by.
  private func step(_ ada: DemoPupil) {
    ada.win(10, .typing)
    usleep(1_000_000)
  }

  private func tell(_ ada: DemoPupil, _ board: DemoBoard) {
    let status = ada.status
    let total = status.total?.totalXP ?? 0
    // The board is told a moment after the pupil.
    Patience.wait(seconds: 1) { board.row(of: ada.studentID).map { $0.totalXP >= total } ?? false }
    let row = board.row(of: ada.studentID)
    say(
      Spoken.language.demoAda(
        total: total, pending: status.pendingXP, boardState: row?.state.rawValue,
        boardTotal: row?.totalXP ?? 0,
        boardPending: row?.pendingXP ?? 0))
  }
}
