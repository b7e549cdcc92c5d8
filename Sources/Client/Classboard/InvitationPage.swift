package import Wire

/// How pupils get into the class, as the server said it last.
package enum InvitationPage: Hashable, Sendable {
  case loading
  case loaded(Invitation)
  case failed(String)
}
