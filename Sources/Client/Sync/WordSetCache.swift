package import Primitives

/// Where the word sets that the server gave lie as files, for one student.
///
/// Called on the sync manager's queue alone.
package protocol WordSetCache: Sendable {
  /// The sets that lie there.
  func ids() -> [UniqueID]
  /// Puts a set's file there, in the place of an older one, whole or not at all.
  ///
  /// - Returns: False where it can't be written.
  func put(_ bytes: [UInt8], as id: UniqueID) -> Bool
  /// Takes a set away; nothing happens where there is none. Points won with it stay.
  func remove(_ id: UniqueID)
}
