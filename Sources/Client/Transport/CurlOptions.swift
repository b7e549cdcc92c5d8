import CCurl
import Glibc
import Wire

/// Sets the options of one libcurl handle and remembers the first that failed.
struct CurlOptions {
  let easy: UnsafeMutableRawPointer
  private let curl: CurlLibrary
  /// `CURLE_OK`, or why an option could not be set.
  private(set) var status = CURLE_OK

  /// How long a connection may take to open.
  static let connectMilliseconds = 5000

  /// Hands setting on to a handle.
  init(easy: UnsafeMutableRawPointer, curl: CurlLibrary) {
    self.easy = easy
    self.curl = curl
  }

  /// What holds for every request of every transport.
  mutating func setConstants() {
    set(CURLOPT_NOSIGNAL, 1)
    // Without it, leaving a name lookup early waits for the lookup to end.
    set(CURLOPT_QUICK_EXIT, 1)
    set(CURLOPT_PROTOCOLS_STR, "http,https")
    set(CURLOPT_DISALLOW_USERNAME_IN_URL, 1)
    set(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_1_1))
    set(CURLOPT_FOLLOWLOCATION, 0)
    set(CURLOPT_NETRC, Int(CURL_NETRC_IGNORED.rawValue))
    set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
    set(CURLOPT_CONNECTTIMEOUT_MS, Self.connectMilliseconds)
    set(CURLOPT_TCP_NODELAY, 1)
    set(CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
    check(ccurl_set_socket_function(curl.easySetopt, easy, openSocket))
  }

  /// What holds for every request of one transport.
  mutating func set(_ settings: CurlSettings) {
    set(CURLOPT_USERAGENT, settings.userAgent)
    check(
      ccurl_set_offset(
        curl.easySetopt, easy, CURLOPT_MAXFILESIZE_LARGE, curl_off_t(settings.responseLimit)))
  }

  /// How the server proves that it is the right one.
  mutating func set(_ trust: ServerTrust) {
    let restsOnKey = if case .key = trust { true } else { false }
    set(CURLOPT_SSL_VERIFYPEER, restsOnKey ? 0 : 1)
    set(CURLOPT_SSL_VERIFYHOST, restsOnKey ? 0 : 2)
    switch trust {
    case .system: break
    case .authorities(let pem):
      check(ccurl_set_string(curl.easySetopt, easy, CURLOPT_CAPATH, nil))
      check(ccurl_set_blob(curl.easySetopt, easy, CURLOPT_CAINFO_BLOB, pem, pem.utf8.count))
    // Looked at as soon as the handshake is done, also where nothing else is verified.
    case .key(let pin): set(CURLOPT_PINNEDPUBLICKEY, pin.description)
    }
  }

  /// The request itself.
  ///
  /// - Parameters:
  ///   - isStream: The timeout is for silence, not for the whole answer.
  ///   - fields: Becomes the list of header fields, which the caller frees after the handle.
  mutating func set(
    _ request: HTTPRequest, isStream: Bool, fields: inout UnsafeMutablePointer<curl_slist>?
  ) throws(TransportError) {
    guard Self.isUsable(request.url) else { throw .badURL(Self.withoutSecrets(request.url)) }
    guard !request.method.isEmpty, request.method.utf8.allSatisfy(\.isTokenByte) else {
      throw .other(reason: .method(request.method))
    }
    set(CURLOPT_URL, request.url)
    set(request.trust)
    if Self.goesDirectly(request.url) { set(CURLOPT_NOPROXY, "*") }
    if isStream {
      set(CURLOPT_LOW_SPEED_LIMIT, 1)
      set(CURLOPT_LOW_SPEED_TIME, max(1, Self.milliseconds(request.timeout) / 1000))
      set(CURLOPT_TCP_KEEPALIVE, 1)
    } else {
      set(CURLOPT_TIMEOUT_MS, Self.milliseconds(request.timeout))
    }
    if let body = request.body ?? (request.method == "POST" ? [] : nil) {
      check(ccurl_set_offset(curl.easySetopt, easy, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(body.count)))
      body.withUnsafeBytes { bytes in
        if let start = bytes.baseAddress, !bytes.isEmpty {
          set(CURLOPT_COPYPOSTFIELDS, pointer: UnsafeMutableRawPointer(mutating: start))
        } else {
          set(CURLOPT_COPYPOSTFIELDS, "")
        }
      }
    }
    if request.method == "HEAD" {
      set(CURLOPT_NOBODY, 1)
    } else {
      set(CURLOPT_CUSTOMREQUEST, request.method)
    }
    fields = try list(of: request)
    check(ccurl_set_list(curl.easySetopt, easy, CURLOPT_HTTPHEADER, fields))
  }

