import Dispatch
import Game
import Glibc
import Primitives
import Sync
import Synchronization
import Transport
import Wire
import XP

/// The whole story of the demo without keys: play, cut the wire, play on, black hole, reconnect, drain, and compare what
/// was won with what the server has.
struct DemoScript {
  /// What came of it.
  struct Outcome {
    var pupils = 0
    var awarded = 0
    var sent = 0
    var confirmed = 0
    var resent = 0
    var lost = 0
    var doubled = 0
    /// What does not add up, in sentences.
    var faults: [String] = []

    /// The figures as one object.
    var json: JSON {
      [
        "pupils": .integer(pupils), "awarded": .integer(awarded), "sent": .integer(sent),
        "confirmed": .integer(confirmed), "resent": .integer(resent), "lost": .integer(lost),
        "doubled": .integer(doubled), "faults": .array(faults.map { .string($0) }),
      ]
    }
  }

  private static let names = [
    "Ada", "Bo", "Cy", "Dana", "Elin", "Faris", "Greta", "Hugo", "Ines", "Jonas", "Kim", "Linnea", "Malik",
    "Noor",
    "Olle", "Petra", "Qi", "Rasmus", "Sara", "Tariq",
  ]

  let server: DemoServer
  let count: Int
  let seed: UInt64
  let say: @Sendable (String) -> Void

  private let board = DemoBoard()
  private let queue = DispatchQueue(label: "glosa.demo")

  init(server: DemoServer, count: Int, seed: UInt64, say: @escaping @Sendable (String) -> Void) {
    (self.server, self.count, self.seed, self.say) = (server, count, seed, say)
  }

  /// Plays it.
  ///
  /// - Throws: Where it could not even begin.
  func run() throws(CommandFailure) -> Outcome {
    let feed = BoardFeed(
      url: server.teacher.url.url(of: Route.boardStream(of: server.schoolClass.id)),
      token: server.teacher.token ?? "", transport: CurlTransport(), seed: seed
    ) { @Sendable [board] event in board.took(event) }
    feed.start()
    defer { feed.stop() }
    say(
      "A server on this computer, a class of \(count), and between Ada and the server a wire that can be cut."
    )
    let wire = try Relay(to: server.port)
    // A network that drops out by itself, for one pupil of four.
    let weak = try Relay(to: server.port)
    defer {
      wire.stop()
      weak.stop()
    }
    var pupils: [DemoPupil] = []
    for number in 0..<count {
      let port = number == 0 ? wire.port : number % 4 == 3 ? weak.port : server.port
      pupils.append(try pupil(number, port))
    }
    let ada = pupils[0]
    for pupil in pupils { pupil.play() }
    say("Everybody plays.")
    for _ in 0..<4 { step(ada, 1000) }
    tell(ada)

    say("The wire is cut: Ada's connections are refused. Ada plays on.")
    wire.set(.cut)
    for turn in 0..<17 {
      step(ada, 1000)
      if turn % 4 == 1 { weak.set(turn % 8 == 1 ? .cut : .open) }
      if turn == 8 { tell(ada) }
    }
    weak.set(.open)
    wait(seconds: 4) { board.row(of: ada.studentID)?.state == .offline }
    tell(ada)
    var faults: [String] = []
    if board.row(of: ada.studentID)?.state != .offline {
      faults.append("The board did not say that Ada is offline.")
    }
    if ada.status.pendingEvents == 0 { faults.append("Nothing of Ada's was pending while the wire was cut.") }

    say("The wire is whole again.")
    wire.set(.open)
    ada.sendNow()
    wait(seconds: 10) { ada.status.pendingEvents == 0 }
    tell(ada)

    say("A black hole: every packet of Ada's vanishes. Ada plays on.")
    wire.set(.blackHole)
    for _ in 0..<6 { step(ada, 1000) }
    tell(ada)
    say("The packets arrive again.")
    wire.set(.open)

    for pupil in pupils { pupil.rest() }
    say("Everybody rests; what is still pending is sent.")
    let isDrained = wait(seconds: 20) {
      for pupil in pupils where pupil.status.pendingEvents > 0 { pupil.sendNow() }
      return pupils.allSatisfy { $0.status.pendingEvents == 0 && $0.status.questPending == 0 }
    }
    if !isDrained { faults.append("Something was still pending after 20 s.") }
    wait(seconds: 5) { board.isSettled(of: count) }
    tell(ada)
    say(board.sentence)
    var outcome = compare(pupils)
    outcome.faults = faults + outcome.faults
    for pupil in pupils { pupil.leave() }
    return outcome
  }

