import HTTPTypes
import Wire

/// A problem with the header fields that go with it: what a handler throws instead of answering.
struct HTTPProblem: Error {
  let problem: Problem
  var headers = HTTPFields()

  init(_ status: Int, _ code: String, _ detail: String, rejected: [Rejection] = []) {
    problem = Problem(status: status, code: code, detail: detail, rejected: rejected)
  }

  private func with(_ name: HTTPField.Name, _ value: String) -> HTTPProblem {
    var problem = self
    problem.headers[name] = value
    return problem
  }
}

extension HTTPProblem {
  static let notFound = HTTPProblem(404, "not_found", "There is nothing here.")

  static func methodNotAllowed(allowed: String) -> HTTPProblem {
    HTTPProblem(405, "method_not_allowed", "This address takes \(allowed).").with(.allow, allowed)
  }

  static let unauthorized = HTTPProblem(
    401, "unauthorized",
    "This token is not valid: pupils join the class again, teachers use the token that the server wrote last."
  ).with(.wwwAuthenticate, "Bearer")

  static let notAStudent = HTTPProblem(403, "not_a_student", "Only a student's token can do this.")

  static let notATeacher = HTTPProblem(403, "not_a_teacher", "Only a teacher's token can do this.")

  static func malformed(_ detail: String) -> HTTPProblem { HTTPProblem(400, "malformed_json", detail) }

  /// The rest of the body is not worth reading, so the connection ends.
  static let bodyTooLarge = HTTPProblem(
    413, "body_too_large", "A body may have \(Limit.bodyBytes) bytes at most; send less at once."
  ).with(.connection, "close")

  static let tooManyRequests = HTTPProblem(
    429, "too_many_requests", "This account sends too many requests; wait a second."
  ).with(.retryAfter, "1")

  static func tooManyPINs(retryAfter seconds: Int) -> HTTPProblem {
    HTTPProblem(
      429, Problem.tooManyPINs, "There were too many wrong PINs for this name; wait \(seconds) seconds."
    ).with(.retryAfter, String(seconds))
  }

  static let tooManyAtOnce = HTTPProblem(
    503, "overloaded", "Too many devices are joining under this name at the same time; try again."
  ).with(.retryAfter, "1")

  static func tooManyCodes(retryAfter seconds: Int) -> HTTPProblem {
    HTTPProblem(
      429, "too_many_codes",
      "There were too many wrong class codes from this network; wait \(seconds) seconds, and ask for the code."
    ).with(.retryAfter, String(seconds))
  }

  static func tooManyNewcomers(retryAfter seconds: Int) -> HTTPProblem {
    HTTPProblem(
      429, "too_many_newcomers",
      "Too many new pupils join this class from one network at once; wait \(seconds) seconds."
    ).with(.retryAfter, String(seconds))
  }

  static let notJoinable = HTTPProblem(
    409, "not_joinable", "This class takes nobody new at the moment; ask your teacher to open it.")

  static let classFull = HTTPProblem(
    409, "class_full", "This class has as many pupils as there can be; ask the teacher for another one.")

  static let tooMuchHomework = HTTPProblem(
    409, "too_much_homework",
    "This class has \(Limit.homeworkPerClass) pieces of homework, which is as many as there can be; remove some."
  )

  static let tooManySets = HTTPProblem(
    409, "too_many_sets", "You have \(Limit.setsPerTeacher) word sets, which is as many as there can be.")

  static let missingHost = HTTPProblem(
    400, "malformed_request", "A request of HTTP/1.1 names its host."
  ).with(.connection, "close")

  static let targetTooLong = HTTPProblem(414, "uri_too_long", "The address of the request is too long.")

  static let overloaded = HTTPProblem(
    503, "overloaded", "The server has too much to do at the moment; try again."
  ).with(.retryAfter, "2")

  static let storeUnavailable = HTTPProblem(
    503, "store_unavailable", "The server can't reach its database at the moment; try again."
  ).with(.retryAfter, "5")

  static let `internal` = HTTPProblem(
    500, "internal", "Something went wrong in the server; its log says what.")

  static func rejected(_ events: [Rejection]) -> HTTPProblem {
    HTTPProblem(
      422, "events_rejected", "Nothing was stored: the events named here are bad.",
      rejected: events.sorted { $0.index < $1.index })
  }
}
