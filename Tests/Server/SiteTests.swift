import HTTPTypes
import Hummingbird
import TestScopes
import Testing
import Wire

@testable import API

/// What a server says of how pupils get into a class, by where it listens and what network there is.
@Suite(.ownThread()) struct SiteTests {
  private func invitation(
    _ host: String, addresses: [String], asked: String = "127.0.0.1:8420"
  ) -> Invitation {
    let site = Site { _ in addresses }
    site.listens(host: host, port: 8420, security: nil)
    let head = HTTPRequest(method: .get, scheme: "http", authority: asked, path: "/")
    return site.invitation(
      to: "K7QM2P", isJoinable: true, asked: Request(head: head, body: RequestBody(buffer: ByteBuffer())))
  }

  @Test(
    "a server that listens to others without a network says that, and not that it listens to itself alone")
  func noNetwork() {
    for host in ["0.0.0.0", "::"] {
      let cutOff = invitation(host, addresses: [])
      #expect(cutOff.hasNoNetwork && !cutOff.isLoopback && !cutOff.reachesPupils)
      #expect(cutOff.lines.map(\.address) == ["http://127.0.0.1:8420"])
      let back = invitation(host, addresses: ["192.168.1.20"])
      #expect(!back.hasNoNetwork && !back.isLoopback && back.reachesPupils)
      #expect(back.lines.map(\.address) == ["http://192.168.1.20:8420"])
    }
    // Whoever asks from another computer reaches it.
    #expect(!invitation("0.0.0.0", addresses: [], asked: "192.168.1.20:8420").hasNoNetwork)
  }

  @Test("a server that listens to its own computer alone says that, whatever network there is")
  func loopback() {
    for addresses in [[], ["192.168.1.20"]] {
      let alone = invitation("127.0.0.1", addresses: addresses)
      #expect(alone.isLoopback && !alone.hasNoNetwork && !alone.reachesPupils)
    }
  }
}
