package import Languages
import Screen
package import Wire

/// What a pupil fills in to join a class without leaving the game.
package struct JoinForm: Hashable, Sendable {
  /// What can be filled in, in order.
  package enum Field: Int, Hashable, Sendable, CaseIterable {
    case line, name, pin, pinAgain
  }

  /// What the form is waiting for.
  package enum Phase: Hashable, Sendable {
    /// That it is filled in.
    case editing
    /// The server.
    ///
    /// - Parameter isGivenUp: The pupil does not want to wait any longer, which can't be helped any more.
    case sending(isGivenUp: Bool)
    /// The pupil's yes or no.
    case asking(String)
    /// That the pupil has read how it went.
    case joined(JoinResult)
  }

  /// What is wrong with a field.
  package struct Problem: Hashable, Sendable {
    /// Where it stands.
    package let field: Field
    package let reason: FieldProblem

    package init(field: Field, reason: FieldProblem) { (self.field, self.reason) = (field, reason) }
  }

  package typealias Reason = JoinReason

  /// Why the pupil joins.
  package let reason: Reason
  /// What it is waiting for.
  package internal(set) var phase: Phase = .editing
  /// The field that is typed into.
  package internal(set) var focus: Field = .line
  /// What was wrong when it was last looked at; nil once anything was changed.
  package internal(set) var problem: Problem?
  /// The name that stands there is the one of before, and nobody has touched it: what is typed takes its place.
  package private(set) var isNameOfBefore: Bool
  private var fields = Array(repeating: TextField(), count: Field.allCases.count)
  /// What the pupil said to questions that come again when they try again.
  private var answers: [String: Bool] = [:]

  /// An empty form.
  ///
  /// - Parameter name: The name as far as it is known.
  package init(_ reason: Reason, name: String = "") {
    self.reason = reason
    isNameOfBefore = !name.isEmpty
    self[.name] = TextField(name)
  }

  /// What stands in a field.
  package internal(set) subscript(field: Field) -> TextField {
    get { fields[field.rawValue] }
    set { fields[field.rawValue] = newValue }
  }

  /// True where a PIN as far as it was typed has something in it that no PIN has.
  package func hasNoDigits(_ field: Field) -> Bool {
    do throws(JoinRequest.Problem) { _ = try JoinRequest.pin(typed: self[field].text) } catch {
      return error == .noDigits
    }
    return false
  }

  /// The line as far as it was typed.
  package var line: Result<JoinLine, JoinLine.Problem> {
    Result { () throws(JoinLine.Problem) in try JoinLine(reading: self[.line].text) }
  }
}

extension JoinForm {
  /// Edits the field with the focus, or goes to another one.
  mutating func take(_ command: Command) {
    switch command {
    case .move(let distance, let around): moveFocus(by: distance, around: around)
    case .edit(let edit):
      if case .insert = edit { replaceNameOfBefore() }
      self[focus].apply(edit)
      problem = nil
      if focus == .name { isNameOfBefore = false }
    case .enter, .toMenu, .giveUp, .yes, .no, .goOn: break
    }
  }

  private mutating func replaceNameOfBefore() {
    guard focus == .name, isNameOfBefore else { return }
    (self[.name], isNameOfBefore) = (TextField(), false)
  }

  /// Puts pasted text in. Its line ends are spaces: a line on a board may take up two.
  mutating func paste(_ text: String) {
    problem = nil
    replaceNameOfBefore()
    let line = String(text.map { $0.isNewline || $0 == "\t" ? " " : $0 })
    self[focus].insert(focus == .line ? line : String(line.drop { $0 == " " }))
  }

  /// Goes on from a field that is right; gives what is to be done once the last one is.
  mutating func entered() -> JoinOrder? {
    if focus == .pinAgain { return order() }
    do throws(FieldProblem) { try check(focus) } catch {
      stop(at: focus, error)
      return nil
    }
    moveFocus(by: 1, around: false)
    return nil
  }

  /// Says what is wrong with a field, and goes there. A wrong PIN is typed anew.
  mutating func stop(at field: Field, _ reason: FieldProblem) {
    phase = .editing
    focus = field == .pinAgain ? .pin : field
    if focus == .pin { clearPINs() }
    problem = Problem(field: focus, reason: reason)
  }

  /// The class was joined; nothing secret is kept.
  mutating func joined(_ result: JoinResult) {
    clearPINs()
    phase = .joined(result)
  }

  /// The answer that the pupil gave to the same question before.
  func answer(to question: String) -> Bool? { answers[question] }

  mutating func answered(_ yes: Bool) {
    if case .asking(let question) = phase { answers[question] = yes }
    phase = .sending(isGivenUp: false)
  }

  private mutating func clearPINs() { (self[.pin], self[.pinAgain]) = (TextField(), TextField()) }

  private mutating func moveFocus(by distance: Int, around: Bool) {
    let (place, count) = (focus.rawValue + distance, Field.allCases.count)
    let next = around ? (place + count) % count : min(max(0, place), count - 1)
    focus = Field(rawValue: next) ?? focus
  }

  private mutating func order() -> JoinOrder? {
    for field in Field.allCases {
      do throws(FieldProblem) { try check(field) } catch {
        stop(at: field, error)
        return nil
      }
    }
    guard let line = try? line.get(), let name = try? JoinRequest.name(typed: self[.name].text),
      let pin = try? JoinRequest.pin(typed: self[.pin].text)
    else { return nil }
    phase = .sending(isGivenUp: false)
    return JoinOrder(line: line, name: name, pin: pin)
  }

  private func check(_ field: Field) throws(FieldProblem) {
    switch field {
    case .line:
      do throws(JoinLine.Problem) { _ = try line.get() } catch { throw .line(error) }
    case .name:
      do throws(JoinRequest.Problem) { _ = try JoinRequest.name(typed: self[.name].text) } catch {
        throw .request(error)
      }
    case .pin:
      do throws(JoinRequest.Problem) { _ = try JoinRequest.pin(typed: self[.pin].text) } catch {
        throw .request(error)
      }
    case .pinAgain:
      guard
        (try? JoinRequest.pin(typed: self[.pinAgain].text)) == (try? JoinRequest.pin(typed: self[.pin].text))
      else { throw .differentPINs }
    }
  }
}
