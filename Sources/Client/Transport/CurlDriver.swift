import CCurl

/// The work of the curl thread: carries out orders, moves transfers on, sleeps. Used on that thread alone.
final class CurlDriver {
  private let mailbox: CurlMailbox
  private let curl: CurlLibrary
  private var exchanges: [UInt64: CurlExchange] = [:]
  private var multi: UnsafeMutableRawPointer?
  private var isStale = false
  private var isShuttingDown = false

  private init(mailbox: CurlMailbox, curl: CurlLibrary) {
    self.mailbox = mailbox
    self.curl = curl
  }

  /// Loads libcurl and runs until the order to shut down; without libcurl every request is refused.
  static func run(for mailbox: CurlMailbox) {
    switch mailbox.settings.loadCurl() {
    case .success(let curl): CurlDriver(mailbox: mailbox, curl: curl).run()
    case .failure(let error): mailbox.close(with: error)
    }
  }

  /// Runs until the order to shut down; every request accepted until then has its completion called.
  private func run() {
    openMulti()
    while true {
      for order in mailbox.takeOrders() { carryOut(order) }
      if let multi { moveTransfers(of: multi) }
      if isStale && exchanges.isEmpty { forgetConnections() }
      guard !isShuttingDown, let multi else { break }
      // Longer than any transfer's own timers, which libcurl minds by itself: without transfers this is for
      // ever.
      _ = curl.multiPoll(multi, nil, 0, .max, nil)
    }
    cancelAll()
    closeMulti()
    mailbox.close(with: .cancelled)
  }

  private func openMulti() {
    guard let multi = curl.multiInit() else {
      isShuttingDown = true
      return
    }
    _ = ccurl_multi_set_long(curl.multiSetopt, multi, CURLMOPT_MAXCONNECTS, 4)
    self.multi = multi
    mailbox.setHandle(CurlMailbox.Handle(multi: multi, curl: curl))
  }

  private func closeMulti() {
    mailbox.setHandle(nil)
    if let multi { _ = curl.multiCleanup(multi) }
    multi = nil
  }

  private func forgetConnections() {
    closeMulti()
    openMulti()
    isStale = false
  }

  private func carryOut(_ order: CurlMailbox.Order) {
    switch order {
    case .start(let submission): start(submission)
    case .cancel(let id):
      guard let exchange = exchanges.removeValue(forKey: id) else { return }
      cancel(exchange)
    case .forgetConnections:
      // The connections of requests under way can be left only when those have ended.
      if exchanges.isEmpty { forgetConnections() } else { isStale = true }
    case .shutDown: isShuttingDown = true
    }
  }

  private func start(_ submission: CurlMailbox.Submission) {
    guard !isShuttingDown, let multi else { return submission.completion(.failure(.cancelled)) }
    do throws(TransportError) {
      let exchange = try CurlExchange(
        submission, settings: mailbox.settings, onFreshConnection: isStale, curl: curl)
      guard curl.multiAddHandle(multi, exchange.easy) == CURLM_OK else {
        throw .other(reason: .requestNotTaken)
      }
      exchanges[submission.id] = exchange
    } catch {
      submission.completion(.failure(error))
    }
  }

  private func moveTransfers(of multi: UnsafeMutableRawPointer) {
    var running: Int32 = 0
    _ = curl.multiPerform(multi, &running)
    var left: Int32 = 0
    while let message = curl.multiInfoRead(multi, &left) {
      guard message.pointee.msg == CURLMSG_DONE, let easy = message.pointee.easy_handle else { continue }
      // Read before the handle is removed, which frees the message.
      let code = message.pointee.data.result
      guard let (id, exchange) = exchanges.first(where: { $0.value.easy == easy }) else { continue }
      exchanges[id] = nil
      // Removed first, so that a request sent by the completion finds the connection free.
      _ = curl.multiRemoveHandle(multi, easy)
      exchange.completion(exchange.result(of: code))
    }
  }

  private func cancel(_ exchange: CurlExchange) {
    // The completion first: nothing that libcurl has to clear away can then hold it up.
    exchange.completion(.failure(.cancelled))
    if let multi { _ = curl.multiRemoveHandle(multi, exchange.easy) }
  }

  private func cancelAll() {
    for exchange in exchanges.values { cancel(exchange) }
    exchanges.removeAll()
  }
}
