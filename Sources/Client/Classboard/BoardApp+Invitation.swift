import Screen
import Wire

/// How pupils join, in the board's place.
extension BoardApp {
  /// True where that stands there: where the teacher wants it, and by itself while nobody has joined.
  package var isInvitationShown: Bool {
    invitation != nil && !isSearching && (wantsInvitation ?? (rows.isEmpty && connection == .live))
  }

  mutating func showInvitation(_ wants: Bool) -> [BoardEffect] {
    wantsInvitation = wants
    guard wants else { return [] }
    invitation = invitation ?? .loading
    return askForInvitation()
  }

  private mutating func askForInvitation() -> [BoardEffect] {
    awaitsInvitation = true
    return [.loadInvitation]
  }

  mutating func took(_ invitation: Invitation) {
    (self.invitation, awaitsInvitation) = (.loaded(invitation), false)
  }

  /// What was known stays where the teacher has not asked: the server may be away for a moment.
  mutating func invitationFailed(_ reason: String) {
    defer { awaitsInvitation = false }
    if case .loaded = invitation, !awaitsInvitation { return }
    invitation = .failed(reason)
  }
}
