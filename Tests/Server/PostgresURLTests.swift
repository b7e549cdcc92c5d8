import TestScopes
import Testing

@testable import PostgresStore

@Suite(.ownThread()) struct PostgresURLTests {
  @Test("a URL says where and as whom, never the password")
  func describes() throws {
    let url = try PostgresURL("postgresql://me:s3cret@db.example.org:5433/glosa?sslmode=require")
    #expect(url.description == "postgres://me@db.example.org:5433/glosa")
    #expect(url.options.contains { $0 == ("password", "s3cret") })
    #expect(url.options.contains { $0 == ("sslmode", "require") })
    #expect(url.cleaned("FATAL:  no s3cret\n\tas s3cret\n") == "FATAL:  no ***; as ***")
  }

  @Test("what a URL leaves out has an end; what it says counts")
  func completes() throws {
    let url = try PostgresURL("postgres:///glosa?connect_timeout=2&client_encoding=LATIN1")
    let options = Dictionary(
      url.options.map { ($0.keyword, $0.value) }, uniquingKeysWith: { _, _ in "twice" })
    #expect(options["connect_timeout"] == "2")
    #expect(options["tcp_user_timeout"] == "15000")
    #expect(options["client_encoding"] == "UTF8")
    #expect(options["fallback_application_name"] == "glosa-server")
  }

  @Test(
    "what libpq would misunderstand is refused, without repeating it",
    arguments: [
      "postgres://me:p@ss@host/db", "postgres://me:pa/ss@host/db", "postgres://me:pa%ss@host/db",
      "postgres://me:s3cret@host/db?nonsense=1", "postgres://me:s3cret@host/db?sslmode",
      "/var/lib/glosa.sqlite",
      "postgres:me", "postgres://me:s3cret@host:port:1/db?x",
    ])
  func refuses(text: String) {
    #expect(throws: PostgresOpenError.badURL) { try PostgresURL(text) }
    #expect(!PostgresOpenError.badURL.description.contains("s3cret"))
  }
}
