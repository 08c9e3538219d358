import { findNodeAtLocation, type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser'

export interface Place {
  readonly line: number
  readonly column: number
}

/** A JSON document that knows where each of its values stands. */
export interface PlacedJson {
  readonly value: unknown
  /** Where the value at this path stands; where it is missing, the nearest thing around it that is there. */
  placeOf(path: readonly PropertyKey[]): Place
  /** The value at the path; undefined when there is none. */
  valueAt(path: readonly PropertyKey[]): unknown
}

/** What is wrong with the text as JSON, and where. */
export interface SyntaxProblem extends Place {
  readonly problem: string
}

/** Strict JSON: no comments, no trailing commas, no key twice. */
export function parsePlacedJson(text: string): PlacedJson | SyntaxProblem {
  const bare = text.replace(/^\ufeff/, '')
  const errors: ParseError[] = []
  const root = parseTree(bare, errors, { disallowComments: true, allowTrailingComma: false, allowEmptyContent: false })
  const place = (offset: number) => placeAt(bare, offset)
  const [first] = errors
  if (first !== undefined || root === undefined) {
    return { ...place(first?.offset ?? 0), problem: syntaxWords(first) }
  }
  const twice = repeatedKey(root)
  if (twice !== null) return { ...place(twice.offset), problem: `the key "${String(twice.value)}" stands here twice` }
  const nodeAt = (path: readonly PropertyKey[]) => findNodeAtLocation(root, path.map(segment))
  return {
    value: JSON.parse(bare),
    valueAt: (path) => {
      const node = nodeAt(path)
      return node === undefined ? undefined : JSON.parse(bare.slice(node.offset, node.offset + node.length))
    },
    placeOf: (path) => {
      for (let length = path.length; length > 0; length--) {
        const node = nodeAt(path.slice(0, length))
        if (node !== undefined) return place(keyOrValue(node).offset)
      }
      return place(root.offset)
    },
  }
}

const segment = (key: PropertyKey) => (typeof key === 'number' ? key : String(key))

/** A property is looked for at its key, for a long value may begin lines further down. */
const keyOrValue = (node: Node): Node => (node.parent?.type === 'property' ? node.parent : node)

function placeAt(text: string, offset: number): Place {
  const before = text.slice(0, offset).split('\n')
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 }
}

const SYNTAX_WORDS: Readonly<Record<string, string>> = {
  InvalidSymbol: 'this is no JSON value (text needs double quotes)',
  InvalidNumberFormat: 'this number is written wrongly',
  PropertyNameExpected: 'a key in double quotes is expected here (a comma too many before it?)',
  ValueExpected: 'a value is expected here (a comma too many before it?)',
  ColonExpected: 'a colon is expected here',
  CommaExpected: 'a comma is expected before this',
  CloseBraceExpected: 'a closing } is missing',
  CloseBracketExpected: 'a closing ] is missing',
  EndOfFileExpected: 'the file should end here',
  InvalidCommentToken: 'JSON has no comments',
  UnexpectedEndOfComment: 'JSON has no comments',
  UnexpectedEndOfString: 'this text is never closed with a double quote',
  UnexpectedEndOfNumber: 'this number ends too early',
  InvalidUnicode: 'this \\u sequence is wrong',
  InvalidEscapeCharacter: 'this backslash sequence is unknown to JSON',
  InvalidCharacter: 'this character may not stand in a JSON text (a tab or line break must be written \\t or \\n)',
}

function syntaxWords(error: ParseError | undefined): string {
  if (error === undefined) return 'the file is empty'
  const code = printParseErrorCode(error.error)
  return SYNTAX_WORDS[code] ?? code
}

function repeatedKey(node: Node): Node | null {
  const keys = new Set<unknown>()
  for (const child of node.children ?? []) {
    const [key] = child.children ?? []
    if (child.type === 'property' && key !== undefined) {
      if (keys.has(key.value)) return key
      keys.add(key.value)
    }
    const deeper = repeatedKey(child)
    if (deeper !== null) return deeper
  }
  return null
}
