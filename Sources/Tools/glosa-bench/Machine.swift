import Foundation
import Primitives

/// What the figures depend on beside the program: facts of this computer, and how busy it was at the start.
struct Machine {
  let processor: String
  let cores: Int
  let kernel: String
  /// Processes that wanted to run, on average over the last minute.
  let load: Double
  /// The type of the file system that the temporary folder lies on.
  let fileSystem: String
  let folder: String
  /// Appending a page of 4 KiB to a file there and syncing it.
  let sync: Samples

  /// Whether the compiler optimised this program.
  static var build: String {
    #if DEBUG
      "debug"
    #else
      "release"
    #endif
  }

  /// Looks around, and measures the disk under `folder`.
  init(folder: String) throws {
    self.folder = folder
    cores = ProcessInfo.processInfo.activeProcessorCount
    kernel = Self.firstLine(of: "/proc/sys/kernel/osrelease")
    load = Double(Self.firstLine(of: "/proc/loadavg").split(separator: " ").first ?? "") ?? .nan
    processor = Self.processor
    fileSystem = Self.fileSystem(of: folder)
    sync = try Self.timeSync(in: folder)
  }

  /// The object for programs.
  var json: JSON {
    [
      "processor": .string(processor), "cores": .integer(cores), "kernel": .string(kernel),
      "load_1min": .rounded(load), "folder": .string(folder), "file_system": .string(fileSystem),
      "fsync_ms": ["median": .rounded(sync.median), "p95": .rounded(sync.p95)],
    ]
  }

  /// The lines for people.
  var lines: [String] {
    var lines = [
      "build    \(Self.build)",
      "machine  \(processor), \(cores) cores, Linux \(kernel), load average \(load.decimals(2))",
      "disk     \(folder) (\(fileSystem)): fsync of 4 KiB \(sync.median.decimals(3)) ms, "
        + "p95 \(sync.p95.decimals(3)) ms",
    ]
    if ["tmpfs", "ramfs"].contains(fileSystem) {
      lines.append("note     this folder is in memory, where fsync costs nothing; name a disk by --directory")
    }
    if Self.build == "debug" {
      lines.append("note     a debug build says little about speed; run it with: swift run -c release")
    }
    return lines
  }

  private static var processor: String {
    let text = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
    let line = text.split(separator: "\n").first { $0.hasPrefix("model name") }
    return line?.split(separator: ":").last?.trimmingCharacters(in: .whitespaces) ?? "unknown processor"
  }

  private static func firstLine(of path: String) -> String {
    let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
    return text.split(separator: "\n").first.map(String.init) ?? "unknown"
  }

  /// The type of the mount with the longest path that leads to `path`; proc(5) tells of the table.
  private static func fileSystem(of path: String) -> String {
    let table = (try? String(contentsOfFile: "/proc/self/mounts", encoding: .utf8)) ?? ""
    let mounts = table.split(separator: "\n").map { $0.split(separator: " ") }.filter { $0.count > 2 }
    let above = mounts.filter { mount in
      mount[1] == "/" || path == mount[1] || path.hasPrefix(mount[1] + "/")
    }
    return above.max { $0[1].count < $1[1].count }.map { String($0[2]) } ?? "unknown"
  }

  private static func timeSync(in folder: String) throws -> Samples {
    let path = folder + "/sync"
    let descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw BenchmarkError("\(path) can't be made; name a folder by --directory.")
    }
    defer {
      close(descriptor)
      unlink(path)
    }
    let page = [UInt8](repeating: 0x47, count: 4096)
    var samples = Samples()
    for _ in 0..<100 {
      let isDone = samples.time {
        write(descriptor, page, page.count) == page.count && fsync(descriptor) == 0
      }
      guard isDone else { throw BenchmarkError("\(path) can't be written; is the disk full?") }
    }
    return samples
  }
}
