import Primitives

/// Who a call is made as: the role and the claims that its transaction takes, and that end with it.
enum Caller: Hashable, Sendable {
  /// The server for itself: `service_role`, without claims.
  case service
  /// A student or a teacher: `authenticated`, with their id as the claim `sub`.
  case account(UniqueID)
}
