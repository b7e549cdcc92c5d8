import Files
import Synchronization

/// The right to send an outbox's events: one process at a time has it, and loses it with its life.
///
/// A lock of the operating system on `outbox.sender.lock` beside the database. Others go on enqueueing
/// meanwhile. Safe to use from any thread.
package final class SenderLock: Sendable {
  private struct State {
    var file: FileLock?
    var isHeld = false
    var isUnavailable = false
  }

  private let directories: [String]
  private let state = Mutex(State())

  /// A lock on the outbox of that data directory; not taken yet.
  ///
  /// - Parameter fallbacks: Where the lock file goes if the data directory may not be written: the journal's
  ///   directories, so that what is in the journal can be sent too. One that others may read or write is
  ///   skipped.
  package init(directory: String, fallbacks: [String] = []) { directories = [directory] + fallbacks }

  /// Takes the lock if no other sender has it; true also where this object has it already.
  ///
  /// False also where no lock file can be made anywhere; `isUnavailable` tells that apart.
  package func tryAcquire() -> Bool {
    state.withLock { state in
      if state.file?.isInPlace == false { (state.file, state.isHeld) = (nil, false) }
      if state.isHeld { return true }
      for (index, directory) in directories.enumerated() where state.file == nil {
        try? FileSystem.makeDirectory(directory)
        guard index == 0 || FileSystem.isPrivate(directory) else { continue }
        state.file = try? FileLock(path: "\(directory)/outbox.sender.lock")
      }
      state.isUnavailable = state.file == nil
      state.isHeld = state.file?.tryAcquire(.exclusive) ?? false
      return state.isHeld
    }
  }

  /// True where the last attempt failed because no directory can hold the lock file, and not because of
  /// another sender.
  package var isUnavailable: Bool { state.withLock { $0.isUnavailable } }

  /// Gives the lock back; nothing happens where it isn't held.
  package func release() {
    state.withLock { state in
      guard state.isHeld else { return }
      state.file?.release()
      state.isHeld = false
    }
  }
}
