import CCurl

/// One request on its way: the libcurl handle, and what has come of the answer. Used on the curl thread
/// alone.
final class CurlExchange {
  /// The handle, owned by this object; whoever adds it to a multi handle removes it before letting go.
  let easy: UnsafeMutableRawPointer
  let completion: CurlMailbox.Completion

  private let curl: CurlLibrary
  private let request: HTTPRequest
  private let errorText: UnsafeMutablePointer<CChar>
  private var fields: UnsafeMutablePointer<curl_slist>?
  private var answer: CurlAnswer

  /// Sets a handle up for a request.
  ///
  /// - Parameter onFreshConnection: Whether kept connections are not to be used.
  init(
    _ submission: CurlMailbox.Submission, settings: CurlSettings, onFreshConnection: Bool,
    curl: CurlLibrary
  ) throws(TransportError) {
    guard let easy = curl.easyInit() else { throw .other(reason: .noMemory) }
    self.easy = easy
    self.curl = curl
    (completion, request) = (submission.completion, submission.request)
    answer = CurlAnswer(bodyLimit: settings.responseLimit, received: submission.received)
    errorText = .allocate(capacity: Int(CURL_ERROR_SIZE))
    errorText.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
    var options = CurlOptions(easy: easy, curl: curl)
    options.setConstants()
    options.set(settings)
    try options.set(submission.request, isStream: submission.received != nil, fields: &fields)
    options.set(CURLOPT_FRESH_CONNECT, onFreshConnection ? 1 : 0)
    options.set(CURLOPT_ERRORBUFFER, pointer: errorText)
    let context = Unmanaged.passUnretained(self).toOpaque()
    options.set(CURLOPT_HEADERDATA, pointer: context)
    options.set(CURLOPT_HEADERFUNCTION, function: receiveHeader)
    options.set(CURLOPT_WRITEDATA, pointer: context)
    options.set(CURLOPT_WRITEFUNCTION, function: receiveBody)
    guard options.status == CURLE_OK else { throw .other(reason: curl.reason(of: options.status)) }
  }

  deinit {
    curl.easyCleanup(easy)
    curl.listFreeAll(fields)
    errorText.deallocate()
  }

  /// What came of the request, once libcurl says with `code` that it has ended.
  func result(of code: CURLcode) -> Result<HTTPResponse, TransportError> {
    if answer.isTooLarge || code == CURLE_FILESIZE_EXCEEDED {
      return .failure(.responseTooLarge(limit: answer.bodyLimit))
    }
    guard code == CURLE_OK else { return .failure(error(of: code)) }
    // libcurl calls it a success when the connection ends between two header lines.
    guard let response = answer.response else {
      return .failure(.connectionLost(reason: .endedWithinHeader))
    }
    return .success(response)
  }

  private func error(of code: CURLcode) -> TransportError {
    if isWithoutConnection(code) {
      if !LocalNetwork.leads(to: request.url) { return .noNetwork }
      if code == CURLE_OPERATION_TIMEDOUT { return .unreachable(reason: .nothingAnswers) }
    }
    return TransportError(code, detail: String(cString: errorText), of: curl)
  }

  /// True where no connection came about. A request that gives itself less time than a connection may take to open can't tell.
  private func isWithoutConnection(_ code: CURLcode) -> Bool {
    switch code {
    case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_CONNECT: return true
    case CURLE_OPERATION_TIMEDOUT:
      var sent = 0
      return request.timeout > .milliseconds(CurlOptions.connectMilliseconds)
        && ccurl_get_long(curl.easyGetinfo, easy, CURLINFO_REQUEST_SIZE, &sent) == CURLE_OK && sent == 0
    default: return false
    }
  }

  fileprivate func receive(header line: UnsafeRawBufferPointer) -> Bool { answer.receive(header: line) }
  fileprivate func receive(body bytes: UnsafeRawBufferPointer) -> Bool { answer.receive(body: bytes) }
}

// libcurl calls these on the curl thread, within `curl_multi_perform`, while the driver holds the exchange.
// A count other than the given one ends the transfer.

private func receiveHeader(
  _ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int, _ context: UnsafeMutableRawPointer?
) -> Int {
  guard let context else { return 0 }
  let line = UnsafeRawBufferPointer(start: bytes, count: size * count)
  return Unmanaged<CurlExchange>.fromOpaque(context).takeUnretainedValue().receive(header: line)
    ? line.count : 0
}

private func receiveBody(
  _ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int, _ context: UnsafeMutableRawPointer?
) -> Int {
  guard let context else { return 0 }
  let part = UnsafeRawBufferPointer(start: bytes, count: size * count)
  return Unmanaged<CurlExchange>.fromOpaque(context).takeUnretainedValue().receive(body: part)
    ? part.count : 0
}
