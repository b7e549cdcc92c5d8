/// Who joins a class, as they can be spoken to while it happens.
package struct JoinPerson: Sendable {
  /// Asks a question whose answer is yes or no, and waits for it. Who can't be asked says no.
  let agrees: @Sendable (_ question: String) -> Bool
  /// Tells a sentence.
  let tell: @Sendable (_ sentence: String) -> Void

  package init(
    agrees: @escaping @Sendable (_ question: String) -> Bool,
    tell: @escaping @Sendable (_ sentence: String) -> Void
  ) {
    (self.agrees, self.tell) = (agrees, tell)
  }
}
