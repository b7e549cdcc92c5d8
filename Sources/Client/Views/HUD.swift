import Game
import Languages
import Screen
import XP

/// The head of the screen: who plays, the level, the points that the server has, and those on their way.
struct HUD {
  let player: Player
  let status: SyncStatus
  let language: any Language

  /// What is shown where there is less and less room.
  private struct Variant {
    var hasBrand = false
    var hasClass = false
    var barWidth = 0
    var hasProgress = false
    var hasLevel = true
  }

  private static let variants = [
    Variant(hasBrand: true, hasClass: true, barWidth: 16, hasProgress: true),
    Variant(hasBrand: true, hasClass: true, barWidth: 10, hasProgress: true),
    Variant(hasBrand: true, hasClass: true, barWidth: 10),
    Variant(hasClass: true, barWidth: 10),
    Variant(hasClass: true, barWidth: 6),
    Variant(hasClass: true),
    Variant(barWidth: 6),
    Variant(),
    Variant(hasLevel: false),
  ]

  func draw(on canvas: inout Canvas, in rect: Rect) {
    let variant =
      Self.variants.first { variant in
        let width = canvas.glyphSet.columns(of: left(variant)) + rightWidth(variant, canvas.glyphSet)
        return width + 2 <= rect.width
      } ?? Variant(hasLevel: false)
    let width = rightWidth(variant, canvas.glyphSet)
    canvas.screen.put(
      left(variant), column: rect.column, row: rect.row, maxWidth: max(0, rect.width - width - 2))
    // Before anything is known of the points no figure is shown that would be taken back.
    guard status.state != .opening else { return }

    var column = rect.column + rect.width - width
    let level = Level(totalXP: status.optimisticTotal)
    if variant.hasLevel {
      column +=
        canvas.screen.put(language.level(level.number), column: column, row: rect.row, style: .dim) + 1
    }
    if variant.barWidth > 0 {
      canvas.screen.bar(
        part: level.progress, whole: level.cost, column: column, row: rect.row, width: variant.barWidth)
      column += variant.barWidth + 1
    }
    if variant.hasProgress {
      column += canvas.screen.put(progress(level), column: column, row: rect.row, style: .dim) + 1
    }
    if variant.hasLevel { column += 2 }
    canvas.screen.put(points, column: column, row: rect.row)
  }

  private func left(_ variant: Variant) -> [Span] {
    var spans: [Span] = []
    if variant.hasBrand { spans += [Span(language.brand, .accent), Span("   ")] }
    spans.append(Span(player.name, .title))
    if variant.hasClass, let className = player.className {
      spans.append(Span(language.ofClass(className), .dim))
    }
    return spans
  }

  private func rightWidth(_ variant: Variant, _ glyphSet: GlyphSet) -> Int {
    let level = Level(totalXP: status.optimisticTotal)
    var width = glyphSet.columns(of: points)
    if variant.hasLevel { width += glyphSet.columns(of: language.level(level.number)) + 1 + 2 }
    if variant.barWidth > 0 { width += variant.barWidth + 1 }
    if variant.hasProgress { width += glyphSet.columns(of: progress(level)) + 1 }
    return width
  }

  private func progress(_ level: Level) -> String {
    language.levelProgress(level.progress, of: level.cost)
  }

  /// Without a class nothing is on its way anywhere: what is saved here is the total.
  private var points: [Span] {
    if status.state == .local { return [Span(language.points(status.optimisticTotal), .title)] }
    var spans = [Span(language.points(status.total?.totalXP ?? 0), .title)]
    if status.pendingXP > 0 {
      spans += [Span(" "), Span(language.pendingPoints(status.pendingXP), .pending)]
    }
    return spans
  }
}
