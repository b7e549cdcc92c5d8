import Outbox
import Primitives
import Transport
import Wire

/// What the teacher of the class does, and what they see.
extension World {
  /// The teacher's token.
  static let teacherToken = String(repeating: "7e", count: 32)

  /// Asks as the teacher, from a computer whose network never fails; nil where the server is down.
  func teach(_ endpoint: Endpoint, _ ids: [UniqueID], body: JSON? = nil) -> WireAnswer? {
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
  func lookAtBoard() {
    guard let answer = teach(.board, [classID]) else { return }
    guard let board = Board(json: answer.json) else { return promises.refused("the board", status: 200) }
    promises.shows(board)
  }

  // MARK: Signing in

  /// A pupil signs in at a computer: with a new token, or, where the teacher removed them, as the student they were. Where a
  /// restored ledger knows another code or PIN than the pupil does, the teacher looks the code up and gives a new PIN.
  func signIn(_ number: Int, at computer: Computer) {
    let pupil = pupils[number]
    guard let answer = join(pupil) ?? joinWithHelp(pupil) else { return }
    guard answer.studentID == pupil.owner.studentID else {
      return promises.refused("\(pupil.name) joins as somebody else", status: 200)
    }
    pupil.isInClass = true
    computer.tokens[number] = answer.token
  }

  private func joinWithHelp(_ pupil: Pupil) -> JoinResponse? {
    guard let answer = teach(.classes, []), let classes = Listing<SchoolClass>(json: answer.json)?.elements,
      let schoolClass = classes.first(where: { $0.id == classID })
    else { return nil }
    classCode = schoolClass.code
    if let answer = join(pupil) { return answer }
    // Who is in no class any more has no PIN there.
    guard
      let students = teach(.students, [classID]).flatMap({ Listing<Wire.Pupil>(json: $0.json)?.elements }),
      students.contains(where: { $0.id == pupil.owner.studentID })
    else { return nil }
    _ = teach(.setPIN, [classID, pupil.owner.studentID], body: SetPINRequest(pin: pupil.pin).json)
    return join(pupil)
  }

  private func join(_ pupil: Pupil) -> JoinResponse? {
    let request = JoinRequest(
      classCode: classCode, displayName: pupil.name, pin: pupil.pin, studentID: pupil.owner.studentID)
    return serve(WireRequest(.join, [], token: nil, body: request.json), from: nil).flatMap {
      JoinResponse(json: $0.json)
    }
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
