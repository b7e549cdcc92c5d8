/// Who plays, as the head of the screen names them.
package struct Player: Hashable, Sendable {
  /// As it was given when the class was joined, or the local profile's.
  package var name: String
  /// The class that was joined; nil without one.
  package var className: String?

  /// A player of that name and class.
  package init(name: String, className: String? = nil) {
    self.name = name
    self.className = className
  }
}
