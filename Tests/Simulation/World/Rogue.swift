import Outbox
import Primitives
import Transport
import Wire
import XP

/// A classmate who has an account of their own and sends whatever they like with it.
extension World {
  /// Sends something that no program of ours would send. Whatever comes of it, it is the rogue's own, and the server goes on.
  func misbehave() {
    guard let rogue, server.isUp else { return }
    let (what, request) = mischief(rogue)
    guard let answer = serve(request, from: nil) else { return promises.refused(what, status: 0) }
    if answer.response.status >= 500 { promises.refused(what, status: answer.response.status) }
  }

  private func mischief(_ rogue: (student: UniqueID, token: String)) -> (String, WireRequest) {
    let somebody = pick(pupils)?.owner.studentID ?? rogue.student
    func sync(_ body: [UInt8]) -> WireRequest {
      WireRequest(.xpSync, [], token: rogue.token, bytes: body)
    }
    switch Int.random(in: 0..<7, using: &generator) {
    case 0:
      // The id of somebody else's event that the ledger has. (Of one that is still to be sent, read from a computer that both
      // use: see the page.)
      let id = pick(promises.storedIDs) ?? .random(using: &generator)
      return ("another's id", sync(batch([event(id, student: rogue.student)])))
    case 1:
      return (
        "an event in another's name", sync(batch([event(.random(using: &generator), student: somebody)]))
      )
    case 2:
      let bytes = (0..<Int.random(in: 0...400, using: &generator)).map { _ in
        UInt8.random(in: 0...255, using: &generator)
      }
      return ("bytes", sync(bytes))
    case 3:
      var bytes = batch([event(.random(using: &generator), student: rogue.student)])
      bytes.removeLast(Int.random(in: 1..<bytes.count, using: &generator))
      return ("half a batch", sync(bytes))
    case 4:
      let depth = Int.random(in: 1...5000, using: &generator)
      return ("many brackets", sync(Array(repeating: UInt8(ascii: "["), count: depth)))
    case 5:
      let endpoint = pick(Endpoint.all.filter { $0.caller == .teacher && $0 != .boardStream }) ?? .board
      let ids = endpoint.pattern.names.map { $0 == "class" ? classID : somebody }
      return (
        "a teacher's request",
        WireRequest(endpoint, ids, token: rogue.token, body: endpoint.body == nil ? nil : [:])
      )
    default:
      let events = (0..<Int.random(in: 1...200, using: &generator)).map { _ in
        event(.random(using: &generator), student: rogue.student)
      }
      return ("a heap of points", sync(batch(events)))
    }
  }

  private func batch(_ events: [JSON]) -> [UInt8] {
    let body: JSON = ["events": .array(events)]
    return body.utf8
  }

  private func event(_ id: UniqueID, student: UniqueID) -> JSON {
    XPEvent(
      id: id, studentID: student, kind: EventKind.typing.rawValue,
      delta: pick([-1_000_000, 0, 10, 10, 10, 1_000_000]) ?? 10, wordSetID: nil, homeworkID: nil,
      createdAt: time,
      metadata: [:]
    ).json
  }
}
