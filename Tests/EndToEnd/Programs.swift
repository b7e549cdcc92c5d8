import Foundation
import TestSupport

/// The programs under test: those of the same build as this test bundle.
enum Programs {
  static let glosa = folder + "/glosa"
  static let server = folder + "/glosa-server"
  /// A library to be preloaded: see `Clock`.
  static let wrongClock: String = {
    let (source, library) = (
      #filePath.replacingOccurrences(of: "Programs.swift", with: "WrongClock.c"), folder + "/libWrongClock.so"
    )
    // Clang comes with Swift, and a C compiler with what Swift needs to link.
    let isMade = ["clang", "cc"].contains { compiler in
      ChildProgram.run("/usr/bin/env", [compiler, "-shared", "-fPIC", "-O", "-o", library, source])
    }
    // Without it every clock would be right, and the tests would prove nothing.
    precondition(isMade, "\(source) can't be compiled")
    return library
  }()

  /// The folder of the bundle, found among this process's mappings: the runner itself lies elsewhere.
  private static let folder: String = {
    let maps = (try? String(contentsOfFile: "/proc/self/maps", encoding: .utf8)) ?? ""
    for line in maps.split(separator: "\n") {
      guard let start = line.firstIndex(of: "/") else { continue }
      let path = String(line[start...])
      if path.hasSuffix(".xctest") { return (path as NSString).deletingLastPathComponent }
    }
    return (CommandLine.arguments[0] as NSString).deletingLastPathComponent
  }()
}

typealias Finished = Program.Finished

/// Waits until something is so, looking often; false where it does not come to be within `seconds`.
///
/// The one place where these tests look again and again instead of being woken: for what no event tells of. A terminal's
/// screen has to be asked for, and so has a process that is not a child, or a server's answer that others change. Whatever
/// does tell is waited for itself: the end of a program, a line of its output, a write (`FolderWatch`), a `Watched` value.
func eventually(within seconds: Double = 20, _ condition: () throws -> Bool) rethrows -> Bool {
  let deadline = Date().addingTimeInterval(seconds)
  repeat {
    if try condition() { return true }
    _ = poll(nil, 0, 15)
  } while Date() < deadline
  return try condition()
}
