import Dispatch
import Game
import Profile
import Synchronization
import Wire

/// One attempt of a game to join a class, on a thread of its own: it waits for the server, and for a person's answers, while the
/// game goes on.
package final class JoinAttempt: Sendable {
  private enum Stage {
    /// Nothing is changed yet, here or at the server.
    case meeting
    case givenUp
    case joining
  }

  private let stage = Mutex(Stage.meeting)
  private let answer = Mutex(false)
  private let isAnswered = DispatchSemaphore(value: 0)
  private let news: @Sendable (JoinNews) -> Void

  /// Starts at once.
  ///
  /// - Parameter news: Hears what becomes of it, on the attempt's thread; nothing more once it was given up.
  init(_ order: JoinOrder, in directories: Directories, news: @escaping @Sendable (JoinNews) -> Void) {
    self.news = news
    DispatchQueue(label: "glosa.join").async { @Sendable [self] in run(order, directories) }
  }

  /// The pupil does not want to wait any longer. Once the server was asked to let them in, they must: it may have done so.
  func giveUp() {
    let isGivenUp = stage.withLock { stage in
      if stage == .meeting { stage = .givenUp }
      return stage == .givenUp
    }
    // It may wait for an answer that does not come any more.
    if isGivenUp { isAnswered.signal() }
    news(isGivenUp ? .givenUp : .tooLateToGiveUp)
  }

  /// The answer to the question that was asked.
  func answered(_ yes: Bool) {
    answer.withLock { $0 = yes }
    isAnswered.signal()
  }

  private func run(_ order: JoinOrder, _ directories: Directories) {
    let notes = Mutex<[String]>([])
    let person = JoinPerson(
      agrees: { [self] question in
        guard tell(.asked(question)) else { return false }
        isAnswered.wait()
        return answer.withLock { $0 }
      }, tell: { note in notes.withLock { $0.append(note) } })
    do throws(CommandFailure) {
      let joining = try Joining(
        Joining.Destination(line: order.line, authorities: nil), in: directories, bringsPoints: nil,
        person: person)
      let applicant = joining.applicant(named: order.name)
      guard begin() else { return }
      let outcome = try joining.join(applicant, pin: order.pin)
      let all = notes.withLock { $0 } + (outcome.problem.map { [$0.sentence] } ?? [])
      tell(
        .joined(JoinResult(className: outcome.account.className, name: outcome.account.name, notes: all)))
    } catch {
      tell(.failed(error.field, error.sentence))
    }
  }

  /// From now on it is too late to give up; false where that has happened.
  private func begin() -> Bool {
    stage.withLock { stage in
      guard stage == .meeting else { return false }
      stage = .joining
      return true
    }
  }

  @discardableResult
  private func tell(_ news: JoinNews) -> Bool {
    // Under the lock, so that nothing is told once it was given up.
    stage.withLock { stage in
      guard stage != .givenUp else { return false }
      self.news(news)
      return true
    }
  }
}

extension CommandFailure {
  /// The field of the form that it is about; the line where it is about none.
  fileprivate var field: JoinForm.Field {
    switch code {
    case Problem.wrongPIN, Problem.badPIN, Problem.tooManyPINs: .pin
    case Problem.badName: .name
    default: .line
    }
  }
}
