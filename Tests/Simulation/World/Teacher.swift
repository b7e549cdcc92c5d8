import Outbox
import Primitives
import Transport
import Wire

/// What the teacher of the class does, and what they see.
extension World {
  /// The teacher's token.
  static let teacherToken = String(repeating: "7e", count: 32)

  /// Asks as the teacher, from a computer whose network never fails; nil where the server is down.
  private func teach(_ endpoint: Endpoint, _ ids: [UniqueID], body: JSON? = nil) -> WireAnswer? {
    let answer = serve(
      WireRequest(endpoint, ids, token: Self.teacherToken, body: body), from: nil)
    if let status = answer?.response.status, status >= 400 {
      promises.refused("the teacher's \(endpoint.method.rawValue) \(endpoint.path)", status: status)
    }
    return answer
  }

  /// Gives a pupil a new PIN: whoever was signed in has to sign in again.
  func renewPIN() {
    guard let pupil = pick(pupils), pupil.isInClass, server.isUp else { return }
    pupil.pin = String(Int.random(in: 1000...9999, using: &generator))
    tell("the teacher gives \(pupil.name) the PIN \(pupil.pin)")
    _ = teach(.setPIN, [classID, pupil.owner.studentID], body: SetPINRequest(pin: pupil.pin).json)
  }

  /// Removes a pupil with everything that the ledger has of them.
  func removePupil() {
    guard let pupil = pick(pupils), pupil.isInClass, pupils.count > 1, server.isUp else { return }
    tell("the teacher removes \(pupil.name)")
    _ = teach(.removeStudent, [classID, pupil.owner.studentID])
    pupil.isInClass = false
    promises.studentRemoved(from: server)
  }

  func renewCode() {
    guard let answer = teach(.renewCode, [classID]), let changed = SchoolClass(json: answer.json) else {
      return
    }
    classCode = changed.code
    tell("the class has another code")
  }

  /// The teacher looks at the board, and sees what the ledger has.
  func lookAtBoard(isQuiet: Bool = false) {
    guard let answer = teach(.board, [classID]) else { return }
    guard let board = Board(json: answer.json) else { return promises.refused("the board", status: 200) }
    promises.shows(board, isQuiet: isQuiet)
  }

  // MARK: Signing in

  /// A pupil signs in at a computer: with a new token, or, where the teacher removed them, as the student they were.
  ///
  /// - Returns: False where that was not possible.
  @discardableResult
  func signIn(_ number: Int, at computer: Computer) -> Bool {
    let pupil = pupils[number]
    let request = JoinRequest(
      classCode: classCode, displayName: pupil.name, pin: pupil.pin, studentID: pupil.owner.studentID)
    guard let answer = serve(WireRequest(.join, [], token: nil, body: request.json), from: nil),
      let joined = JoinResponse(json: answer.json)
    else { return false }
    guard joined.studentID == pupil.owner.studentID else {
      promises.refused("\(pupil.name) joins as somebody else", status: answer.response.status)
      return false
    }
    pupil.isInClass = true
    computer.tokens[number] = joined.token
    return true
  }
}

/// A pupil of the class.
final class Pupil {
  let name: String
  var pin: String
  let owner: Owner
  /// False from when the teacher removed them until they join again.
  var isInClass = true

  init(name: String, pin: String, owner: Owner) { (self.name, self.pin, self.owner) = (name, pin, owner) }
}
