import Classboard
import Game
import Languages
import Primitives
import Screen

@testable import Views

// The pictures, in English.

extension Views {
  static func draw(_ app: App, size: Size, now: Int64, glyphSet: GlyphSet = .unicode) -> Frame {
    draw(app, size: size, now: now, glyphSet: glyphSet, language: English())
  }
}

extension BoardViews {
  static func draw(
    _ app: BoardApp, size: Size, now: Int64, wallClock: Timestamp,
    place: LocalTime = LocalTime(offsetSeconds: 0), glyphSet: GlyphSet = .unicode, hasKeys: Bool = true
  ) -> Frame {
    draw(
      app, size: size, now: now, wallClock: wallClock, place: place, glyphSet: glyphSet, language: English(),
      hasKeys: hasKeys)
  }
}

extension DemoViews {
  static func draw(_ app: App, _ scene: DemoScene, size: Size, now: Int64, wallClock: Timestamp) -> Frame {
    draw(app, scene, size: size, now: now, wallClock: wallClock, language: English())
  }
}
