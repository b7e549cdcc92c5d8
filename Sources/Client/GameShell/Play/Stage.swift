package import Game
package import Screen
package import Views

/// What the game stands on: the picture around it, and whatever else there hears of keys and news.
package protocol Stage {
  /// The whole screen, the game in its upper left corner.
  func draw(_ app: App, size: Size, now: Int64, look: Look) -> Frame

  /// A key on its way to the game: the one that the game gets, or nil where it was not for the game.
  mutating func took(_ key: Key) -> Key?

  /// Hears what other threads have to tell, before the game does.
  mutating func took(_ message: PlayMessage)

  /// The pupil leaves; the last flush begins after this.
  func willLeave()
}

/// Nothing but the game.
package struct BareStage: Stage {
  package func draw(_ app: App, size: Size, now: Int64, look: Look) -> Frame {
    Views.draw(app, size: size, now: now, look: look)
  }

  package func took(_ key: Key) -> Key? { key }

  package func took(_ message: PlayMessage) {}

  package func willLeave() {}
}
