import Files
package import Languages

/// The language that this program speaks. Chosen once, for everything that is said outside the pure modules, which are handed
/// it.
package enum Spoken {
  package static let language: any Language = English()
}

extension Sayable {
  /// As this program says it.
  package var spoken: String { text(in: Spoken.language) }
}

extension FileError: Sayable {
  /// A sentence: what can't be done with which file, and why.
  package func text(in language: any Language) -> String {
    let reason = cause.plainReason
    return switch action {
    case .read: language.cannotRead(path, reason: reason)
    case .write: language.cannotWrite(path, reason: reason)
    case .remove: language.cannotRemove(path, reason: reason)
    case .makeFolder: language.cannotMakeFolder(path, reason: reason)
    }
  }
}
