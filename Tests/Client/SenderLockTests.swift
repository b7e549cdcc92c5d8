import Foundation
import Outbox
import TestScopes
import TestSupport
import Testing

@Suite(.ownThread()) struct SenderLockTests {
  let fixture = OutboxFixture()

  @Test("Rule 5: one sender at a time")
  func exclusion() {
    let (one, two) = (SenderLock(directory: fixture.data), SenderLock(directory: fixture.data))
    #expect(one.tryAcquire())
    #expect(one.tryAcquire())
    #expect(!two.tryAcquire())
    one.release()
    #expect(two.tryAcquire())
    #expect(!one.tryAcquire())
  }

  @Test("Rule 5: the lock holds across processes and dies with kill -9")
  func processes() throws {
    try FileManager.default.createDirectory(atPath: fixture.data, withIntermediateDirectories: true)
    // `-F` execs the command in the locking process, so that there is just one process to kill.
    let program = try #require(
      ChildProgram(
        "/usr/bin/flock",
        ["-F", "\(fixture.data)/outbox.sender.lock", "sh", "-c", "echo locked; exec sleep 600"]))
    #expect(program.readLine() == "locked")
    let lock = SenderLock(directory: fixture.data)
    #expect(!lock.tryAcquire())
    program.stop()
    #expect(lock.tryAcquire())
  }

  @Test("Rule 5: others enqueue while one is the sender")
  func enqueueing() throws {
    let lock = SenderLock(directory: fixture.data)
    #expect(lock.tryAcquire())
    #expect(try fixture.open().enqueue(fixture.event(1), owner: fixture.owner).pendingEvents == 1)
  }

  @Test("Where the data directory may not be written, the lock goes to the journal's directory")
  func fallback() throws {
    try Data().write(to: URL(fileURLWithPath: fixture.data))
    #expect(!SenderLock(directory: fixture.data).tryAcquire())
    let one = SenderLock(directory: fixture.data, fallbacks: fixture.journals)
    let two = SenderLock(directory: fixture.data, fallbacks: fixture.journals)
    #expect(one.tryAcquire())
    #expect(!two.tryAcquire())
  }

  @Test("No place for a lock file is told apart from another sender")
  func unavailable() throws {
    try Data().write(to: URL(fileURLWithPath: fixture.data))
    let lock = SenderLock(directory: fixture.data)
    #expect(!lock.isUnavailable)
    #expect(!lock.tryAcquire())
    #expect(lock.isUnavailable)
    try FileManager.default.removeItem(atPath: fixture.data)
    let other = SenderLock(directory: fixture.data)
    #expect(other.tryAcquire())
    #expect(!lock.tryAcquire())
    #expect(!lock.isUnavailable)
    other.release()
    #expect(lock.tryAcquire())
    #expect(!lock.isUnavailable)
  }

  @Test("A fallback folder that others may use holds no lock: they could stop the sending for ever")
  func sharedFallback() throws {
    try Data().write(to: URL(fileURLWithPath: fixture.data))
    try FileManager.default.createDirectory(
      atPath: fixture.journals[0], withIntermediateDirectories: true, attributes: [.posixPermissions: 0o755])
    let lock = SenderLock(directory: fixture.data, fallbacks: [fixture.journals[0]])
    #expect(!lock.tryAcquire())
    #expect(lock.isUnavailable)
    #expect(fixture.files(fixture.journals[0]) == [])
  }
}
