import CCurl
import Glibc

/// libcurl's functions, under its own names. The library is loaded for the first request and not linked: with all that it
/// brings along, that would take a third of the time to the game's first screen, which needs no network.
///
/// `@unchecked Sendable`: nothing but constant pointers to the code of a library that is never unloaded.
package final class CurlLibrary: @unchecked Sendable {
  let easyInit: ccurl_easy_init_t
  let easyCleanup: ccurl_easy_cleanup_t
  let easyPerform: ccurl_easy_perform_t
  let easySetopt: ccurl_easy_setopt_t
  let easyGetinfo: ccurl_easy_getinfo_t
  let multiInit: ccurl_multi_init_t
  let multiCleanup: ccurl_multi_cleanup_t
  let multiAddHandle: ccurl_multi_add_handle_t
  let multiRemoveHandle: ccurl_multi_remove_handle_t
  let multiPerform: ccurl_multi_perform_t
  let multiInfoRead: ccurl_multi_info_read_t
  let multiPoll: ccurl_multi_poll_t
  let multiWakeup: ccurl_multi_wakeup_t
  let multiSetopt: ccurl_multi_setopt_t
  let listAppend: ccurl_slist_append_t
  let listFreeAll: ccurl_slist_free_all_t
  private let easyStrerror: ccurl_easy_strerror_t

  /// The library of this process, made ready once, by whoever asks first; or why there is none.
  package static let shared = Result { () throws(TransportError) in try CurlLibrary(named: "libcurl.so.4") }

  /// 7.87.0, the first with all options that are set here.
  package static let minimumVersion: UInt32 = 0x07_57_00

  /// Loads the library and makes it ready. Of one library that must not happen on two threads at once.
  ///
  /// - Parameter minimum: The oldest version accepted, in libcurl's notation: a byte each for its three numbers.
  package init(named name: String, minimum: UInt32 = minimumVersion) throws(TransportError) {
    guard let library = dlopen(name, RTLD_NOW | RTLD_LOCAL) else {
      throw .noLibrary(reason: .words(dlerror().map { String(cString: $0) } ?? name))
    }
    func function<Function>(_ symbol: String) throws(TransportError) -> Function {
      guard let address = dlsym(library, symbol) else {
        throw .noLibrary(reason: .missingSymbol(library: name, symbol: symbol))
      }
      return unsafeBitCast(address, to: Function.self)
    }
    let versionInfo: ccurl_version_info_t = try function("curl_version_info")
    let version = versionInfo(CURLVERSION_FIRST)?.pointee.version_num ?? 0
    guard version >= minimum else {
      throw .noLibrary(reason: .oldLibrary(version: Self.text(version), minimum: Self.text(minimum)))
    }
    easyInit = try function("curl_easy_init")
    easyCleanup = try function("curl_easy_cleanup")
    easyPerform = try function("curl_easy_perform")
    easySetopt = try function("curl_easy_setopt")
    easyGetinfo = try function("curl_easy_getinfo")
    easyStrerror = try function("curl_easy_strerror")
    multiInit = try function("curl_multi_init")
    multiCleanup = try function("curl_multi_cleanup")
    multiAddHandle = try function("curl_multi_add_handle")
    multiRemoveHandle = try function("curl_multi_remove_handle")
    multiPerform = try function("curl_multi_perform")
    multiInfoRead = try function("curl_multi_info_read")
    multiPoll = try function("curl_multi_poll")
    multiWakeup = try function("curl_multi_wakeup")
    multiSetopt = try function("curl_multi_setopt")
    listAppend = try function("curl_slist_append")
    listFreeAll = try function("curl_slist_free_all")
    let globalInit: ccurl_global_init_t = try function("curl_global_init")
    let code = globalInit(Int(CURL_GLOBAL_DEFAULT))
    guard code == CURLE_OK else { throw .other(reason: reason(of: code)) }
  }

  /// What libcurl calls a failure.
  func reason(of code: CURLcode) -> TransportError.Reason {
    easyStrerror(code).map { .words(String(cString: $0)) } ?? .code(Int(code.rawValue))
  }

  private static func text(_ version: UInt32) -> String {
    "\(version >> 16).\(version >> 8 & 0xFF).\(version & 0xFF)"
  }
}