  private func pupil(_ number: Int, _ port: UInt16) throws(CommandFailure) -> DemoPupil {
    let name = Self.names[number % Self.names.count]
    let round = number / Self.names.count
    return try DemoPupil(
      name: round == 0 ? name : "\(name) \(round + 1)", schoolClass: server.schoolClass, port: port,
      folder: "\(server.folder)/pupil\(number)", seed: seed &+ UInt64(number), queue: queue)
  }

  /// Ada answers, a little more diligent than the others, and time goes by.
  private func step(_ ada: DemoPupil, _ milliseconds: UInt32) {
    ada.win(10, .typing)
    usleep(milliseconds * 1000)
  }

  @discardableResult
  private func wait(seconds: Int, until isDone: () -> Bool) -> Bool {
    for _ in 0..<seconds * 10 {
      if isDone() { return true }
      usleep(100_000)
    }
    return isDone()
  }

  private func tell(_ ada: DemoPupil) {
    let (status, row) = (ada.status, board.row(of: ada.studentID))
    let total = status.total?.totalXP ?? 0
    say(
      "  Ada: \(total) XP in the ledger, \(status.pendingXP) XP pending.  Board: \(row?.state.rawValue ?? "nothing"), "
        + "\(row?.totalXP ?? 0) XP, \(row?.pendingXP ?? 0) XP pending.")
  }

  // MARK: The figures

  private func compare(_ pupils: [DemoPupil]) -> Outcome {
    var outcome = Outcome()
    outcome.pupils = pupils.count
    for pupil in pupils {
      let figures = pupil.figures
      outcome.awarded += figures.awarded.count
      outcome.sent += figures.sent
      outcome.resent += figures.resent
      outcome.confirmed += figures.confirmed.intersection(figures.awarded.keys).count
      do throws(CommandFailure) {
        let ledger = try Ledger(of: pupil, server.teacher.url.description)
        let won = ledger.events.filter { $0.value.kind != EventKind.dailyQuest.rawValue }
        let lost = figures.awarded.filter { won[$0.key]?.delta != $0.value }
        outcome.lost += lost.count
        let strange = won.keys.filter { figures.awarded[$0] == nil }.count
        outcome.doubled += strange + ledger.repeated
        if !lost.isEmpty {
          outcome.faults.append("\(lost.count) events of \(pupil.name) are not in the ledger.")
        }
        if ledger.total != ledger.events.values.reduce(0, { $0 + $1.delta }) || strange + ledger.repeated > 0
        {
          outcome.faults.append("The ledger of \(pupil.name) has something that was not won.")
        }
      } catch {
        outcome.faults.append("The ledger of \(pupil.name) could not be read: \(error.sentence)")
      }
    }
    if outcome.confirmed != outcome.awarded {
      outcome.faults.append("\(outcome.awarded - outcome.confirmed) events were not confirmed.")
    }
    return outcome
  }

  /// What the server has of a pupil, asked for as the pupil.
  private struct Ledger {
    var events: [UniqueID: (kind: String, delta: Int)] = [:]
    var repeated = 0
    var total = 0

    init(of pupil: DemoPupil, _ address: String) throws(CommandFailure) {
      let connection = try ServerConnection(address, token: pupil.token)
      var before: String?
      repeat {
        let answer = try connection.ask(
          "GET", Route.xpEvents + "?limit=500" + (before.map { "&before=\($0)" } ?? ""))
        for event in answer.json["events"]?.array ?? [] {
          guard let id = event["id"]?.id, let kind = event["kind"]?.string,
            let delta = event["delta"]?.integer
          else { throw connection.nonsense }
          if events.updateValue((kind, delta), forKey: id) != nil { repeated += 1 }
        }
        before = answer.json["next_before"]?.string
      } while before != nil
      total = try connection.ask("GET", Route.xpTotal).json["total_xp"]?.integer ?? -1
    }
  }
}

/// The class's board as the demo's teacher sees it.
final class DemoBoard: Sendable {
  private let rows = Mutex<[UniqueID: BoardRow]>([:])

  func took(_ event: BoardFeedEvent) {
    rows.withLock { rows in
      switch event {
      case .snapshot(let board):
        rows = Dictionary(board.rows.map { ($0.studentID, $0) }, uniquingKeysWith: { first, _ in first })
      case .row(let row): rows[row.studentID] = row
      case .lost, .refused: break
      }
    }
  }

  func row(of student: UniqueID) -> BoardRow? { rows.withLock { $0[student] } }

  func isSettled(of count: Int) -> Bool {
    rows.withLock { $0.count == count && $0.values.allSatisfy { $0.state == .synced } }
  }

  /// `The board: 12 of 12 synced, 340 XP in all.`
  var sentence: String {
    rows.withLock { rows in
      let synced = rows.values.count { $0.state == .synced }
      let total = rows.values.reduce(0) { $0 + $1.totalXP }
      return "The board: \(synced) of \(rows.count) synced, \(total) XP in all."
    }
  }
}
