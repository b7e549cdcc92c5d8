/// What a cell is for. The terminal maps each role to a colour or an attribute, one mapping per scheme, so that
/// nothing that draws ever names a colour.
package enum Style: UInt8, Hashable, Sendable, CaseIterable {
  /// What is read, what is secondary, what heads a screen.
  case text, dim, title
  /// The one accent colour: what the eye should find first.
  case accent
  /// Rules and boxes; those around what has the focus.
  case border, focusedBorder
  /// Points on this computer only, and points that the server has.
  case pending, confirmed
  /// The verdicts.
  case right, almost, wrong
  /// A letter of an answer that differs from what was right, and one of what was right.
  case wrongLetter, rightLetter
  /// The chosen row of a list that has the focus, and of one that has not.
  case selected, chosen
  /// What a pupil types.
  case field
  /// The name of a key in a hint.
  case key
  /// The filled and the empty part of a bar.
  case bar, barTrough
  /// What a camera reads: dark on light whatever the theme.
  case code
  /// The status bar, in the order of urgency.
  case statusGood, statusBusy, statusOffline, statusAttention, statusBad
}
