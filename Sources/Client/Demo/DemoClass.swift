import Dispatch
import Languages
import Primitives
package import Profile
import Synchronization
import Transport
import XP

/// The demo's class: simulated pupils at one server, the first place behind a wire that can be cut, and one pupil of four
/// behind a network that is weak by itself.
package final class DemoClass: Sendable {
  private static let names = [
    "Ada", "Bo", "Cy", "Dana", "Elin", "Faris", "Greta", "Hugo", "Ines", "Jonas", "Kim", "Linnea", "Malik",
    "Noor", "Olle", "Petra", "Qi", "Rasmus", "Sara", "Tariq",
  ]

  private struct State {
    var pupils: [DemoPupil] = []
    /// Those of them behind the weak network.
    var weak: [DemoPupil] = []
    var isResting = false
    /// What went wrong behind the scenes, in sentences.
    var faults: [String] = []
  }

  package let server: DemoServer
  /// Between the first place and the server.
  package let wire: Relay
  /// Between the pupils with a weak network and the server.
  let weak: Relay
  private let seed: UInt64
  private let queue = DispatchQueue(label: "glosa.demo")
  private let state = Mutex(State())

  /// A class without pupils.
  package init(server: DemoServer, seed: UInt64) throws(CommandFailure) {
    (self.server, self.seed) = (server, seed)
    wire = try Relay(to: server.port)
    weak = try Relay(to: server.port)
  }

  /// The pupil's name at a place; the first is `Ada`.
  package static func name(at place: Int) -> String {
    let round = place / names.count
    let name = names[place % names.count]
    return round == 0 ? name : "\(name) \(round + 1)"
  }

  var pupils: [DemoPupil] { state.withLock { $0.pupils } }

  /// Lets simulated pupils join at those places, one after the other.
  ///
  /// - Parameter playing: They begin to play at once.
  func admit(_ places: Range<Int>, playing: Bool) throws(CommandFailure) {
    for place in places where !state.withLock({ $0.isResting }) {
      let port = place == 0 ? wire.port : place % 4 == 3 ? weak.port : server.port
      let pupil = try DemoPupil(
        name: Self.name(at: place), schoolClass: server.schoolClass, trust: server.teacher.place.trust,
        port: port,
        folder: "\(server.folder)/pupil\(place)", seed: seed &+ UInt64(place), queue: queue)
      state.withLock { state in
        state.pupils.append(pupil)
        if port == weak.port { state.weak.append(pupil) }
      }
      if playing { pupil.play() }
    }
  }

  /// The same, behind the scenes.
  package func admitSoon(_ places: Range<Int>) {
    queue.async { @Sendable [self] in
      do throws(CommandFailure) {
        try admit(places, playing: true)
      } catch {
        state.withLock { $0.faults.append(Spoken.language.demoNotEveryPupilJoined(error.sentence)) }
      }
    }
  }

  /// Lets the weak network drop out again and again until everybody rests: for longer than the board's patience, and then so
  /// that only the server's answers are lost, and what it already has is sent to it again.
  package func letWeakNetworkDropOut() {
    follow([(.open, 8), (.cut, 22), (.open, 6), (.losesAnswers, 5)], from: 0)
  }

  /// The weak network loses what the server answers from now on. Those behind it send something just then, so that it is
  /// the answer to points that is lost: a client that hears nothing sends no more of them.
  func loseAnswers() {
    weak.set(.losesAnswers)
    queue.asyncAfter(deadline: .now() + .milliseconds(200)) { @Sendable [weak self] in
      guard let self, !state.withLock(\.isResting) else { return }
      for pupil in state.withLock(\.weak) {
        pupil.win(10, .typing)
        pupil.sendNow()
      }
    }
  }

  private func follow(_ plan: [(mode: Relay.Mode, seconds: Int)], from place: Int) {
    guard !state.withLock({ $0.isResting }) else { return }
    if plan[place].mode == .losesAnswers { loseAnswers() } else { weak.set(plan[place].mode) }
    queue.asyncAfter(deadline: .now() + .seconds(plan[place].seconds)) { @Sendable [weak self] in
      self?.follow(plan, from: (place + 1) % plan.count)
    }
  }

  /// Nobody plays any more, and every network is whole.
  func rest() {
    state.withLock { $0.isResting = true }
    for relay in [wire, weak] { relay.set(.open) }
    for pupil in pupils { pupil.rest() }
  }

  /// Sends what is pending, and compares everything that was won with what the server has.
  ///
  /// - Parameter player: Who played too, and has nothing left to send.
  package func outcome(with player: DemoParticipant? = nil) -> DemoOutcome {
    // What the queue still does for a pupil comes before.
    queue.sync {}
    let patience = 20
    let isDrained = Patience.wait(seconds: patience) {
      for pupil in pupils where pupil.status.pendingEvents > 0 { pupil.sendNow() }
      return pupils.allSatisfy { $0.status.pendingEvents == 0 && $0.status.questPending == 0 }
    }
    let participants = (player.map { [$0] } ?? []) + pupils.map(\.counter.participant)
    var outcome = DemoOutcome(of: participants, at: server.teacher.place)
    let faults =
      state.withLock { $0.faults }
      + (isDrained ? [] : [Spoken.language.demoStillPending(afterSeconds: patience)])
    outcome.faults = faults + outcome.faults
    return outcome
  }

  /// Ends the pupils' clients and the wires, and returns once nobody touches the demo's folder any more.
  package func leave() {
    rest()
    queue.sync {}
    for pupil in pupils { pupil.leave() }
    Patience.wait(seconds: 5) { pupils.allSatisfy(\.hasLeft) }
    for relay in [wire, weak] { relay.stop() }
  }
}
