import HummingbirdCore
import Logging
import NIOCore

/// HTTP/1.1 whose handlers run on the event loop of their own connection.
///
/// On the concurrency runtime's own threads each step of a request would wake another thread, which on a small machine
/// costs more than the request itself. No handler blocks: disk, database and PINs have queues of their own.
struct LoopBoundChannel: ServerChildChannel {
  private let base: HTTP1Channel
  private let security: ServerSecurity?
  private let limits: ServerLimits

  /// - Parameter security: TLS under it; nil for plain HTTP.
  init(_ base: HTTP1Channel, security: ServerSecurity?, limits: ServerLimits) {
    (self.base, self.security, self.limits) = (base, security, limits)
  }

  func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<HTTP1Channel.Value> {
    do {
      try security?.add(to: channel, lingerTime: limits.lingerTime)
      return base.setup(channel: channel, logger: logger)
    } catch {
      return channel.eventLoop.makeFailedFuture(error)
    }
  }

  func handle(value: HTTP1Channel.Value, logger: Logger) async {
    await withTaskExecutorPreference(EventLoopExecutor(loop: value.channel.eventLoop)) {
      await base.handle(value: value, logger: logger)
    }
  }
}

/// Runs tasks on an event loop.
private final class EventLoopExecutor: TaskExecutor {
  private let loop: any EventLoop

  init(loop: any EventLoop) { self.loop = loop }

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    loop.execute { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
  }
}
