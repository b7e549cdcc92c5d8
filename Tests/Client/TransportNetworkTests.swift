import Dispatch
import Glibc
import TestScopes
import TestSupport
import Testing
import Transport

/// Changes of the real network configuration; an address of the loopback device comes and goes, and harms
/// nobody.
@Suite(
  .ownThread(), .serialized,
  .enabled(if: LoopbackAddress.isAllowed, "adding a loopback address takes root and the program ip"))
struct TransportNetworkTests {
  @Test("an address that comes or goes is noticed")
  func noticesAddress() throws {
    let calls = Watched(0)
    let queue = DispatchQueue(label: "monitor")
    let monitor = try #require(NetworkMonitor(queue: queue) { calls.update { $0 += 1 } })
    defer { monitor.cancel() }
    try LoopbackAddress.add()
    #expect(calls.wait { $0 > 0 })
    queue.sync {}
    let before = calls.current
    try LoopbackAddress.remove()
    #expect(calls.wait { $0 > before })
  }

  @Test("changes that come while the queue is busy make one call")
  func coalesces() throws {
    let calls = Watched(0)
    let queue = DispatchQueue(label: "monitor")
    let monitor = try #require(NetworkMonitor(queue: queue) { calls.update { $0 += 1 } })
    defer { monitor.cancel() }
    let (busy, gate) = (Gate(), Gate())
    queue.async { @Sendable in
      busy.open()
      gate.wait()
    }
    busy.wait()
    for _ in 0..<3 {
      try LoopbackAddress.add()
      try LoopbackAddress.remove()
    }
    gate.open()
    #expect(calls.wait { $0 > 0 })
    queue.sync {}
    #expect(calls.current == 1)
  }

  @Test("a cancelled monitor calls no more, and its descriptor is closed")
  func cancels() throws {
    let calls = Watched(0)
    let queue = DispatchQueue(label: "monitor")
    var monitor = NetworkMonitor(queue: queue) { calls.update { $0 += 1 } }
    #expect(monitor != nil)
    monitor = nil
    queue.sync {}
    try LoopbackAddress.add()
    try LoopbackAddress.remove()
    queue.sync {}
    #expect(calls.current == 0)
  }
}

/// An address on the loopback device that nothing else uses.
private enum LoopbackAddress {
  static let address = "127.0.77.77/32"
  static let program = ChildProgram.find("/usr/sbin/ip", "/sbin/ip", "/usr/bin/ip")

  /// True where the address can be added and removed here.
  static let isAllowed: Bool = {
    guard program != nil, geteuid() == 0 else { return false }
    do {
      try add()
      try remove()
      return true
    } catch {
      return false
    }
  }()

  static func add() throws { try change("add") }
  static func remove() throws { try change("del") }

  private struct Refused: Error {}

  private static func change(_ verb: String) throws {
    guard let program, ChildProgram.run(program, ["address", verb, address, "dev", "lo"]) else {
      throw Refused()
    }
  }
}
