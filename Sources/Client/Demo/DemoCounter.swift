import Primitives
package import Profile
import Synchronization
import Transport

/// Counts on a pupil's own computer what was won, sent and confirmed, for the comparison at the end.
package final class DemoCounter: Sendable {
  /// What the pupil's client sends through.
  package let transport = CountingTransport(CurlTransport())
  private let identity: Session.Identity
  private let figures = Mutex(DemoParticipant.Figures())

  package init(of identity: Session.Identity) { self.identity = identity }

  /// That event was stored on this computer.
  func awarded(_ id: UniqueID, _ points: Int) { figures.withLock { $0.awarded[id] = points } }

  /// The server has those events.
  func confirmed(_ ids: [UniqueID]) { figures.withLock { $0.confirmed.formUnion(ids) } }

  /// What was counted so far.
  package var participant: DemoParticipant {
    let counts = transport.counts
    var figures = figures.withLock(\.self)
    (figures.sent, figures.resent) = (counts.sent, counts.resent)
    return DemoParticipant(name: identity.name, token: identity.token ?? "", figures: figures)
  }
}
