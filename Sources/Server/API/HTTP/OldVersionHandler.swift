import HTTPTypes
import NIOCore
import NIOHTTP1
import NIOHTTPTypesHTTP1

/// Makes a request of HTTP/1.0 into the one of HTTP/1.1 that means the same: it ends its connection, and may come
/// without a host. What stands behind this handler no longer sees versions.
final class OldVersionHandler: ChannelInboundHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias InboundOut = HTTPServerRequestPart

  /// Puts one in front of what turns the parser's parts into those of HTTPTypes.
  static func add(to context: ChannelHandlerContext) {
    let pipeline = context.pipeline.syncOperations
    guard let codec = try? pipeline.handler(type: HTTP1ToHTTPServerCodec.self) else { return }
    try? pipeline.addHandler(OldVersionHandler(), position: .before(codec))
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard case .head(var head) = unwrapInboundIn(data), head.version == .http1_0 || head.version.major == 0
    else {
      return context.fireChannelRead(data)
    }
    // Also where it asks for more: a client that gets the whole answer and then the end understands it.
    head.headers.replaceOrAdd(name: "Connection", value: "close")
    if !head.headers.contains(name: "Host") { head.headers.add(name: "Host", value: "localhost") }
    context.fireChannelRead(wrapInboundOut(.head(head)))
  }
}
