import CCurl

extension TransportError {
  /// What a failure of libcurl's means.
  ///
  /// - Parameter detail: What libcurl wrote about it; may be empty.
  init(_ code: CURLcode, detail: String, of curl: CurlLibrary) {
    let reason = detail.isEmpty ? curl.reason(of: code) : .words(detail)
    let words = if case .words(let words) = reason { words } else { "" }
    self =
      switch code {
      case CURLE_URL_MALFORMAT, CURLE_LOGIN_DENIED: .badURL(words)
      // What most pupils ever see is said in words of our own.
      case CURLE_COULDNT_RESOLVE_HOST: .unreachable(reason: .nameUnknown)
      case CURLE_COULDNT_CONNECT: .unreachable(reason: .nothingAnswers)
      case CURLE_COULDNT_RESOLVE_PROXY, CURLE_INTERFACE_FAILED: .unreachable(reason: reason)
      case CURLE_OPERATION_TIMEDOUT: .timedOut
      case CURLE_SSL_CONNECT_ERROR where Self.plainAnswers.contains(where: words.contains): .notSecured
      case CURLE_PARTIAL_FILE, CURLE_RECV_ERROR, CURLE_SEND_ERROR, CURLE_GOT_NOTHING, CURLE_SSL_CONNECT_ERROR:
        .connectionLost(reason: reason)
      case CURLE_SSL_PINNEDPUBKEYNOTMATCH: .wrongKey
      case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CERTPROBLEM, CURLE_SSL_CIPHER, CURLE_SSL_ISSUER_ERROR,
        CURLE_SSL_INVALIDCERTSTATUS, CURLE_SSL_CACERT_BADFILE:
        .insecure(reason: reason)
      default: .other(reason: reason)
      }
  }

  /// What OpenSSL, from 1.1 to 3.5, calls the first bytes of an answer that are no TLS.
  private static let plainAnswers = [
    "wrong version number", "packet length too long", "http request", "record layer failure",
  ]
}
