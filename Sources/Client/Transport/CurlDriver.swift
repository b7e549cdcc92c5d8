import CCurl

/// The work of the curl thread: carries out orders, moves transfers on, sleeps. Used on that thread alone.
final class CurlDriver {
  private let mailbox: CurlMailbox
  private var exchanges: [UInt64: CurlExchange] = [:]
  private var multi: UnsafeMutableRawPointer?
  private var isStale = false
  private var isShuttingDown = false

  /// A second `curl_global_init` would only count; the lazy constant makes it one for the whole process.
  private static let isLibraryReady = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

  init(mailbox: CurlMailbox) {
    self.mailbox = mailbox
  }

  /// A handle outside any thread of a transport, which the caller frees; nil without memory.
  static func makeHandle() -> UnsafeMutableRawPointer? { isLibraryReady ? curl_easy_init() : nil }

  /// Runs until the order to shut down; every request accepted until then has its completion called.
  func run() {
    openMulti()
    while true {
      for order in mailbox.takeOrders() { carryOut(order) }
      if let multi { moveTransfers(of: multi) }
      if isStale && exchanges.isEmpty { forgetConnections() }
      guard !isShuttingDown, let multi else { break }
      // Longer than any transfer's own timers, which libcurl minds by itself: without transfers this is for
      // ever.
      curl_multi_poll(multi, nil, 0, .max, nil)
    }
    cancelAll()
    closeMulti()
    for submission in mailbox.close() { submission.completion(.failure(.cancelled)) }
  }

  private func openMulti() {
    guard Self.isLibraryReady, let multi = curl_multi_init() else {
      isShuttingDown = true
      return
    }
    _ = ccurl_multi_set_long(multi, CURLMOPT_MAXCONNECTS, 4)
    self.multi = multi
    mailbox.setHandle(CurlMailbox.Handle(multi: multi))
  }

  private func closeMulti() {
    mailbox.setHandle(nil)
    if let multi { curl_multi_cleanup(multi) }
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
        submission, settings: mailbox.settings, onFreshConnection: isStale)
      guard curl_multi_add_handle(multi, exchange.easy) == CURLM_OK else {
        throw .other(reason: "libcurl did not take the request")
      }
      exchanges[submission.id] = exchange
    } catch {
      submission.completion(.failure(error))
    }
  }

  private func moveTransfers(of multi: UnsafeMutableRawPointer) {
    var running: Int32 = 0
    curl_multi_perform(multi, &running)
    var left: Int32 = 0
    while let message = curl_multi_info_read(multi, &left) {
      guard message.pointee.msg == CURLMSG_DONE, let easy = message.pointee.easy_handle else { continue }
      // Read before the handle is removed, which frees the message.
      let code = message.pointee.data.result
      guard let (id, exchange) = exchanges.first(where: { $0.value.easy == easy }) else { continue }
      exchanges[id] = nil
      // Removed first, so that a request sent by the completion finds the connection free.
      curl_multi_remove_handle(multi, easy)
      exchange.completion(exchange.result(of: code))
    }
  }

  private func cancel(_ exchange: CurlExchange) {
    // The completion first: nothing that libcurl has to clear away can then hold it up.
    exchange.completion(.failure(.cancelled))
    if let multi { curl_multi_remove_handle(multi, exchange.easy) }
  }

  private func cancelAll() {
    for exchange in exchanges.values { cancel(exchange) }
    exchanges.removeAll()
  }
}
