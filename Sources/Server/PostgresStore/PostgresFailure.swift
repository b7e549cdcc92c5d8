import CPostgres
import Store

/// An error that the database answered with.
struct SQLFailure: Error, Hashable {
  /// Five characters; empty where libpq itself failed.
  let sqlState: String
  /// The primary message: no detail, which may quote the data.
  let message: String

  init(result: OpaquePointer?, url: PostgresURL) {
    func field(_ code: Unicode.Scalar) -> String? {
      PQresultErrorField(result, Int32(code.value)).map { String(cString: $0) }
    }
    sqlState = field("C") ?? ""
    message = url.cleaned(field("M") ?? String(cString: PQresultErrorMessage(result)))
  }

  /// Transactions that ran at the same time got in each other's way; the same one may succeed now.
  var isWorthAnotherTry: Bool { sqlState == "40P01" || sqlState == "40001" }

  /// The data's fault: out of range, against a constraint, or an exception that a function raises for a caller.
  private var isRefusal: Bool { ["22", "23", "P0", "XP"].contains(sqlState.prefix(2)) }

  /// The database can't store: resources, disk, an operator's doing; read-only, out of time, or a session that is not what
  /// it was taken for.
  var isOfTheStore: Bool {
    ["53", "57", "58"].contains(sqlState.prefix(2)) || ["25006", "42P05"].contains(sqlState)
  }

  /// As the server's other parts know it.
  var storeError: StoreError {
    switch sqlState {
    case _ where isRefusal: .refused("\(sqlState), \(message)")
    case "42883": .unavailable("\(message); run glosa migrate as the database's owner")
    default: .unavailable(sqlState.isEmpty ? message : "\(sqlState), \(message)")
    }
  }
}

/// Why a connection gave no result.
enum ConnectionFailure: Error, Hashable {
  /// The database answered with an error. The connection is in a known state and can be used again.
  case failed(SQLFailure)
  /// The connection can't be used any more. `mayHaveRun`: all of the transaction was on its way, so that it may have
  /// been committed.
  case lost(String, mayHaveRun: Bool)
}

extension ConnectionFailure {
  /// What went wrong, for a person.
  var message: String {
    switch self {
    case .failed(let failure): failure.message
    case .lost(let reason, _): reason
    }
  }

  /// As the server's other parts know it.
  var storeError: StoreError {
    switch self {
    case .failed(let failure): failure.storeError
    case .lost(let reason, _): .unavailable(reason)
    }
  }
}
