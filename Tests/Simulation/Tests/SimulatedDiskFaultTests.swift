import Files
import Glibc
import Synchronization
import TestScopes
import TestSupport
import Testing

@testable import Simulation

/// What a simulated disk does to programs while it has power, and to whom.
@Suite("A simulated disk that fails", .ownThread())
struct SimulatedDiskFaultTests {
  private let disk = SimulatedDisk()

  private func makeFolder() -> String {
    let folder = disk.newFolder()
    mkdir(folder, 0o700)
    return folder
  }

  private let page = [UInt8](repeating: 1, count: 4096)

  private func content(_ path: String) -> [UInt8]? { try? Files.read(path) }

  @Test("a full disk takes what needs no room, and a part of the first write that does")
  func full() throws {
    let folder = makeFolder()
    let file = open(folder + "/file", O_RDWR | O_CREAT, 0o600)
    defer { close(file) }
    #expect(Glibc.write(file, page, 1000) == 1000)
    disk.fail(folder, .full)
    #expect(pwrite(file, page, 1000, 0) == 1000 && fsync(file) == 0)
    #expect(Glibc.write(file, page, 4096) == 3096, "to the end of the page")
    #expect(Glibc.write(file, page, 4096) == -1 && errno == ENOSPC)
    #expect(open(folder + "/other", O_RDWR | O_CREAT, 0o600) == -1 && errno == ENOSPC)
    #expect(mkdir(folder + "/folder", 0o700) == -1 && errno == ENOSPC)
    #expect(FileSystem.obstacle(toWritingIn: folder)?.isFull == true)
    #expect(unlink(folder + "/file") == 0)
    disk.heal(folder)
    #expect(FileSystem.obstacle(toWritingIn: folder) == nil)
  }

  @Test("a disk that can't be written to is read")
  func readOnly() throws {
    let folder = makeFolder()
    try Files.writePrivately(page, to: folder + "/file")
    let file = open(folder + "/file", O_RDWR)
    defer { close(file) }
    disk.fail(folder, .readOnly)
    #expect(Glibc.write(file, page, 10) == -1 && errno == EROFS)
    #expect(open(folder + "/file", O_RDWR) == -1 && errno == EROFS)
    #expect(rename(folder + "/file", folder + "/other") == -1 && errno == EROFS)
    #expect(unlink(folder + "/file") == -1 && errno == EROFS)
    #expect(content(folder + "/file") == page)
  }

  @Test("what a sync that failed was for is never on the disk, though the next one says nothing")
  func ioError() throws {
    let folder = makeFolder()
    let file = open(folder + "/file", O_RDWR | O_CREAT, 0o600)
    defer { close(file) }
    #expect(Glibc.write(file, page, 4096) == 4096)
    disk.fail(folder, .ioError)
    #expect(fsync(file) == -1 && errno == EIO)
    disk.heal(folder)
    #expect(fsync(file) == 0)
    let left = try disk.losePower(in: folder, seed: 5).folder
    #expect(content(left + "/file") == [UInt8](repeating: 0, count: 4096))
  }

