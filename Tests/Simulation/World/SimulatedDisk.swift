import CSimulatedDisk
import Foundation
import TestSupport

/// The disks of a world: a folder in memory each, of which it is known what was synced. What they do at a loss of power is said
/// in CSimulatedDisk.h.
///
/// Not for sharing between threads; what is written to the folders may come from any.
final class SimulatedDisk {
  /// What a disk can do to a program.
  enum Fault: String, CaseIterable {
    /// What would take room fails; the first write that does so in part.
    case full
    case readOnly
    /// Nothing more is written: the program was killed before.
    case stopped
    /// What was written before a sync that failed never reaches the disk, whatever the next one says.
    case ioError

    fileprivate var kind: glosa_disk_fault {
      switch self {
      case .full: GLOSA_DISK_FULL
      case .readOnly: GLOSA_DISK_READ_ONLY
      case .stopped: GLOSA_DISK_STOPPED
      case .ioError: GLOSA_DISK_IO_ERROR
      }
    }
  }

  private let root = MemoryFolder()
  private var folders: [String] = []
  private let flags: UInt32

  /// - Parameter strictNames: True where a name lasts once its directory is synced, and no sooner, as POSIX says; else as ext4
  ///   has it.
  init(strictNames: Bool = false) { flags = strictNames ? GLOSA_DISK_STRICT_NAMES.rawValue : 0 }

  deinit { for folder in folders { glosa_disk_forget(folder) } }

  private func newPath() -> String {
    folders.append(root.path + "/\(folders.count + 1)")
    return folders[folders.count - 1]
  }

  /// A path for a new folder, which is a disk of its own.
  func newFolder() -> String {
    let folder = newPath()
    glosa_disk_watch(folder, flags)
    return folder
  }

  /// Copies a folder as it is in this moment, open files and all: to the copy it is as if it always lay there.
  func copy(_ folder: String) throws -> String {
    let copy = newPath()
    try FileManager.default.copyItem(atPath: folder, toPath: copy)
    glosa_disk_watch(copy, flags)
    return copy
  }

  /// Everything on a disk is there to stay: the host put it there.
  func settle(_ folder: String) { glosa_disk_settle(folder) }

  /// What is left of a folder after a loss of power in this moment.
  ///
  /// - Parameter inAnyOrder: True where any of a file's writes may be lost, not only the last.
  /// - Returns: Where it lies now, and how many writes and names are gone.
  func losePower(in folder: String, seed: UInt64, inAnyOrder: Bool = false) throws -> (
    folder: String, lost: Int
  ) {
    let left = newPath()
    let lost = glosa_disk_lose_power(folder, left, seed, inAnyOrder ? GLOSA_DISK_ANY_ORDER.rawValue : 0)
    guard lost >= 0 else { throw SimulationError("the disk can't be written as it was left") }
    return (left, Int(lost))
  }

  /// From now on, after so many more changes that it would hinder, this happens to what is written below a folder.
  func fail(_ folder: String, _ fault: Fault, after changes: Int = 0) {
    glosa_disk_fail(folder, fault.kind, Int64(changes))
  }

  /// A folder's disk is as it should be.
  func heal(_ folder: String) { glosa_disk_heal(folder) }

  /// How many writes, truncations, syncs and changes of names the disk of a folder has had.
  func changes(in folder: String) -> Int { Int(glosa_disk_changes(folder)) }

  /// Turns one bit of a file over, for good; false where it has none.
  func flipBit(of path: String, seed: UInt64) -> Bool { glosa_disk_flip(path, seed) >= 0 }
}
