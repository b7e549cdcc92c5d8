package import Profile
package import Terminal

extension Terminal {
  /// The terminal of this process, as a command needs it.
  package static func opened() throws(CommandFailure) -> Terminal {
    do {
      return try Terminal()
    } catch {
      throw CommandFailure(.badUsage, error.spoken)
    }
  }
}
