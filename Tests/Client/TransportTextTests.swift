import Languages
import Primitives
import TestScopes
import Testing
import Transport

/// The pure readers beside the transport: Retry-After, HTTP dates, the server's address.
@Suite(.ownThread()) struct TransportTextTests {
  private static let now = Timestamp("1994-11-06T08:49:00.250Z")!

  @Test(
    "Retry-After in seconds or as a date becomes seconds from now, between 0 and a day",
    arguments: [
      ("0", 0), ("7", 7), (" 7 ", 7), ("007", 7), ("86400", 86_400), ("86401", 86_400),
      ("99999999999999999999999", 86_400), ("Sun, 06 Nov 1994 08:49:37 GMT", 37),
      ("Sunday, 06-Nov-94 08:49:37 GMT", 37), ("Sun Nov  6 08:49:37 1994", 37),
      ("Sun, 06 Nov 1994 08:49:01 GMT", 1), ("Sun, 06 Nov 1994 08:48:59 GMT", 0),
      ("Fri, 06 Nov 1970 08:49:37 GMT", 0), ("Fri, 31 Dec 9999 23:59:59 GMT", 86_400),
      ("", nil), (" ", nil), ("-1", nil), ("+1", nil), ("1.5", nil), ("7 s", nil), ("soon", nil), ("٣", nil),
      ("Sun, 31 Feb 1994 08:49:37 GMT", nil),
    ] as [(String, Int64?)])
  func readsRetryAfter(value: String, seconds: Int64?) {
    #expect(RetryAfter.seconds(value, now: Self.now) == seconds)
  }

  @Test(
    "A place has the name that a person says: no scheme, and no port where it is the usual one",
    arguments: [
      ("http://192.168.1.20:8420", "192.168.1.20"), ("https://192.168.1.20:8420", "192.168.1.20"),
      ("http://192.168.1.20:9000", "192.168.1.20:9000"), ("https://glosa.example.org", "glosa.example.org"),
      ("https://example.org/glosa", "example.org/glosa"), ("http://[fd00::2]:8420", "[fd00::2]"),
      ("http://[fd00::2]:9000", "[fd00::2]:9000"), ("what is this", "what is this"),
    ])
  func namesPlaces(address: String, name: String) {
    #expect(ServerPlace(address).name == name)
  }

  @Test(
    "HTTP dates are read in all three forms",
    arguments: [
      ("Sun, 06 Nov 1994 08:49:37 GMT", "1994-11-06T08:49:37Z"),
      ("Sunday, 06-Nov-94 08:49:37 GMT", "1994-11-06T08:49:37Z"),
      ("Sun Nov  6 08:49:37 1994", "1994-11-06T08:49:37Z"),
      ("Wed Nov 16 08:49:37 1994", "1994-11-16T08:49:37Z"),
      ("Thu, 29 Feb 2024 23:59:60 GMT", "2024-03-01T00:00:00Z"),
      ("Tuesday, 22-Nov-26 10:00:00 GMT", "2026-11-22T10:00:00Z"),
      ("Thu, 29 Feb 2023 00:00:00 GMT", nil), ("Sun, 06 Nov 1994 24:00:00 GMT", nil),
      ("Sun, 06 Nov 1994 08:60:00 GMT", nil), ("Sun, 06 Nov 1994 08:49:37 CET", nil),
      ("Sun, 06 Nov 94 08:49:37 GMT", nil), ("Son, 06 Nov 1994 08:49:37 GMT", nil),
      ("Sun, 06 Okt 1994 08:49:37 GMT", nil), ("Sun, 06 Nov 1994 08:49 GMT", nil),
      ("Sun, 00 Nov 1994 08:49:37 GMT", nil), ("Sun, 06 Nov 0000 08:49:37 GMT", nil),
      ("1994-11-06T08:49:37Z", nil), ("", nil), (",,,,,", nil), ("Sun, 06 Nov 1994 08:49:37 GMT x", nil),
    ] as [(String, String?)])
  func readsDates(text: String, moment: String?) {
    #expect(HTTPDate.parse(text) == moment.flatMap { Timestamp($0) })
  }

  @Test(
    "a year of two digits is never more than 50 years ahead",
    arguments: [("76", 2076), ("77", 1977), ("26", 2026), ("99", 1999)])
  func readsShortYears(year: String, full: Int64) {
    let now = Timestamp("2026-11-22T00:00:00Z")!
    let date = HTTPDate.parse("Sunday, 06-Nov-\(year) 00:00:00 GMT", now: now)
    #expect(date == Timestamp("\(full)-11-06T00:00:00Z"))
  }

  @Test(
    "addresses of one server have one form",
    arguments: [
      ("https://glosa.example.org", "https://glosa.example.org"),
      ("  HTTPS://Glosa.Example.ORG/ \n", "https://glosa.example.org"),
      ("https://glosa.example.org:443//", "https://glosa.example.org"),
      ("http://192.168.1.7:80", "http://192.168.1.7"),
      ("http://localhost:8080/", "http://localhost:8080"),
      ("https://skola.se:8443/Glosa/v1/", "https://skola.se:8443/Glosa/v1"),
      ("http://[::1]:8080", "http://[::1]:8080"), ("http://[FE80::1]", "http://[fe80::1]"),
      ("https://Räksmörgås.se", "https://räksmörgås.se"), ("http://teacher_pc:80/", "http://teacher_pc"),
    ])
  func normalises(typed: String, form: String) throws {
    let url = try ServerURL(typed)
    #expect(url.description == form)
    #expect(try ServerURL(form) == url)
    #expect(url.isSecure == form.hasPrefix("https"))
    #expect(url.url(of: "/api/me") == form + "/api/me")
  }

  @Test(
    "what is no address is refused by its reason",
    arguments: [
      ("", .empty), (" \t", .empty), ("glosa.example.org", .missingScheme("glosa.example.org")),
      ("localhost:8080", .missingScheme("localhost:8080")),
      ("ftp://a", .unsupportedScheme("ftp")), ("://a", .unsupportedScheme("")),
      ("https://user:hunter2@a", .userInfo), ("https://a?b", .queryOrFragment),
      ("https://a/b#c", .queryOrFragment),
      ("https://", .badHost("")), ("https:///a", .badHost("")), ("https://a b", .badHost("a b")),
      ("https://-a", .badHost("-a")), ("https://a..b", .badHost("a..b")), ("https://:80", .badHost("")),
      ("https://[1]", .badHost("[1]")), ("https://[::1", .badHost("[")),
      ("https://a\u{0}", .badHost("a\u{0}")),
      ("https://a:", .badPort("")), ("https://a:0", .badPort("0")), ("https://a:65536", .badPort("65536")),
      ("https://a:+8", .badPort("+8")), ("https://a:x", .badPort("x")),
      ("https://a/b/../c", .badPath("/b/../c")),
      ("https://a/b c", .badPath("/b c")), ("https://a//b", .badPath("//b")), ("https://a/ö", .badPath("/ö")),
    ] as [(String, ServerURL.Problem)])
  func refuses(typed: String, problem: ServerURL.Problem) {
    #expect(throws: problem) { try ServerURL(typed) }
    #expect(!problem.text(in: English()).contains("hunter2"))
    #expect(problem.text(in: English()).hasSuffix("."))
  }
}
