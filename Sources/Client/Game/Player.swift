/// Who plays, as the head of the screen names them.
public struct Player: Hashable, Sendable {
  /// As it was given when the class was joined, or the local profile's.
  public var name: String
  /// The class that was joined; nil without one.
  public var className: String?

  /// A player of that name and class.
  public init(name: String, className: String? = nil) {
    self.name = name
    self.className = className
  }
}
