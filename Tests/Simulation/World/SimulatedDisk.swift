import CSimulatedDisk
import Foundation
import TestSupport

/// The disks of a world: real files in memory, of which it is known what was synced.
final class SimulatedDisk {
  /// What a disk can do to a program.
  enum Fault: String, CaseIterable {
    case full, readOnly, stopped

    fileprivate var number: Int32 {
      switch self {
      case .full: Int32(GLOSA_DISK_FULL.rawValue)
      case .readOnly: Int32(GLOSA_DISK_READ_ONLY.rawValue)
      case .stopped: Int32(GLOSA_DISK_STOPPED.rawValue)
      }
    }
  }

  private let root = MemoryFolder()
  private var folders = 0

  /// - Throws: Where too many worlds are watched at once.
  init() throws {
    guard glosa_disk_watch(root.path) == 0 else { throw SimulationError("too many worlds at once") }
  }

  deinit { glosa_disk_forget(root.path) }

  /// A path for a new folder.
  func newFolder() -> String {
    folders += 1
    return root.path + "/\(folders)"
  }

  /// Copies a folder as it is in this moment, open files and all: to the copy it is as if it always lay there.
  func copy(_ folder: String) throws -> String {
    let copy = newFolder()
    try FileManager.default.copyItem(atPath: folder, toPath: copy)
    glosa_disk_settle(copy)
    return copy
  }

  /// Everything below a folder is on its disk.
  func settle(_ folder: String) { glosa_disk_settle(folder) }

  /// What is left of a folder after a loss of power in this moment.
  ///
  /// - Returns: Where it lies now, and how many writes and names are gone.
  func losePower(in folder: String, seed: UInt64) throws -> (folder: String, lost: Int) {
    let left = newFolder()
    let lost = glosa_disk_lose_power(folder, left, seed)
    guard lost >= 0 else { throw SimulationError("the disk can't be written as it was left") }
    return (left, Int(lost))
  }

  /// From now on, after so many more changes, this happens to what is written below a folder.
  func fail(_ folder: String, _ fault: Fault, after changes: Int = 0) {
    glosa_disk_fail(folder, fault.number, Int64(changes))
  }

  func heal(_ folder: String) { glosa_disk_heal(folder) }
}
