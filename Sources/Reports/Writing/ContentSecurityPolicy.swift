import Crypto

/// What the browser may load for a report: its one style sheet and images within it.
enum ContentSecurityPolicy {
  /// The policy for a page with a style sheet.
  static func policy(style: String) -> String {
    let digest = Array(SHA256.hash(data: Array(style.utf8)))
    return "default-src 'none'; style-src 'sha256-\(DataURI.base64(digest))'; img-src data:; "
      + "base-uri 'none'; form-action 'none'"
  }
}
