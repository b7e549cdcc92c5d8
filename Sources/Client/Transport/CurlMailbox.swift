import Dispatch
import Glibc
import Synchronization

/// The orders for the curl thread, and the way to start and to wake it. Safe to use from any thread.
final class CurlMailbox: Sendable {
  /// The completion of a request.
  typealias Completion = @Sendable (Result<HTTPResponse, TransportError>) -> Void

  /// Takes the parts of a stream's body as they come.
  typealias Receiver = @Sendable ([UInt8]) -> Void

  /// One request on its way to the thread.
  struct Submission: Sendable {
    let id: UInt64
    let request: HTTPRequest
    /// Nil for an answer that is wanted whole.
    let received: Receiver?
    let completion: Completion
  }

  /// What the thread is asked to do.
  enum Order: Sendable {
    case start(Submission)
    case cancel(UInt64)
    case forgetConnections
    case shutDown
  }

  /// A multi handle as other threads may see it.
  ///
  /// `@unchecked Sendable`: all they do with it is `curl_multi_wakeup`, which libcurl allows from any thread, and
  /// under the lock that the curl thread takes before it frees the handle.
  struct Handle: @unchecked Sendable {
    let multi: UnsafeMutableRawPointer
    let curl: CurlLibrary

    fileprivate func wake() { _ = curl.multiWakeup(multi) }
  }

  private enum Phase {
    case unstarted, running
    /// What every further request ends with.
    case ended(TransportError)
  }

  private struct State {
    var phase = Phase.unstarted
    var orders: [Order] = []
    var lastID: UInt64 = 0
    /// The handle to wake; only while the thread has one.
    var handle: Handle?
  }

  let settings: CurlSettings
  private let state = Mutex(State())

  init(settings: CurlSettings) {
    self.settings = settings
  }

  /// Hands a request to the thread, which is started for the first one.
  func submit(
    _ request: HTTPRequest, received: Receiver?, completion: @escaping Completion
  ) -> any Cancellable {
    let id = state.withLock { state in
      state.lastID += 1
      return state.lastID
    }
    let refusal: TransportError? = state.withLock { state in
      switch state.phase {
      case .ended(let error): return error
      case .running: break
      case .unstarted:
        guard startThread() else { return .other(reason: .noThread) }
        state.phase = .running
      }
      state.orders.append(
        .start(Submission(id: id, request: request, received: received, completion: completion)))
      wake(state)
      return nil
    }
    if let refusal {
      // Not on the caller's thread: it may hold a lock that the completion takes.
      DispatchQueue.global().async { completion(.failure(refusal)) }
    }
    return CurlTask(id: id, mailbox: self)
  }

  /// Leaves an order. Without a thread there is nothing to cancel or forget, and shutting down is only a
  /// note.
  func post(_ order: Order) {
    state.withLock { state in
      guard case .running = state.phase else {
        if case .shutDown = order { state.phase = .ended(.cancelled) }
        return
      }
      state.orders.append(order)
      wake(state)
    }
  }

  /// For the curl thread: takes the orders that have come.
  func takeOrders() -> [Order] {
    state.withLock { state in
      let orders = state.orders
      state.orders.removeAll()
      return orders
    }
  }

  /// For the curl thread: names the handle to wake, and nil before that handle is freed.
  func setHandle(_ handle: Handle?) {
    state.withLock { state in
      state.handle = handle
      // Orders that came while there was no handle have woken nobody.
      if !state.orders.isEmpty { wake(state) }
    }
  }

  /// For the curl thread, as its last deed: takes no more orders, and refuses the requests that came too late and all that
  /// come from now on.
  func close(with error: TransportError) {
    let late = state.withLock { state in
      let wasShutDown = state.orders.contains { if case .shutDown = $0 { true } else { false } }
      state.phase = .ended(wasShutDown ? .cancelled : error)
      defer { state.orders.removeAll() }
      return state.orders.compactMap { order -> Submission? in
        if case .start(let submission) = order { submission } else { nil }
      }
    }
    for submission in late { submission.completion(.failure(error)) }
  }

  private func wake(_ state: borrowing State) {
    state.handle?.wake()
  }

  /// Starts the thread with every signal blocked: signals are the main thread's business, and a `SIGPIPE` of
  /// a broken connection nobody's.
  private func startThread() -> Bool {
    var all = sigset_t()
    var previous = sigset_t()
    sigfillset(&all)
    pthread_sigmask(SIG_SETMASK, &all, &previous)
    defer { pthread_sigmask(SIG_SETMASK, &previous, nil) }
    let context = Unmanaged.passRetained(self)
    var thread = pthread_t()
    let status = pthread_create(&thread, nil, runCurlThread, context.toOpaque())
    guard status == 0 else {
      context.release()
      return false
    }
    pthread_detach(thread)
    return true
  }
}

private func runCurlThread(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
  guard let context else { return nil }
  CurlDriver.run(for: Unmanaged<CurlMailbox>.fromOpaque(context).takeRetainedValue())
  return nil
}

/// A request that can be cancelled as long as it is under way.
private struct CurlTask: Cancellable {
  let id: UInt64
  let mailbox: CurlMailbox

  func cancel() { mailbox.post(.cancel(id)) }
}
