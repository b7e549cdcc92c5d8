public import Wire

/// How pupils get into the class, as the server said it last.
public enum InvitationPage: Hashable, Sendable {
  case loading
  case loaded(Invitation)
  case failed(String)
}
