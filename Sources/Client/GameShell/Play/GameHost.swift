package import Game
import Languages
import Profile
package import Screen
package import Views

/// The surroundings of the game: the picture around it, and whatever else there hears of keys and news.
package protocol GameHost {
  /// The whole screen, the game in its upper left corner.
  func draw(_ app: App, size: Size, now: Int64, glyphSet: GlyphSet) -> Frame

  /// A key on its way to the game: the one that the game gets, or nil where it was not for the game.
  mutating func handle(_ key: Key) -> Key?

  /// Hears what other threads have to tell, before the game does.
  mutating func handle(_ message: PlayMessage)

  /// The pupil leaves; the last flush begins after this.
  func willLeave()
}

/// Nothing but the game.
package struct PlainHost: GameHost {
  package func draw(_ app: App, size: Size, now: Int64, glyphSet: GlyphSet) -> Frame {
    Views.draw(app, size: size, now: now, glyphSet: glyphSet, language: Spoken.language)
  }

  package func handle(_ key: Key) -> Key? { key }

  package func handle(_ message: PlayMessage) {}

  package func willLeave() {}
}
