import NIOCore
import NIOEmbedded
import NIOSSL
import NIOTLS

/// The client's side of TLS on one connection, without a socket: bytes of the one side in, bytes of the other out.
///
/// It takes every certificate, for it speaks to a server of this program's own and only measures what its TLS costs.
final class LoopbackTLS {
  private let channel: EmbeddedChannel
  private let notice = HandshakeNotice()

  /// Begins a handshake, whose first bytes `outgoing` has.
  init() throws {
    let handler = try NIOSSLClientHandler(context: Self.context.get(), serverHostname: nil)
    channel = EmbeddedChannel(handlers: [handler, notice])
    channel.connect(to: try SocketAddress(unixDomainSocketPath: "loopback"), promise: nil)
    try channel.throwIfErrorCaught()
  }

  /// True once requests can be encrypted.
  var isReady: Bool { notice.isComplete }

  /// What is to be sent of what was said and heard so far.
  func outgoing() throws -> [UInt8] {
    var bytes: [UInt8] = []
    while let buffer = try channel.readOutbound(as: ByteBuffer.self) {
      bytes.append(contentsOf: buffer.readableBytesView)
    }
    return bytes
  }

  /// Encrypts bytes, which `outgoing` has from then on.
  func encrypt(_ bytes: [UInt8]) throws {
    channel.writeAndFlush(ByteBuffer(bytes: bytes), promise: nil)
    try channel.throwIfErrorCaught()
  }

  /// Takes what came, and appends what it means.
  func decrypt(_ bytes: ArraySlice<UInt8>, into plain: inout [UInt8]) throws {
    try channel.writeInbound(ByteBuffer(bytes: bytes))
    while let buffer = try channel.readInbound(as: ByteBuffer.self) {
      plain.append(contentsOf: buffer.readableBytesView)
    }
  }

  /// One for all: the sessions of earlier connections are not kept in it.
  private static let context = Result {
    var configuration = TLSConfiguration.makeClientConfiguration()
    configuration.certificateVerification = .none
    configuration.applicationProtocols = ["http/1.1"]
    return try NIOSSLContext(configuration: configuration)
  }
}

/// Hears that the handshake is done.
private final class HandshakeNotice: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer

  private(set) var isComplete = false

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if case .handshakeCompleted? = event as? TLSUserEvent { isComplete = true }
    context.fireUserInboundEventTriggered(event)
  }
}
