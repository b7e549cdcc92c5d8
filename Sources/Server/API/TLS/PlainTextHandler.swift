import Hummingbird
import NIOCore
import Wire

/// Tells whoever begins a connection without TLS what is wanted here, before anything of theirs is read; lets all others
/// through.
final class PlainTextHandler: ChannelInboundHandler, RemovableChannelHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  private let lingerTime: Duration
  private var hasAnswered = false

  init(lingerTime: Duration) { self.lingerTime = lingerTime }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard !hasAnswered else { return }
    let bytes = unwrapInboundIn(data)
    guard let first = bytes.getInteger(at: bytes.readerIndex, as: UInt8.self), first != Self.handshake else {
      context.fireChannelRead(data)
      context.pipeline.syncOperations.removeHandler(self, promise: nil)
      return
    }
    hasAnswered = true
    context.writeAndFlush(
      wrapOutboundOut(context.channel.allocator.buffer(string: Self.answer)), promise: nil)
    context.close(mode: .output, promise: nil)
    // Closing at once would make the system throw away the answer while the client is still sending.
    let channel = context.channel
    context.eventLoop.scheduleTask(in: TimeAmount(lingerTime)) { channel.close(promise: nil) }
  }

  /// The first byte of TLS: the type of a record with a handshake in it (RFC 8446, section 5.1).
  private static let handshake: UInt8 = 22

  /// It says nothing of a ledger: on the way anybody may have written it.
  private static let answer: String = {
    let problem = HTTPProblem(
      400, Problem.httpsRequired,
      "This server speaks HTTPS alone: the address begins with https:// in place of http://. A pupil who joined before goes on with: glosa move ADDRESS FINGERPRINT, as the teacher says them."
    )
    let body = String(decoding: problem.body, as: UTF8.self)
    return """
      HTTP/1.1 400 Bad Request\r
      Content-Type: application/problem+json\r
      Content-Length: \(body.utf8.count)\r
      Connection: close\r
      \r
      \(body)
      """
  }()
}