  @Test("a program that is stopped at its nth change has made the n before and no other, whichever n")
  func stopped() throws {
    func use(_ folder: String) {
      let file = open(folder + "/file", O_RDWR | O_CREAT, 0o600)
      for _ in 0..<3 where file >= 0 { _ = Glibc.write(file, page, 100) }
      if file >= 0 {
        _ = fsync(file)
        _ = ftruncate(file, 50)
        close(file)
      }
      rename(folder + "/file", folder + "/renamed")
    }
    let whole = makeFolder()
    let before = disk.changes(in: whole)
    use(whole)
    #expect(disk.changes(in: whole) - before == 7)
    var sizes: [[Int]] = []
    for changes in 0...7 {
      let folder = makeFolder()
      disk.fail(folder, .stopped, after: changes)
      use(folder)
      sizes.append(["/file", "/renamed"].map { content(folder + $0)?.count ?? -1 })
    }
    #expect(
      sizes == [[-1, -1], [0, -1], [100, -1], [200, -1], [300, -1], [300, -1], [50, -1], [-1, 50]])
  }

  @Test("a bit that is turned over stays so")
  func flippedBit() throws {
    let folder = makeFolder()
    try Files.writePrivately(page, to: folder + "/file")
    #expect(disk.flipBit(of: folder + "/file", seed: 11))
    let flipped = try #require(content(folder + "/file"))
    #expect(zip(flipped, page).reduce(0) { $0 + ($1.0 ^ $1.1).nonzeroBitCount } == 1)
    #expect(content(try disk.losePower(in: folder, seed: 1).folder + "/file") == flipped)
  }

  @Test("the same changes and the same seed are the same bytes; another seed has others")
  func sameSeed() throws {
    func leave(seed: UInt64) throws -> [String: [UInt8]] {
      let folder = makeFolder()
      for number in 0..<20 {
        let file = open(folder + "/\(number)", O_RDWR | O_CREAT, 0o600)
        for part in 0..<10 { _ = Glibc.write(file, page, 37 * part + number) }
        close(file)
      }
      let left = try disk.losePower(in: folder, seed: seed).folder
      return Dictionary(
        uniqueKeysWithValues: Files.names(in: left).map { ($0, content(left + "/" + $0) ?? []) })
    }
    let first = try leave(seed: 9)
    #expect(try leave(seed: 9) == first)
    #expect(try leave(seed: 10) != first)
  }

  @Test("descriptors that are copies, and numbers that are used again, are the right file's")
  func descriptors() throws {
    let folder = makeFolder()
    let outside = MemoryFolder()
    let file = open(folder + "/file", O_RDWR | O_CREAT, 0o600)
    let copies = [dup(file), fcntl(file, F_DUPFD_CLOEXEC, 100)]
    let other = open(outside.path + "/file", O_RDWR | O_CREAT, 0o600)
    #expect(dup2(other, file) == file)
    for copy in copies { #expect(Glibc.write(copy, page, 10) == 10) }
    let before = disk.changes(in: folder)
    #expect(Glibc.write(file, page, 30) == 30 && fsync(file) == 0)
    #expect(disk.changes(in: folder) == before)
    #expect(fsync(copies[1]) == 0)
    for descriptor in copies + [file, other] { close(descriptor) }
    #expect(content(try disk.losePower(in: folder, seed: 3).folder + "/file") == Array(page.prefix(20)))
  }

  @Test("what lies elsewhere has another disk, and what lies on none is left alone")
  func elsewhere() throws {
    let (folder, other, outside) = (makeFolder(), makeFolder(), MemoryFolder())
    for fault in SimulatedDisk.Fault.allCases { disk.fail(folder, fault) }
    for path in [other, outside.path, folder + "1"] {
      try Files.writePrivately(page, to: path + "/file")
      #expect(content(path + "/file") == page)
    }
  }

  @Test("disks that are used by two threads at once are each what they would be alone")
  func threads() throws {
    let folders = [makeFolder(), makeFolder()]
    let counts = Mutex([0, 0])
    let threads = folders.indices.map { number in
      let (folder, page) = (folders[number], page)
      return startThread {
        for round in 0..<2000 {
          let descriptor = open(folder + "/\(round % 7)", O_RDWR | O_CREAT | O_APPEND, 0o600)
          let written = Glibc.write(descriptor, page, 100 + number)
          if round % 3 == 0 { fsync(descriptor) }
          close(descriptor)
          counts.withLock { $0[number] += written }
        }
      }
    }
    for thread in threads { pthread_join(thread, nil) }
    #expect(counts.withLock(\.self) == [200_000, 202_000])
    for (number, folder) in folders.enumerated() {
      FileSystem.sync(directory: folder)
      for name in Files.names(in: folder) {
        let file = open(folder + "/" + name, O_RDWR)
        fsync(file)
        close(file)
      }
      let left = try disk.losePower(in: folder, seed: 4)
      #expect(left.lost == 0)
      let sizes = Files.names(in: left.folder).map { content(left.folder + "/" + $0)?.count ?? 0 }
      #expect(sizes.reduce(0, +) == 2000 * (100 + number))
    }
  }

  private func startThread(_ body: @escaping @Sendable () -> Void) -> pthread_t {
    final class Body {
      let run: @Sendable () -> Void
      init(run: @escaping @Sendable () -> Void) { self.run = run }
    }
    var thread = pthread_t()
    let result = pthread_create(
      &thread, nil,
      { body in
        if let body { Unmanaged<Body>.fromOpaque(body).takeRetainedValue().run() }
        return nil
      }, Unmanaged.passRetained(Body(run: body)).toOpaque())
    precondition(result == 0)
    return thread
  }
}
