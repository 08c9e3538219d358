/**
 * Every limit of the reading of one mail, in one place. A mail beyond a limit is never refused: what lies within is
 * read, `truncated` says that something was left out, and the raw bytes stay with the caller.
 */
export const readingLimits = {
  /** Bytes handed to the MIME parser. Large providers refuse mail above 25 to 50 MB, base64 adds a third. */
  messageBytes: 52_428_800,
  /** Bytes of the header block of the whole mail; a long `Received` chain stays below 64 KB. */
  headerBytes: 262_144,
  /** Header lines that are looked at; real mail carries 20 to 120. */
  headerCount: 1_000,
  /** MIME parts; a newsletter has a few dozen, a bomb has thousands. */
  parts: 500,
  /** Nesting of multiparts and forwarded messages; people reach 6, parsers recurse. */
  depth: 40,
  /** Characters of plain text that are searched for quotes; beyond them a reply cannot be meant for a person. */
  textCharacters: 1_000_000,
  /** Lines that are looked at one by one; what follows a hundred thousand lines is kept as history, unread. */
  textLines: 100_000,
  /** Characters of HTML that are turned into lines; Outlook writes 100 KB for one sentence, a thread of 50 some 5 MB. */
  htmlCharacters: 6_000_000,
  /** Nesting of HTML elements followed exactly; Outlook threads reach 200, the parser's cost grows with depth. */
  htmlDepth: 1_000,
  /** Characters of one line that patterns are tried on; longer lines are writing (or attacks), never a separator. */
  lineCharacters: 2_000,
  /** Lines an attribution ("On … wrote:") may be wrapped over, Outlook for Android makes five. */
  attributionLines: 6,
  /** Characters of a whole wrapped attribution. */
  attributionCharacters: 500,
  /** Lines of a signature; a longer block holds more than a name and the ways to reach it. */
  signatureLines: 25,
  /** Stretches of new words between quotes that are searched for a signature; answers to one mail reach some 40. */
  signatureRuns: 200,
  /** Attachments that are listed; the rest is counted only. */
  attachments: 200,
  /** Characters kept of an attachment's file name. */
  filenameCharacters: 255,
  /** Characters of a bounce's text and reports that are searched for a reason. */
  bounceCharacters: 200_000,
  /** Bytes of a calendar part that are parsed. */
  calendarBytes: 262_144,
  /** Message-IDs kept of References: first and last ones, as RFC 5322 lets chains be shortened. */
  references: 200,
  /** Milliseconds one mail may take in the worker thread before the thread is replaced. */
  mailMs: 10_000,
  /** Megabytes of heap of the worker thread: five times the largest mail, which is held as bytes and as text. */
  workerHeapMb: 512,
} as const
