package import Languages
import Primitives
package import Screen

/// A key that does nothing now, and why.
package struct KeyRefusal: Hashable, Sendable {
  package let key: Key
  package let obstacle: KeyObstacle

  package init(key: Key, obstacle: KeyObstacle) { (self.key, self.obstacle) = (key, obstacle) }
}

/// What the keys of the screen do now, for footer and help.
package struct ScreenKeys: Hashable, Sendable {
  /// The screen's part of the help; nil where it has none.
  package let section: KeySection?
  /// What the footer can show, in order.
  package let hints: [KeyHint]

  package init(_ screen: KeyTable<some Sendable>, _ everywhere: KeyTable<some Sendable>) {
    section = screen.section
    // The way out stands last.
    let all = screen.hints + everywhere.hints
    hints = all.filter { !$0.isWayOut } + all.filter(\.isWayOut)
  }
}

extension App {
  /// What a key does whatever the screen is about.
  enum Command: Hashable, Sendable {
    case help, leave, leaveNow
    /// The terminal takes the key before it comes here.
    case suspend
  }

  private static let everywhere = KeyTable<Command>(
    .everywhere,
    [
      KeyLine(.thisHelp, (.function(1), .help), (.character("?"), .help), hint: (.help, 1)),
      KeyLine(.back, idle: [.escape], because: .nothingBehind),
      KeyLine(.leaveUnlessTyping, (.character("q"), .leave)),
      KeyLine(.leave, (.control("c"), .leave)),
      KeyLine(.toShell, (.control("z"), .suspend)),
    ])

  private static let leaving = KeyTable<Command>(lines: [
    KeyLine(nil, (.control("c"), .leaveNow), (.escape, .leaveNow), (.character("q"), .leaveNow)),
    KeyLine(idleTextBecause: .leaving),
  ])

  /// What the keys of the screen do now.
  package var keys: ScreenKeys {
    switch scene {
    case .menu(let menu): ScreenKeys(menu.keys(joining: joiningByKey), Self.everywhere)
    case .round(let round): ScreenKeys(round.keys, Self.everywhere)
    case .results(let results): ScreenKeys(results.keys, Self.everywhere)
    case .joining(let form): ScreenKeys(form.keys, Self.everywhere)
    }
  }

  /// The help: what acts everywhere, in the menu, in each game, and in the results.
  package var help: [KeySection] {
    let screens = [Self.everywhere.section, menu.keys(joining: joiningByKey).section]
    return (screens + Games.all.map(\.help) + [Results.help]).compactMap(\.self)
  }

  private var joiningByKey: JoinForm.Reason? { offersJoining ? joinReason : nil }

  mutating func keyPressed(_ key: Key, at now: Timestamp) -> [Effect] {
    refusal = nil
    if isLeaving { return obey(key, Self.leaving) { app, command in app.obey(command) } }
    if key == .control("c") { return leave() }
    if isHelpShown {
      isHelpShown = false
      return []
    }
    switch scene {
    case .menu:
      menu.notice = nil
      scene = .menu(menu)
      return obey(key, menu.keys(joining: joiningByKey)) { app, command in app.menu(command, at: now) }
    case .round(let round): return obey(key, round.keys) { app, command in app.round(command, at: now) }
    case .results(let results):
      return obey(key, results.keys) { app, command in app.results(command, at: now) }
    case .joining(let form): return obey(key, form.keys) { app, command in app.joining(command) }
    }
  }

  /// Does what the screen's table says of a key or, where it does not know it, what the key does everywhere.
  private mutating func obey<ScreenCommand>(
    _ key: Key, _ table: KeyTable<ScreenCommand>, _ run: (inout App, ScreenCommand) -> [Effect]
  ) -> [Effect] {
    switch table.action(for: key) {
    case .does(let command): return run(&self, command)
    case .not(let obstacle): refusal = KeyRefusal(key: key, obstacle: obstacle)
    case nil:
      switch isLeaving ? nil : Self.everywhere.action(for: key) {
      case .does(let command): return obey(command)
      case .not(let obstacle): refusal = KeyRefusal(key: key, obstacle: obstacle)
      case nil: refusal = KeyRefusal(key: key, obstacle: .unknownKey)
      }
    }
    return []
  }

  private mutating func obey(_ command: Command) -> [Effect] {
    switch command {
    case .help: isHelpShown = true
    case .leave: return leave()
    case .leaveNow: return [.leaveNow]
    case .suspend: break
    }
    return []
  }

  mutating func leave() -> [Effect] {
    isLeaving = true
    return [.playing(nil), .leave]
  }
}
