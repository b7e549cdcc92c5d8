import HTTPTypes
import Hummingbird
import NIOCore
import NIOExtras
import NIOHTTP1
import NIOHTTPTypes
import NIOSSL
import NIOTLS
import Primitives
import Wire

/// Stands between a connection and Hummingbird, and keeps the limits that only a connection can: how many there are,
/// how long each part of a request may take, and an orderly end where an answer ends the connection.
///
/// Lives on its channel's event loop and is touched by nothing else.
final class ConnectionGuard: ChannelDuplexHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPRequestPart
  typealias InboundOut = HTTPRequestPart
  typealias OutboundIn = HTTPResponsePart
  typealias OutboundOut = HTTPResponsePart

  /// What the connection is waiting for.
  private enum Phase: Equatable {
    /// The client's half of the TLS handshake.
    case handshaking
    /// The head of the next request.
    case idle
    /// The rest of a request.
    case reading
    case answering
    /// The client's end of a connection that the server has ended; nothing goes either way any more.
    case lingering
  }

  private let limits: ServerLimits
  private let connections: Connections
  private let isSecured: Bool
  private var phase = Phase.idle
  private var isReading = false
  private var unanswered = 0
  private var bodyBytes = 0
  /// The client, or the answer being written, wants this to be the last one.
  private var endsConnection = false
  private var isQuiescing = false
  private var sawHeaderOverflow = false
  private var answerMark: AnswerMark
  /// When the phase has lasted too long.
  private var deadline = NIODeadline.distantFuture
  /// Rings at the deadline of this phase or of an earlier one, and looks again then: to set it anew several times a
  /// request would cost more than the rest of this handler.
  private var alarm: (scheduled: Scheduled<Void>, at: NIODeadline)?

  /// - Parameter isSecured: TLS is spoken under this handler.
  init(
    limits: ServerLimits, clock: ServerClock, connections: Connections, serverID: UniqueID, isSecured: Bool
  ) {
    answerMark = AnswerMark(serverID: serverID, clock: clock)
    self.isSecured = isSecured
    self.limits = limits
    self.connections = connections
  }

  /// True for what HTTP parsing or a broken connection throws, which no answer can mend.
  static func isConnectionError(_ error: any Error) -> Bool {
    error is HTTPParserError || error is ChannelError || error is IOError || error is CancellationError
      || error is NIOSSLError || error is BoringSSLError
  }

  func handlerAdded(context: ChannelHandlerContext) {
    OldVersionHandler.add(to: context)
    if context.channel.isActive { begin(context) }
  }

  func channelActive(context: ChannelHandlerContext) {
    begin(context)
    context.fireChannelActive()
  }

  func handlerRemoved(context: ChannelHandlerContext) {
    alarm?.scheduled.cancel()
    connections.closed(ObjectIdentifier(context.channel))
  }

  private func begin(_ context: ChannelHandlerContext) {
    let channel = context.channel
    let hasRoom = connections.opened(ObjectIdentifier(channel), from: ClientAddress(channel.remoteAddress)) {
      channel.close(promise: nil)
    }
    if hasRoom { enter(isSecured ? .handshaking : .idle, context) } else { refuse(.overloaded, context) }
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard phase != .lingering else { return discard(unwrapInboundIn(data), context) }
    switch unwrapInboundIn(data) {
    case .head(let head):
      isReading = true
      unanswered += 1
      bodyBytes = 0
      enter(.reading, context)
      if head.headerFields[.connection]?.isWord("close") == true { endsConnection = true }
      if head.headerFields[.expect]?.isWord("100-continue") == true, unanswered == 1 {
        continueIfWanted(head, context)
      }
    case .body(let chunk):
      bodyBytes += chunk.readableBytes
      // Whoever had to read it has refused it by now; what nobody reads need not come in.
      if bodyBytes > limits.bodyBytes, unanswered == 0 { return linger(context) }
    case .end:
      isReading = false
      enter(unanswered > 0 ? .answering : .idle, context)
    }
    context.fireChannelRead(data)
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    guard phase != .lingering else {
      promise?.fail(ChannelError.ioOnClosedChannel)
      return
    }
    switch unwrapOutboundIn(data) {
    case .head(var head) where head.status.code >= 200:
      // Hummingbird's answer to what is not HTTP has no body.
      if head.status == .badRequest, head.headerFields[.contentLength] == "0" {
        promise?.succeed()
        return refuse(parseError, context)
      }
      if head.headerFields[.connection]?.isWord("close") == true { (endsConnection, unanswered) = (true, 1) }
      answerMark.mark(&head.headerFields)
      context.write(wrapOutboundOut(.head(head)), promise: promise)
    case .end:
      unanswered -= 1
      context.write(data, promise: promise)
      if endsConnection, unanswered == 0 { return linger(context) }
      enter(isReading ? .reading : unanswered > 0 ? .answering : .idle, context)
    default:
      if phase == .answering { enter(.answering, context) }
      context.write(data, promise: promise)
    }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    if case .headerOverflow? = error as? HTTPParserError { sawHeaderOverflow = true }
    // Who hangs up without saying so has cut nothing off that HTTP would not notice by itself.
    if case .uncleanShutdown? = error as? NIOSSLError { return }
    if phase == .handshaking { return context.close(promise: nil) }
    context.fireErrorCaught(error)
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if case .handshakeCompleted? = event as? TLSUserEvent, phase == .handshaking { enter(.idle, context) }
    if event is ChannelShouldQuiesceEvent {
      isQuiescing = true
      if phase == .reading || phase == .answering { enter(phase, context) }
    }
    context.fireUserInboundEventTriggered(event)
  }

  // MARK: Ways to end

  private var parseError: HTTPProblem {
    sawHeaderOverflow
      ? HTTPProblem(431, "headers_too_large", "The header fields of the request are too large.")
      : HTTPProblem(400, "malformed_request", "This is not an HTTP request.")
  }

  private func continueIfWanted(_ head: HTTPRequest, _ context: ChannelHandlerContext) {
    guard let length = head.headerFields[.contentLength].flatMap({ Int($0) }), length <= limits.bodyBytes
    else { return }
    context.writeAndFlush(wrapOutboundOut(.head(HTTPResponse(status: .continue))), promise: nil)
  }

  private func deadlinePassed(_ context: ChannelHandlerContext) {
    switch phase {
    case .reading where unanswered == 1:
      refuse(HTTPProblem(408, "request_timeout", "The request took too long to arrive."), context)
    case .handshaking, .idle, .reading, .answering, .lingering: context.close(promise: nil)
    }
  }

  /// Answers in Hummingbird's place, and ends the connection.
  private func refuse(_ problem: HTTPProblem, _ context: ChannelHandlerContext) {
    var response = Response.problem(problem)
    answerMark.mark(&response.headers)
    response.headers[.connection] = "close"
    context.write(wrapOutboundOut(.head(response.head)), promise: nil)
    context.write(wrapOutboundOut(.body(context.channel.allocator.buffer(bytes: problem.body))), promise: nil)
    context.write(wrapOutboundOut(.end(nil)), promise: nil)
    linger(context)
  }

  /// Says that nothing more will come, and waits a little for the client to have read what did: closing at once would
  /// make the system throw away an answer on its way to a client that is still sending.
  private func linger(_ context: ChannelHandlerContext) {
    context.flush()
    enter(.lingering, context)
    context.close(mode: .output, promise: nil)
  }

  /// Throws away what still comes on a connection that has ended, until it is plain that it never stops.
  private func discard(_ part: HTTPRequestPart, _ context: ChannelHandlerContext) {
    guard case .body(let chunk) = part else { return }
    bodyBytes += chunk.readableBytes
    if bodyBytes > limits.discardedBytes { context.close(promise: nil) }
  }

  private func enter(_ next: Phase, _ context: ChannelHandlerContext) {
    if (next == .answering) != (phase == .answering) {
      connections.setBusy(ObjectIdentifier(context.channel), next == .answering)
    }
    phase = next
    deadline = .now() + TimeAmount(time(for: next))
    if let alarm, alarm.at <= deadline { return }
    alarm?.scheduled.cancel()
    setAlarm(context)
  }

  private func setAlarm(_ context: ChannelHandlerContext) {
    let scheduled = context.eventLoop.assumeIsolated().scheduleTask(deadline: deadline) {
      self.alarm = nil
      if NIODeadline.now() < self.deadline { self.setAlarm(context) } else { self.deadlinePassed(context) }
    }
    alarm = (scheduled, deadline)
  }

  private func time(for phase: Phase) -> Duration {
    let time =
      switch phase {
      case .handshaking: limits.handshakeTime
      case .idle: limits.idleTime
      case .reading: limits.requestTime
      case .answering: limits.answerTime
      case .lingering: limits.lingerTime
      }
    return isQuiescing ? min(time, limits.shutdownTime) : time
  }
}

extension String {
  /// True where the value of a field is this word of ASCII, in any case. Only a value of its length is looked at.
  fileprivate func isWord(_ word: String) -> Bool {
    utf8.count == word.utf8.count && lowercased() == word
  }
}
