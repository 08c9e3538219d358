/** Marks of replies and forwards in the languages mail programs write them in, with an optional count. */
const PREFIX =
  /^\s*(?:re|aw|antw|antwort|sv|vs|ref|rif|res|rv|tr|r|fw|fwd|wg|doorst|vb|enc|i|отв|ответ|пер|пересл|на|ynt|ilt|odp|pd|回复|回覆|转发|轉寄|返信|转寄)\s*(?:\[\d{1,3}\]|\(\d{1,3}\)|\d{1,3})?\s*[::]/iu
const LIST_TAG = /^\s*\[[^\]]{1,40}\]\s*/u
const MAX_PREFIXES = 20
/** RFC 5322 §2.1.1 allows a line 998 characters. */
const MAX_CHARACTERS = 1_000

/** A subject without the marks of replies, forwards and lists, folded for comparison. */
export function bareSubject(subject: string): string {
  let rest = subject.slice(0, MAX_CHARACTERS).normalize('NFKC')
  for (let taken = 0; taken < MAX_PREFIXES; taken++) {
    const shorter = rest.replace(LIST_TAG, '').replace(PREFIX, '')
    if (shorter === rest) break
    rest = shorter
  }
  return rest.replace(/\s+/g, ' ').trim().toLowerCase()
}

/** Whether a subject says that it continues a thread. */
export function isReplySubject(subject: string): boolean {
  return PREFIX.test(subject.slice(0, MAX_CHARACTERS).normalize('NFKC').replace(LIST_TAG, ''))
}
