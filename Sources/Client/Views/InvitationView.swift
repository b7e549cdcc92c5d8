import Classboard
import Game
import Languages
import QRCode
import Screen
import Wire

/// What pupils type to join, as large as a terminal can, and the same as a QR code where there is room for it.
struct InvitationView {
  let app: BoardApp
  let contents: InvitationPage
  let head: BoardHead
  let hasKeys: Bool
  let language: any Language

  /// Columns that the text beside a picture needs.
  private static let leastText = 28
  /// Rows that the text above a picture needs.
  private static let leastHeight = 9
  /// Columns of the band on either side of its longest row.
  private static let bandMargin = 3

  func draw(on canvas: inout Canvas) {
    let size = canvas.screen.size
    let margin = size.columns >= 60 ? 2 : 1
    let width = size.columns - 2 * margin
    let body = Rect(column: margin, row: 0, width: width, height: size.rows - 1)
    drawFoot(on: &canvas, in: Rect(column: margin, row: size.rows - 1, width: width, height: 1))
    guard case .loaded(let invitation) = contents, invitation.isJoinable, invitation.reachesPupils,
      let line = invitation.lines.first
    else {
      return stack(sentences, canvas.glyphSet, width).draw(on: &canvas, in: body)
    }
    let picture = canvas.glyphSet == .ascii ? nil : QRCode(line.description).map(CodePicture.init)
    guard let picture else {
      return stack(line, invitation, canvas.glyphSet, body, hasPicture: false).draw(on: &canvas, in: body)
    }
    // Above one another the line stays in one piece; beside one another both are there on the usual screen.
    let spare = body.height - picture.lines.count
    if spare >= Self.leastHeight, width >= picture.width {
      let above = Rect(
        column: margin, row: (spare - Self.leastHeight) / 3, width: width,
        height: Self.leastHeight + (spare - Self.leastHeight) / 3)
      stack(line, invitation, canvas.glyphSet, above, hasPicture: true).draw(on: &canvas, in: above)
      return picture.draw(
        on: &canvas.screen, column: body.column + (width - picture.width) / 2, row: above.row + above.height)
    }
    var beside = body
    beside.width -= picture.width + 2
    guard beside.width >= Self.leastText, body.height >= picture.lines.count else {
      return stack(line, invitation, canvas.glyphSet, body, hasPicture: false).draw(on: &canvas, in: body)
    }
    stack(line, invitation, canvas.glyphSet, beside, hasPicture: true, isApart: true).draw(
      on: &canvas, in: beside)
    picture.draw(
      on: &canvas.screen, column: body.column + width - picture.width,
      row: (body.height - picture.lines.count) / 2)
  }

  /// What there is to say where there is nothing to type.
  private var sentences: [String] {
    switch contents {
    case .loading: [language.pageLoading]
    case .failed(let reason): [reason, language.boardTryAgain]
    case .loaded(let invitation):
      if !invitation.isJoinable {
        language.invitationClosed(app.schoolClass.name, code: app.schoolClass.code)
      } else if invitation.hasNoNetwork {
        [language.invitationNoNetwork, language.invitationLineAppears]
      } else {
        language.invitationLoopback
          + invitation.lines.prefix(1).map { "\(language.invitationOnThisComputer) \($0)" }
      }
    }
  }

  private func stack(_ sentences: [String], _ glyphSet: GlyphSet, _ width: Int) -> Stack {
    var stack = Stack()
    stack.centred([language.invitationTitle(app.schoolClass.name)], .dim, .useful)
    stack.space()
    for (index, text) in sentences.enumerated() {
      stack.centred(glyphSet.wrapped(text, to: width), index == 0 ? .title : .text, .essential)
    }
    return stack
  }

  /// - Parameter isApart: Each piece of the line stands on a row of its own.
  private func stack(
    _ line: JoinLine, _ invitation: Invitation, _ glyphSet: GlyphSet, _ rect: Rect, hasPicture: Bool,
    isApart: Bool = false
  ) -> Stack {
    var stack = Stack()
    stack.centred([language.invitationTitle(app.schoolClass.name)], .title, .useful)
    stack.space(2)
    let pieces = line.pieces
    let rows = (isApart ? pieces : Self.joined(pieces, glyphSet, rect.width)).flatMap { row in
      // Only what is too long for a row is broken: that would close the gaps between the pieces.
      glyphSet.columns(of: row) <= rect.width ? [row] : glyphSet.wrapped(row, to: rect.width)
    }
    addBand(rows, to: &stack, glyphSet, in: rect)
    stack.space()
    stack.centred(glyphSet.wrapped(language.invitationHowToType, to: rect.width), .text, .useful)
    let more = language.invitationWhatIsTheSame + (hasPicture ? " " + language.invitationSameAsPicture : "")
    stack.centred(glyphSet.wrapped(more, to: rect.width), .dim, .nicety)
    let others = invitation.lines.dropFirst().map(\.address)
    if !others.isEmpty {
      stack.space()
      stack.centred(glyphSet.wrapped(language.invitationOthers, to: rect.width), .dim, .detail)
      stack.centred(glyphSet.wrapped(others.joined(separator: ", "), to: rect.width), .text, .detail)
    }
    return stack
  }

  /// Adds the rows of a line on one surface: what is seen first from the last bench, and seen to be one.
  private func addBand(_ rows: [String], to stack: inout Stack, _ glyphSet: GlyphSet, in rect: Rect) {
    let edge = rect.height >= Self.leastHeight ? 1 : 0
    let width = min(rect.width, 2 * Self.bandMargin + (rows.map { glyphSet.columns(of: $0) }.max() ?? 0))
    stack.add(rows.count + 2 * edge, .essential) { canvas, rect in
      let band = Rect(
        column: rect.column + (rect.width - width) / 2, row: rect.row, width: width, height: rect.height)
      canvas.screen.fill(band, style: .selected)
      for (index, row) in rows.enumerated() {
        canvas.screen.putCentred(row, in: band, row: band.row + edge + index, style: .selected)
      }
    }
  }

  /// The pieces in as few rows as they fit into, wide apart where there is room.
  private static func joined(_ pieces: [String], _ glyphSet: GlyphSet, _ width: Int) -> [String] {
    let wide = pieces.joined(separator: "   ")
    if glyphSet.columns(of: wide) <= width { return [wide] }
    return pieces.reduce(into: []) { rows, piece in
      guard let last = rows.last, glyphSet.columns(of: last + " " + piece) <= width else {
        return rows.append(piece)
      }
      rows[rows.count - 1] = last + " " + piece
    }
  }

  private func drawFoot(on canvas: inout Canvas, in rect: Rect) {
    let states = head.connectionTexts(on: &canvas)
    let counts = canvas.language.invitationJoined(app.count)
    let hints = hasKeys ? Hints.variants(app.keys.hints, unless: app.refusal, in: language) : []
    let left = [(states.first, counts.first), (states.last, counts.last)].map { state, count in
      [Span(state ?? "", head.connectionStyle), Span(" · ", .dim), Span(count ?? "")]
    }
    let variants = left.flatMap { spans in hints.map { (spans, $0) } } + left.map { ($0, []) }
    let chosen = variants.first { spans, keys in
      canvas.glyphSet.columns(of: spans) + 3 + canvas.glyphSet.columns(of: keys) <= rect.width
    }
    let (spans, keys) = chosen ?? (left[1], [])
    canvas.screen.put(spans, column: rect.column, row: rect.row, maxWidth: rect.width)
    canvas.screen.put(
      keys, column: rect.column + rect.width - canvas.glyphSet.columns(of: keys), row: rect.row)
  }
}
