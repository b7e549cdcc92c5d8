import Foundation
import Glibc
import Primitives
import X509

/// The certificate that the person who runs the server has from elsewhere.
extension ServerCertificate {
  init(certificate: String, key: String, at time: Timestamp) throws(Failure) {
    let chain = try Self.chain(in: Self.text(of: certificate), of: certificate)
    let privateKey = try Self.key(in: Self.text(of: key), of: key)
    var warnings: [String] = []
    if let leaf = chain.first {
      let (start, end) = (Self.milliseconds(leaf.notValidBefore), Self.milliseconds(leaf.notValidAfter))
      if end <= time.milliseconds {
        warnings.append(
          "the certificate \(certificate) expired on \(Timestamp(milliseconds: end)); who trusts its authority turns away until it is renewed"
        )
      } else if start > time.milliseconds {
        warnings.append(
          "the certificate \(certificate) is valid from \(Timestamp(milliseconds: start)) on only; is this computer's clock right?"
        )
      }
    }
    let attributes = try? FileManager.default.attributesOfItem(atPath: key)
    if let mode = attributes?[.posixPermissions] as? Int, mode & 0o004 != 0 {
      warnings.append("everybody on this computer may read the key \(key); take that away: chmod o-r \(key)")
    }
    try self.init(chain: chain, key: privateKey, of: key, isOwn: false, warnings: warnings)
  }

  private static func text(of path: String) throws(Failure) -> String {
    do {
      let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
      guard bytes.count <= largestFile else {
        throw Failure.unusable("\(path) is too large for a certificate or a key.")
      }
      return String(decoding: bytes, as: UTF8.self)
    } catch let failure as Failure {
      throw failure
    } catch {
      let reason = errno == 0 ? "" : " (\(String(cString: strerror(errno))))"
      throw .unusable("\(path) can't be read\(reason).")
    }
  }
}
