import Ccmark

/// A document parsed by cmark; it owns the nodes.
final class CommonMarkDocument {
  // A class, since the tree must be freed when the last user is gone.
  let root: CommonMarkNode?

  /// Parses valid UTF-8.
  init(parsing bytes: [UInt8]) {
    let pointer = bytes.withUnsafeBufferPointer { buffer in
      buffer.withMemoryRebound(to: CChar.self) {
        cmark_parse_document($0.baseAddress, $0.count, CMARK_OPT_DEFAULT)
      }
    }
    root = pointer.map(CommonMarkNode.init)
  }

  deinit {
    if let root { cmark_node_free(root.pointer) }
  }
}

/// A node of a CommonMark tree.
struct CommonMarkNode {
  let pointer: OpaquePointer

  /// What a node is.
  enum Kind {
    case document, quote, list, item, code, html, paragraph, heading, rule
    case text, softBreak, lineBreak, codeSpan, htmlInline, emphasis, strong, link, image, other
  }

  var kind: Kind {
    switch cmark_node_get_type(pointer) {
    case CMARK_NODE_DOCUMENT: .document
    case CMARK_NODE_BLOCK_QUOTE: .quote
    case CMARK_NODE_LIST: .list
    case CMARK_NODE_ITEM: .item
    case CMARK_NODE_CODE_BLOCK: .code
    case CMARK_NODE_HTML_BLOCK: .html
    case CMARK_NODE_PARAGRAPH: .paragraph
    case CMARK_NODE_HEADING: .heading
    case CMARK_NODE_THEMATIC_BREAK: .rule
    case CMARK_NODE_TEXT: .text
    case CMARK_NODE_SOFTBREAK: .softBreak
    case CMARK_NODE_LINEBREAK: .lineBreak
    case CMARK_NODE_CODE: .codeSpan
    case CMARK_NODE_HTML_INLINE: .htmlInline
    case CMARK_NODE_EMPH: .emphasis
    case CMARK_NODE_STRONG: .strong
    case CMARK_NODE_LINK: .link
    case CMARK_NODE_IMAGE: .image
    default: .other
    }
  }

  var firstChild: CommonMarkNode? { cmark_node_first_child(pointer).map(CommonMarkNode.init) }
  var next: CommonMarkNode? { cmark_node_next(pointer).map(CommonMarkNode.init) }
  var parent: CommonMarkNode? { cmark_node_parent(pointer).map(CommonMarkNode.init) }
  var children: some Sequence<CommonMarkNode> {
    sequence(state: firstChild) { node -> CommonMarkNode? in
      defer { node = node?.next }
      return node
    }
  }

  var literal: [UInt8] { Self.bytes(cmark_node_get_literal(pointer)) }
  var info: [UInt8] { Self.bytes(cmark_node_get_fence_info(pointer)) }
  var url: [UInt8] { Self.bytes(cmark_node_get_url(pointer)) }
  var title: [UInt8] { Self.bytes(cmark_node_get_title(pointer)) }
  var headingLevel: Int { Int(cmark_node_get_heading_level(pointer)) }
  var isOrdered: Bool { cmark_node_get_list_type(pointer) == CMARK_ORDERED_LIST }
  var listStart: Int { Int(cmark_node_get_list_start(pointer)) }
  var isTight: Bool { cmark_node_get_list_tight(pointer) != 0 }
  var startLine: Int { Int(cmark_node_get_start_line(pointer)) }
  var startColumn: Int { Int(cmark_node_get_start_column(pointer)) }
  var endLine: Int { Int(cmark_node_get_end_line(pointer)) }

  private static func bytes(_ string: UnsafePointer<CChar>?) -> [UInt8] {
    guard let string else { return [] }
    var count = 0
    while string[count] != 0 { count += 1 }
    return UnsafeRawBufferPointer(start: string, count: count).map { $0 }
  }

  /// Calls a closure with every block below this one, in document order, without recursion.
  func forEachBlock(_ body: (CommonMarkNode) -> Void) {
    var node = firstChild
    while let current = node {
      body(current)
      let isContainer = [.quote, .list, .item].contains(current.kind)
      if isContainer, let child = current.firstChild { node = child; continue }
      var climbing: CommonMarkNode? = current
      while let level = climbing, level.pointer != pointer, level.next == nil {
        climbing = level.parent
      }
      guard let level = climbing, level.pointer != pointer else { return }
      node = level.next
    }
  }
}
