import Dispatch
import Game
import Glibc
import Languages
import Outbox
import Primitives
package import Profile
package import Sync
import Synchronization
import Tracking
package import Transport
package import Wire
import XP

/// A simulated pupil: a computer of its own with the whole client, outbox, sync manager and libcurl, who plays with the
/// rhythm of a person.
package final class DemoPupil: Sendable {
  private struct State {
    var generator: SeededGenerator
    var status = SyncStatus(state: .opening)
    var isPlaying = false
    var game = EventKind.typing
    var answersLeft = 0
    var hasLeft = false
  }

  /// The demo's tempo: a real pupil's computer waits up to a minute before it tries again.
  package static let configuration: SyncConfiguration = {
    var configuration = SyncConfiguration()
    configuration.longestBackoff = 3000
    configuration.requestTimeout = 5000
    // A wire that was cut is no server that has moved.
    configuration.notFoundAfter = 86_400_000
    return configuration
  }()

  let studentID: UniqueID
  /// What this pupil's computer counted.
  let counter: DemoCounter
  private let session: Session
  private let state: Mutex<State>
  private let queue: DispatchQueue

  /// Joins a class and opens the client; nothing is played yet.
  ///
  /// - Parameters:
  ///   - trust: How the server proves itself.
  ///   - port: Of the server, or of a wire to it.
  ///   - queue: Where the pupils play, one answer after the other.
  init(
    name: String, schoolClass: SchoolClass, trust: ServerTrust, port: UInt16, folder: String, seed: UInt64,
    queue: DispatchQueue
  ) throws(CommandFailure) {
    let identity = try Session.Identity(joining: schoolClass, as: name, trust: trust, port: port)
    (studentID, self.queue) = (identity.owner.studentID, queue)
    counter = DemoCounter(of: identity)
    state = Mutex(State(generator: SeededGenerator(seed: seed)))
    let report = Report()
    session = Session(
      of: identity, in: Directories(environment: ["HOME": folder, "XDG_RUNTIME_DIR": folder]), plays: true,
      transport: counter.transport, configuration: Self.configuration
    ) { @Sendable event in report.handle(event) }
    report.pupil.withLock { $0 = self }
    session.sync.start()
  }

  /// Hands the client's events to the pupil, who is made after it.
  private final class Report: Sendable {
    let pupil = Mutex<DemoPupil?>(nil)

    func handle(_ event: SyncEvent) { pupil.withLock { $0 }?.handle(event) }
  }

  /// What the pupil's own screen would say.
  var status: SyncStatus { state.withLock { $0.status } }

  /// Begins to play.
  func play() {
    state.withLock { $0.isPlaying = true }
    planAnswer(first: true)
  }

  /// Plays no more; what was won stays.
  func rest() { state.withLock { $0.isPlaying = false } }

  /// Sends now.
  func sendNow() { session.tracking.forceSyncXP() }

  /// The client has ended: nothing of it touches the disk any more.
  var hasLeft: Bool { state.withLock { $0.hasLeft } }

  /// Ends the client.
  func leave() { session.tracking.cleanUpBeforeSignOut() }

  private func handle(_ event: SyncEvent) {
    switch event {
    case .statusChanged(let status): state.withLock { $0.status = status }
    case .confirmed(let ids): counter.confirmed(ids)
    case .left: state.withLock { $0.hasLeft = true }
    case .setsChanged, .settled, .paused: break
    }
  }

  /// The next answer in 2 to 6 s, as a person who thinks; between two rounds a little longer.
  private func planAnswer(first: Bool = false) {
    let (wait, kind) = state.withLock { state in
      var wait = Int.random(in: first ? 200...3000 : 2000...6000, using: &state.generator)
      if state.answersLeft == 0 {
        state.answersLeft = Int.random(in: 6...12, using: &state.generator)
        state.game = Bool.random(using: &state.generator) ? .typing : .choice
        wait += first ? 0 : 1500
      }
      state.answersLeft -= 1
      return (wait, state.game)
    }
    session.sync.gameChanged(to: kind)
    queue.asyncAfter(deadline: .now() + .milliseconds(wait)) { @Sendable [weak self] in
      guard let self, self.state.withLock({ $0.isPlaying }) else { return }
      self.answer(kind)
      self.planAnswer()
    }
  }

  /// Three answers of four are right, and won.
  private func answer(_ kind: EventKind) {
    guard state.withLock({ Int.random(in: 0..<4, using: &$0.generator) }) > 0 else { return }
    win(kind == .typing ? 10 : 5, kind)
  }

  /// Wins points as the game does.
  func win(_ score: Int, _ kind: EventKind) {
    let id = session.tracking.newEventID()
    let context = AwardContext()
    guard let points = try? session.tracking.awardXP(score, gameType: kind, context: context, id: id) else {
      return
    }
    counter.awarded(id, points)
  }
}

extension Session.Identity {
  /// Joins the demo's class.
  ///
  /// - Parameters:
  ///   - trust: How the server proves itself.
  ///   - port: Of the server, or of a wire to it.
  package init(
    joining schoolClass: SchoolClass, as name: String, trust: ServerTrust, port: UInt16
  ) throws(CommandFailure) {
    let place = ServerPlace("https://127.0.0.1:\(port)", trust: trust)
    let answer = try ServerConnection(place, token: nil).ask(
      .join,
      body: JoinRequest(classCode: schoolClass.code, displayName: name, pin: "1234", studentID: nil).json)
    guard let joined = JoinResponse(json: answer.json) else {
      throw CommandFailure(.unreachable, Spoken.language.demoGaveNoPlace(name))
    }
    let account = Account(
      place: place, serverID: joined.serverID, studentID: joined.studentID, token: joined.token,
      name: name,
      className: joined.className)
    self.init(owner: account.owner, name: name, className: joined.className, account: account)
  }
}
