import CCurl

/// The certificate that a server shows to everybody.
package enum ShownCertificate {
  /// Does a TLS handshake and sends nothing after it. Blocks.
  ///
  /// Whose certificate it is nobody has verified yet: that is for the caller.
  ///
  /// - Returns: The server's own certificate, in PEM.
  package static func pem(of server: ServerURL, timeout: Duration = .seconds(10)) throws(TransportError)
    -> String
  {
    let curl = try CurlLibrary.shared.get()
    guard let easy = curl.easyInit() else { throw .other(reason: .noMemory) }
    defer { curl.easyCleanup(easy) }
    let errorText = UnsafeMutablePointer<CChar>.allocate(capacity: Int(CURL_ERROR_SIZE))
    errorText.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
    defer { errorText.deallocate() }
    var options = CurlOptions(easy: easy, curl: curl)
    options.setConstants()
    options.set(CURLOPT_URL, server.description)
    if CurlOptions.goesDirectly(server.description) { options.set(CURLOPT_NOPROXY, "*") }
    options.set(CURLOPT_SSL_VERIFYPEER, 0)
    options.set(CURLOPT_SSL_VERIFYHOST, 0)
    options.set(CURLOPT_CERTINFO, 1)
    options.set(CURLOPT_CONNECT_ONLY, 1)
    options.set(CURLOPT_TIMEOUT_MS, CurlOptions.milliseconds(timeout))
    options.set(CURLOPT_ERRORBUFFER, pointer: errorText)
    guard options.status == CURLE_OK else { throw .other(reason: curl.reason(of: options.status)) }
    let code = curl.easyPerform(easy)
    guard code == CURLE_OK else {
      throw TransportError(code, detail: String(cString: errorText), of: curl)
    }
    var certificates: UnsafeMutablePointer<curl_certinfo>?
    guard ccurl_get_certificates(curl.easyGetinfo, easy, &certificates) == CURLE_OK,
      let shown = certificates?.pointee, shown.num_of_certs > 0
    else { throw .insecure(reason: .noCertificate) }
    // The first is the server's own; each is a list of texts such as `Subject:CN = …`.
    var field = shown.certinfo[0]
    while let text = field?.pointee.data.map({ String(cString: $0) }) {
      if text.hasPrefix(pemField) { return String(text.dropFirst(pemField.count)) }
      field = field?.pointee.next
    }
    throw .insecure(reason: .unreadableCertificate)
  }

  private static let pemField = "Cert:"
}
