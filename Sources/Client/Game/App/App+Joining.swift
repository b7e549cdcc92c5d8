import Languages
import Screen
import XP

extension App {
  /// Why the pupil would join a class now.
  package var joinReason: JoinForm.Reason {
    if status.state == .signInNeeded { return .signIn }
    return player.className == nil ? .noClass : .otherClass
  }

  /// The same where it is worth an offer: who is in a class finds the key in the help.
  package var joinOffer: JoinForm.Reason? {
    offersJoining && joinReason != .otherClass ? joinReason : nil
  }

  /// Opens the form; nothing happens where classes can't be joined.
  mutating func openJoining() {
    guard offersJoining else { return }
    // Whoever has played under a name here joins again under it, mostly.
    scene = .joining(JoinForm(joinReason, name: joinReason == .noClass ? "" : player.name))
  }

  mutating func joining(_ command: JoinForm.Command) -> [Effect] {
    guard case .joining(var form) = scene else { return [] }
    switch command {
    case .edit, .move:
      form.take(command)
      scene = .joining(form)
    case .enter:
      let order = form.entered()
      scene = .joining(form)
      return order.map { [.join($0)] } ?? []
    case .toMenu: scene = .menu(menu)
    case .giveUp: return [.giveUpJoining]
    case .yes: return answer(true)
    case .no: return answer(false)
    case .goOn: return changePupil()
    }
    return []
  }

  mutating func joiningPressed(_ target: Target) -> [Effect] {
    guard case .joining(var form) = scene else { return [] }
    switch (form.phase, target) {
    case (.editing, .joinField(let field)):
      form.focus = field
      scene = .joining(form)
    case (.asking, .yes): return answer(true)
    case (.asking, .no): return answer(false)
    case (.sending(isGivenUp: false), .no): return [.giveUpJoining]
    case (.joined, .goOn): return changePupil()
    default: break
    }
    return []
  }

  mutating func joiningPasted(_ text: String) {
    guard case .joining(var form) = scene, form.phase == .editing else { return }
    form.paste(text)
    scene = .joining(form)
  }

  mutating func joiningHeard(_ news: JoinNews) -> [Effect] {
    guard case .joining(var form) = scene else { return [] }
    switch news {
    case .asked(let question):
      if let answer = form.answer(to: question) { return [.answerJoining(answer)] }
      form.phase = .asking(question)
    case .givenUp: form.phase = .editing
    case .tooLateToGiveUp:
      // What came of it meanwhile says more.
      if case .sending = form.phase { form.phase = .sending(isGivenUp: true) }
    case .failed(let field, let sentence): form.stop(at: field, .refused(sentence))
    case .joined(let result): form.joined(result)
    }
    scene = .joining(form)
    return []
  }

  private mutating func answer(_ yes: Bool) -> [Effect] {
    guard case .joining(var form) = scene else { return [] }
    form.answered(yes)
    scene = .joining(form)
    return [.answerJoining(yes)]
  }

  /// Goes on as the new pupil; what the old one has won is sent, as when they leave.
  private mutating func changePupil() -> [Effect] {
    isLeaving = true
    return [.changePupil]
  }
}
