import Foundation
import HTTPTypes
import Primitives
import TestScopes
import TestSupport
import Testing
import Wire
import XP

@testable import API

/// The board's page: how it is served, and how it is with a class that fills the screen.
@Suite(.ownThread()) struct WebBoardTests {
  @Test("the files are served without a token and let nothing else into the page")
  func isServed() async throws {
    let server = try await TestServer()
    for (path, type) in [
      ("/board/", "text/html"), ("/board/board.css", "text/css"), ("/board/board.js", "text/javascript"),
    ] {
      let answer = try await server.send(.get, path)
      #expect(answer.status == 200)
      #expect(answer.headers[.contentType] == type + "; charset=utf-8")
      #expect(answer.headers[.xContentTypeOptions] == "nosniff")
      let policy = try #require(answer.headers[.contentSecurityPolicy])
      #expect(policy.hasPrefix("default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'"))
      #expect(!policy.contains("unsafe"))
      #expect(!answer.text.isEmpty)
      #expect(!answer.text.contains("https://"), "nothing from outside")
    }
    #expect(try await server.send(.get, "/board").headers[.location] == "/board/")
    for method in [HTTPRequest.Method.get, .head] {
      let root = try await server.send(method, "/")
      #expect(
        root.status == 303 && root.headers[.location] == "/board/", "what people type is the address alone")
    }
    #expect(try await server.send(.get, "/board/other.js").status == 404)
    #expect(try await server.send(.post, "/board/").status == 405)
  }

  @Test(
    "two hundred pupils: found, shown, sorted, by keyboard too, in light, dark and print, at once when one changes"
  )
  func fillsTheScreen() async throws {
    try await withServer { server, port in
      let schoolClass = try await server.makeClass()
      var pupils: [JoinResponse] = []
      for name in ["Öst", "Ängla", "Åke"] + (1...197).map({ "P\(1000 + $0)" }) {
        pupils.append(try await server.makeStudent(name, in: schoolClass))
      }
      let browser = try Browser(in: server.folder.path + "/browser")
      #expect(try browser.openBoard(at: "http://127.0.0.1:\(port)"))
      let hidden = "document.querySelectorAll('[hidden]')"
      #expect(
        try browser.value(of: "String([...\(hidden)].every((one) => one.getClientRects().length === 0))")
          == "true")
      try browser.signIn(with: server.teacherToken.text)
      let shown = "document.querySelectorAll('#pupils li').length"
      #expect(try browser.waits(for: shown + " === 200"))
      #expect(try browser.value(of: "document.getElementById('pupils').className") == "many")

      // One change touches one card.
      _ = try browser.value(
        of: """
          window.changes = new Set();
          new MutationObserver((all) => all.forEach((one) => {
            const card = (one.target.closest ? one.target : one.target.parentElement)?.closest('li');
            if (card) window.changes.add(card.querySelector('.name').textContent);
          })).observe(document.getElementById('pupils'),
            { subtree: true, childList: true, characterData: true, attributes: true });
          """)
      _ = try await server.sync(pupils[152], [XPEvent.test(1, of: pupils[152].studentID).json])
      #expect(
        try browser.waits(
          for: "document.getElementById('pupils').children[149].textContent.includes('synced')"))
      #expect(try browser.value(of: "[...window.changes].join()") == "P1150")

      // By keyboard: / goes to the search, Escape empties it.
      try browser.press("/", code: "Slash")
      #expect(try browser.value(of: "document.activeElement.id") == "find")
      for digit in "115" { try browser.press(String(digit), code: "Digit\(digit)") }
      #expect(try browser.waits(for: shown + " === 11"))
      try browser.press("Escape", code: "Escape")
      #expect(try browser.waits(for: shown + " === 200"))

      // In the order of a Swedish register, or those longest silent first; and only those who are there.
      let lastNames =
        "[...document.querySelectorAll('#pupils .name')].slice(-3).map((name) => name.textContent).join()"
      #expect(try browser.value(of: lastNames) == "Åke,Ängla,Öst")
      func choose(_ value: String, in list: String) throws {
        _ = try browser.value(
          of: """
            document.getElementById('\(list)').value = '\(value)';
            document.getElementById('\(list)').dispatchEvent(new Event('input'));
            """)
      }
      try choose("seen", in: "sort")
      #expect(try browser.waits(for: lastNames + " === 'Ängla,Öst,P1150'"))
      try choose("here", in: "filter")
      #expect(try browser.waits(for: shown + " === 1"))

      let colour = "getComputedStyle(document.body).backgroundColor"
      #expect(try browser.value(of: colour) == "rgb(255, 255, 255)")
      try browser.emulate(("prefers-color-scheme", "dark"))
      #expect(try browser.value(of: colour) == "rgb(16, 20, 24)")
      try browser.emulate(medium: "print", ("prefers-color-scheme", "dark"))
      #expect(try browser.value(of: colour) == "rgb(255, 255, 255)")
      #expect(
        try browser.value(of: "getComputedStyle(document.querySelector('.tools')).display") == "none")
      #expect(browser.complaints == [])
    }
  }

  @Test(
    "the server's address leads to the page, which takes the token from a token file that was pasted whole")
  func signsIn() async throws {
    try await withServer { server, port in
      _ = try await server.makeClass()
      let browser = try Browser(in: server.folder.path + "/browser")
      try browser.open("http://127.0.0.1:\(port)")
      #expect(try browser.waits(for: "document.activeElement?.id === 'token'"))
      #expect(try browser.value(of: "location.pathname") == "/board/")
      #expect(try browser.text(of: "token-help").contains("server.sqlite.teacher-token"))
      let token = server.teacherToken.text
      // What a field makes of the line's end is the browser's affair.
      for pasted in ["\(token) pin sha256//AAAA=", " \(token)pin-here sha256//AAAA= ", token] {
        try browser.signIn(with: pasted)
        let isLive = "document.getElementById('connection').textContent === '● live'"
        #expect(try browser.waits(for: "!document.getElementById('board').hidden && \(isLive)"))
        #expect(try browser.value(of: "sessionStorage.getItem('glosa-token')") == .string(token))
        _ = try browser.value(of: "document.getElementById('sign-out').click()")
      }
      #expect(browser.complaints == [])
    }
  }

  @Test(
    "without a network no line is held out; another address is shown by itself, and i takes away what it shows"
  )
  func followsTheNetwork() async throws {
    try await withServer { server, port in
      _ = try await server.makeClass()
      server.services.site.listens(host: "0.0.0.0", port: port, security: nil)
      server.addresses.update { $0 = [] }
      let browser = try Browser(in: server.folder.path + "/browser")
      #expect(try browser.openBoard(at: "http://127.0.0.1:\(port)"))
      try browser.signIn(with: server.teacherToken.text)
      let note = "document.getElementById('invitation-note').textContent"
      #expect(try browser.waits(for: "\(note).includes('has no network just now')"))
      #expect(try browser.text(of: "invitation-line").isEmpty)
      #expect(try browser.text(of: "join") == "no network just now, nobody can join")
      #expect(
        try browser.value(of: "document.getElementById('invitation-code').hasAttribute('hidden')") == true)
      for address in ["192.168.1.20", "192.168.1.31"] {
        server.addresses.update { $0 = [address] }
        #expect(
          try browser.waits(
            for: "document.getElementById('invitation-line').textContent.includes('\(address)')"))
        #expect(try browser.text(of: "join").contains(address))
      }
      let shown = "document.getElementById('invitation').offsetParent !== null"
      for isShown in [false, true] {
        try browser.press("i", code: "KeyI")
        #expect(try browser.waits(for: "(\(shown)) === \(isShown)"))
      }
      #expect(browser.complaints == [])
    }
  }

  @Test("who is not there: waiting since when, synced then, left, to sign in again; counted as what is known")
  func saysSinceWhen() async throws {
    try await withServer { server, port in
      let schoolClass = try await server.makeClass()
      for (name, state, pending) in [
        ("Ada", "synced", 0), ("Bo", "pending", 4), ("Cy", "left", 0), ("Di", "", 2),
      ] {
        let pupil = try await server.makeStudent(name, in: schoolClass)
        if state.isEmpty {
          let path = Route.pin(of: pupil.studentID, in: schoolClass.id)
          let renewed = try await server.post(path, token: server.teacherToken.text, ["pin": "9876"])
          #expect(renewed.status == 204)
        }
        _ = try await server.post(
          Route.presence, token: pupil.token,
          [
            "device_id": .id(.test(1)), "state": .string(state.isEmpty ? "synced" : state),
            "pending_count": .integer(pending), "pending_xp": .integer(pending * 10), "game": .null,
          ])
      }
      server.time.advance(seconds: 9)
      let browser = try Browser(in: server.folder.path + "/browser")
      #expect(try browser.openBoard(at: "http://127.0.0.1:\(port)"))
      try browser.signIn(with: server.teacherToken.text)
      func says(_ name: String, _ style: String, _ text: String) -> String {
        """
        [...document.querySelectorAll('#pupils li')].some((card) => card.className === '\(style)'
          && /^\(name) 0 XP \(text) +$/.test(card.textContent))
        """
      }
      let since = "since \\d\\d:\\d\\d"
      for card in [
        says("Ada", "offline unheard", "○ offline \(since) synced when last heard of"),
        says("Bo", "offline", "○ offline \(since) 40 XP waiting"),
        says("Cy", "left", "✓ left at \\d\\d:\\d\\d everything sent"),
        says("Di", "attention", "▲ needs help \(since) 20 XP pending · has to sign in again"),
      ] { #expect(try browser.waits(for: card), "\(card)") }
      let summary = try browser.text(of: "summary")
      #expect(
        summary.contains(/^1 of 4 synced, waiting for Bo and Di; 1 not heard of since \d\d:\d\d$/),
        "\(summary)")
      #expect(try browser.value(of: "document.getElementById('summary').className") == "")
      #expect(browser.complaints == [])
    }
  }
}
