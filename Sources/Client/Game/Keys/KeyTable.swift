package import Languages
package import Screen

/// What the keys of a screen do, written down once: the handler obeys it, and footer and help show it.
package struct KeyTable<Command: Sendable>: Sendable {
  /// What the help calls the screen; nil for a screen that is too short-lived to have a part of the help.
  package let title: KeySection.Title?
  /// In the order in which footer and help show them. The first line that knows a key decides.
  package let lines: [KeyLine<Command>]

  package init(_ title: KeySection.Title?, _ lines: [KeyLine<Command>]) {
    (self.title, self.lines) = (title, lines)
  }

  /// A table of which the help says nothing.
  package init(lines: [KeyLine<Command>]) { self.init(nil, lines) }

  /// What a key does here; nil where the table does not know it.
  package func action(for key: Key) -> KeyAction<Command>? {
    for line in lines {
      if let action = line.action(for: key) { return action }
    }
    return nil
  }

  /// The table as the help shows it; nil without a title.
  package var section: KeySection? {
    title.map { KeySection(title: $0, lines: lines.compactMap(\.told)) }
  }

  /// What the footer can show, in order.
  package var hints: [KeyHint] { lines.compactMap { $0.obstacle == nil ? $0.hint : nil } }
}

/// What a key does: its command, or nothing for that reason.
package enum KeyAction<Command: Sendable>: Sendable {
  case does(Command)
  case not(KeyObstacle)
}

/// Keys that belong together: one line of the help.
package struct KeyLine<Command: Sendable>: Sendable {
  /// Which keys, and what each asks for.
  private enum Keys: Sendable {
    case each([(key: Key, command: Command)])
    case digits(ClosedRange<Int>, @Sendable (Int) -> Command)
    case text(@Sendable (Character) -> Command)
    case idle([Key])
    case idleText
  }

  private let keys: Keys
  /// How many of the keys are told of; the others are known from other programs.
  private let toldCount: Int
  /// What the help says of them; nil where it says nothing.
  let meaning: KeyMeaning?
  /// Why they do nothing now; nil where they do.
  private(set) var obstacle: KeyObstacle?
  /// What the footer says of them; nil where it says nothing.
  let hint: KeyHint?

  /// Keys with a command each.
  ///
  /// - Parameters:
  ///   - also: Keys that do the same as those and are not told of.
  ///   - hint: What the footer says of the first key, and how long it keeps its place: 1 stays longest.
  package init(
    _ meaning: KeyMeaning?, _ keys: (Key, Command)..., also others: [(Key, Command)] = [],
    hint: (meaning: KeyMeaning, rank: Int)? = nil, target: Target? = nil, unless obstacle: KeyObstacle? = nil
  ) {
    self.keys = .each((keys + others).map { (key: $0.0, command: $0.1) })
    toldCount = keys.count
    self.meaning = meaning
    self.obstacle = obstacle
    self.hint = hint.flatMap { hint in
      keys.first.map { KeyHint(keys: [.key($0.0)], meaning: hint.meaning, rank: hint.rank, target: target) }
    }
  }

  /// Digits, each with the command for its number.
  package init(
    _ meaning: KeyMeaning?, digits: ClosedRange<Int>, unless obstacle: KeyObstacle? = nil,
    _ command: @escaping @Sendable (Int) -> Command
  ) {
    keys = .digits(digits, command)
    (toldCount, self.meaning, self.obstacle, hint) = (1, meaning, obstacle, nil)
  }

  /// All characters, each with the command for it.
  package init(text command: @escaping @Sendable (Character) -> Command) {
    keys = .text(command)
    (toldCount, meaning, obstacle, hint) = (0, nil, nil, nil)
  }

  /// Keys that do nothing on this screen.
  package init(_ meaning: KeyMeaning? = nil, idle keys: [Key], because obstacle: KeyObstacle) {
    self.keys = .idle(keys)
    (toldCount, self.meaning, self.obstacle, hint) = (keys.count, meaning, obstacle, nil)
  }

  /// Characters do nothing on this screen.
  package init(idleTextBecause obstacle: KeyObstacle) {
    keys = .idleText
    (toldCount, meaning, self.obstacle, hint) = (0, nil, obstacle, nil)
  }

  /// What a key does by this line; nil where it is none of its keys.
  func action(for key: Key) -> KeyAction<Command>? {
    guard let command = command(for: key) else { return isIdle(key) ? obstacle.map { .not($0) } : nil }
    return obstacle.map { .not($0) } ?? .does(command)
  }

  private func command(for key: Key) -> Command? {
    switch (keys, key) {
    case (.each(let keys), _): keys.first { $0.key == key }?.command
    case (.digits(let digits, let command), .character(let character)):
      character.wholeNumberValue.flatMap { digits.contains($0) ? command($0) : nil }
    case (.text(let command), .character(let character)): command(character)
    case (.digits, _), (.text, _), (.idle, _), (.idleText, _): nil
    }
  }

  private func isIdle(_ key: Key) -> Bool {
    switch (keys, key) {
    case (.idle(let keys), _): keys.contains(key)
    case (.idleText, .character): true
    default: false
    }
  }

  /// The same line where those keys do nothing for that reason; nil where they do.
  func unless(_ obstacle: KeyObstacle?) -> KeyLine {
    var line = self
    line.obstacle = obstacle
    return line
  }

  /// The line of the help; nil where it has none.
  var told: KeySection.Line? {
    guard let meaning else { return nil }
    switch keys {
    case .each(let keys):
      return KeySection.Line(keys: keys.prefix(toldCount).map { .key($0.key) }, meaning: meaning)
    case .digits(let digits, _): return KeySection.Line(keys: [.digits(digits)], meaning: meaning)
    case .idle(let keys): return KeySection.Line(keys: keys.map { .key($0) }, meaning: meaning)
    case .text, .idleText: return nil
    }
  }
}

extension KeyLine {
  /// Choosing by number among that many, with a word for whoever presses a digit beyond.
  package static func numbers(
    _ meaning: KeyMeaning?, upTo count: Int, _ command: @escaping @Sendable (Int) -> Command
  ) -> [KeyLine] {
    let last = min(count, 9)
    var lines: [KeyLine] = []
    if last > 0 { lines.append(KeyLine(meaning, digits: 1...last, command)) }
    let beyond = (1...9).dropFirst(last).map { Key.character(Character("\($0)")) }
    lines.append(KeyLine(idle: beyond, because: .onlySoMany(last)))
    return lines
  }
}