  mutating func set(_ option: CURLoption, _ value: Int) {
    check(ccurl_set_long(curl.easySetopt, easy, option, value))
  }
  mutating func set(_ option: CURLoption, _ value: String) {
    check(ccurl_set_string(curl.easySetopt, easy, option, value))
  }
  mutating func set(_ option: CURLoption, pointer: UnsafeMutableRawPointer) {
    check(ccurl_set_pointer(curl.easySetopt, easy, option, pointer))
  }
  mutating func set(_ option: CURLoption, function: curl_write_callback) {
    check(ccurl_set_write_function(curl.easySetopt, easy, option, function))
  }

  private mutating func check(_ code: CURLcode) {
    if status == CURLE_OK { status = code }
  }

  /// The fields in libcurl's notation: `Name: value`, `Name;` for an empty value, `Name:` to leave one of
  /// its own out.
  private func list(
    of request: HTTPRequest
  ) throws(TransportError) -> UnsafeMutablePointer<curl_slist>? {
    var lines = ["Expect:"]
    // libcurl would call every body a form.
    if !request.headers.contains(where: { $0.isNamed("Content-Type") }) { lines.append("Content-Type:") }
    for header in request.headers {
      guard !header.name.isEmpty, header.name.utf8.allSatisfy(\.isTokenByte),
        !header.value.utf8.contains(where: { $0 < 0x20 && $0 != 0x09 || $0 == 0x7F })
      else {
        throw .other(reason: .headerField(String(header.name.prefix(40))))
      }
      lines.append(header.value.isEmpty ? "\(header.name);" : "\(header.name): \(header.value)")
    }
    return lines.reduce(nil) { list, line in curl.listAppend(list, line) }
  }

  private static func isUsable(_ url: String) -> Bool {
    let start = String(decoding: url.utf8.prefix(8).map(\.lowercased), as: UTF8.self)
    return (start.hasPrefix("http://") || start.hasPrefix("https://"))
      && !url.utf8.contains { $0 <= 0x20 || $0 == 0x7F }
  }

  /// True for what no proxy is to see or can reach: plain HTTP, where it would read everything, and the school's own network.
  static func goesDirectly(_ url: String) -> Bool {
    guard let server = try? ServerURL(url.prefix { $0 != "?" && $0 != "#" }), server.isSecure else {
      return true
    }
    let numbers = server.host.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
    if numbers.count == 4, let first = numbers[0], let second = numbers[1] {
      return first == 10 || (first == 192 && second == 168) || (first == 172 && second & 0xF0 == 16)
        || (first == 169 && second == 254)
    }
    return server.host.hasSuffix(".local") || server.host.hasPrefix("[f")
  }

  /// The URL without what may be secret in it: user name, password, query.
  private static func withoutSecrets(_ url: String) -> String {
    let plain = url.prefix { $0 != "?" && $0 != "#" && !$0.isNewline }
    guard let at = plain.lastIndex(of: "@") else { return String(plain) }
    return "…" + plain[at...]
  }

  /// Whole milliseconds, at least one: to libcurl, 0 is no limit.
  static func milliseconds(_ duration: Duration) -> Int {
    let (seconds, attoseconds) = duration.components
    guard seconds >= 0 else { return 1 }
    return max(1, Int(min(seconds, 86_400)) * 1000 + Int(attoseconds / 1_000_000_000_000_000))
  }
}

/// A connection must not live on in a process started meanwhile. (libcurl 7.88 makes one pair of sockets for waking
/// its thread, and one for each name lookup, without that flag; a child inherits them, but nothing leads out.)
private func openSocket(
  _ context: UnsafeMutableRawPointer?, _ purpose: curlsocktype,
  _ address: UnsafeMutablePointer<curl_sockaddr>?
) -> curl_socket_t {
  guard let address = address?.pointee else { return -1 }
  return socket(address.family, address.socktype | Int32(SOCK_CLOEXEC.rawValue), address.protocol)
}

extension UInt8 {
  /// A character of an HTTP token (RFC 9110, section 5.6.2).
  fileprivate var isTokenByte: Bool {
    switch self {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: "!#$%&'*+-.^_`|~".utf8.contains(self)
    }
  }
}
