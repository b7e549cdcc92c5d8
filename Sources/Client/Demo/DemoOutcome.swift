import Languages
package import Primitives
import Profile
package import Transport
import Wire
import XP

/// Somebody who played in the demo, with what their own computer counted.
package struct DemoParticipant: Sendable {
  /// What a pupil's computer counted.
  package struct Figures: Sendable {
    /// The points of each event that was won.
    var awarded: [UniqueID: Int] = [:]
    /// Events that the server has confirmed.
    var confirmed: Set<UniqueID> = []
    /// Events sent, each time they were.
    var sent = 0
    /// Those of them that had been sent before.
    var resent = 0
  }

  let name: String
  let token: String
  let figures: Figures
}

/// What came of a demo: what was won, compared event by event with what the server has.
package struct DemoOutcome {
  var participants = 0
  var awarded = 0
  var sent = 0
  var confirmed = 0
  var resent = 0
  var lost = 0
  var doubled = 0
  /// What does not add up, in sentences.
  package var faults: [String] = []

  /// True where everything adds up.
  package var isSound: Bool { faults.isEmpty && lost + doubled == 0 }

  /// The figures as one object.
  package var json: JSON {
    [
      "pupils": .integer(participants), "awarded": .integer(awarded), "sent": .integer(sent),
      "confirmed": .integer(confirmed), "resent": .integer(resent), "lost": .integer(lost),
      "doubled": .integer(doubled), "faults": .array(faults.map { .string($0) }),
    ]
  }

  /// The figures as lines.
  package var lines: [String] {
    zip(Spoken.language.demoFigures, [awarded, sent, confirmed, resent, lost, doubled]).map { name, value in
      let number = String(value)
      return name + String(repeating: " ", count: max(1, 22 - name.count - number.count)) + number
    }
  }

  /// Asks a server, as each of the pupils, what it has of theirs.
  package init(of participants: [DemoParticipant], at place: ServerPlace) {
    self.participants = participants.count
    for participant in participants { add(participant, at: place) }
    if confirmed != awarded { faults.append(Spoken.language.demoNotConfirmed(events: awarded - confirmed)) }
  }

  private mutating func add(_ participant: DemoParticipant, at place: ServerPlace) {
    let figures = participant.figures
    awarded += figures.awarded.count
    sent += figures.sent
    resent += figures.resent
    confirmed += figures.confirmed.intersection(figures.awarded.keys).count
    do throws(CommandFailure) {
      let ledger = try DemoLedger(of: participant.token, at: place)
      let won = ledger.events.filter { $0.value.kind != EventKind.dailyQuest.rawValue }
      let missing = figures.awarded.count { won[$0.key]?.delta != $0.value }
      let strange = won.keys.count { figures.awarded[$0] == nil } + ledger.repeated
      lost += missing
      doubled += strange
      if missing > 0 { faults.append(Spoken.language.demoMissing(events: missing, of: participant.name)) }
      if strange > 0 || ledger.total != ledger.events.values.reduce(0, { $0 + $1.delta }) {
        faults.append(Spoken.language.demoStrange(of: participant.name))
      }
    } catch {
      faults.append(Spoken.language.demoUnreadable(of: participant.name, error.sentence))
    }
  }
}

/// What the server has of a pupil, asked for as the pupil.
private struct DemoLedger {
  var events: [UniqueID: (kind: String, delta: Int)] = [:]
  /// Events that were listed more than once.
  var repeated = 0
  let total: Int

  init(of token: String, at place: ServerPlace) throws(CommandFailure) {
    let connection = try ServerConnection(place, token: token)
    var before: String?
    repeat {
      let answer = try connection.ask(
        .xpEvents,
        query: Endpoint.query((.limit, "\(Limit.pageEvents.upperBound)"), (.before, before)))
      guard let page = LedgerPage(json: answer.json) else { throw connection.malformedBody }
      for event in page.events.map(\.event) {
        if events.updateValue((event.kind, event.delta), forKey: event.id) != nil { repeated += 1 }
      }
      before = page.nextBefore
    } while before != nil
    total = XPTotalResponse(json: try connection.ask(.xpTotal).json)?.total.totalXP ?? -1
  }
}
