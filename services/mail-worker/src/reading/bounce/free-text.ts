import { htmlLines } from '../cut/html-lines.ts'
import { readingLimits } from '../limits.ts'
import type { MailBody } from '../mime/mail-body.ts'

/** The words of a notice that are the server's own: what lies above the returned mail. */
export interface NoticeText {
  /** Above the returned mail, line ends kept. */
  readonly notice: string
  /** The returned mail or its headers, as far as they stand in the text. */
  readonly returned: string
}

/** Where a returned mail begins in a notice. */
const returnedMail =
  /^(?:[ \t>]{0,40}[-=_*]{0,80}[ \t]{0,40}(?:below this line is a copy of the message|(?:this is a |a )?copy of (?:the|your) (?:original )?(?:message|e-?mail)|(?:the )?original (?:message|e-?mail)(?: (?:follows|headers?|is attached|below|text))?|(?:returned|undelivered|unsent|bounced|failed|rejected) (?:message|mail)(?: (?:follows|headers?|below))?|message headers? follow|headers? of (?:the )?(?:original|your) message|(?:the )?(?:first \d+ lines|message text|text) of (?:the|your) (?:original )?message|your (?:original )?message(?: was)? (?:follows|begins)|original mail info|transcript of unsent message|исходное (?:письмо|сообщение)|mensaje original)\b.{0,120}|(?:Received|Return-Path):[ \t]?(?:from|by|<|\().{0,900}|X-(?:Apparently-To|Originating-IP):.{0,200})$/im

/** Joins the text parts of a notice and cuts the returned mail off. */
export function noticeText(body: MailBody): NoticeText {
  const text = body.segments
    .map(
      ({ plain, html }) =>
        plain ??
        (html === null
          ? ''
          : htmlLines(html)
              .map((line) => line.text)
              .join('\n')),
    )
    .join('\n\n')
    .slice(0, readingLimits.bounceCharacters)
  const at = text.search(returnedMail)
  // Some servers put the returned mail first, or all of the notice behind such a line: then nothing is cut.
  if (at < 0 || text.slice(0, at).trim() === '') return { notice: text, returned: '' }
  return { notice: text.slice(0, at), returned: text.slice(at) }
}

/** The SMTP command that was answered with the error, as far as the notice tells. */
export function failedCommand(text: string): 'CONN' | 'EHLO' | 'MAIL' | 'RCPT' | 'DATA' | null {
  const joined = text.replace(/\s+/g, ' ')
  const named =
    /in reply to (?:end of )?(HELO|EHLO|MAIL|RCPT|DATA)/i.exec(joined) ??
    /(?:SMTP error|error) from remote mail(?:er)?(?: server)? (?:after|for) (?:pipelined )?(?:end of )?(HELO|EHLO|MAIL|RCPT|DATA|TEXT)/i.exec(
      text,
    ) ??
    /-{2,}SMTP command\s+(HELO|EHLO|MAIL|RCPT|DATA)/i.exec(joined) ??
    /\[(MAIL|RCPT|DATA)_?(?:TO|FROM)?\]/i.exec(text)
  if (named) return commandName(named[1] ?? '')
  if (/does not like recipient/i.test(text)) return 'RCPT'
  if (/but sender was rejected/i.test(text)) return 'MAIL'
  if (/failed (?:on|after) (?:I sent the message|DATA)/i.test(text)) return 'DATA'
  return transcriptCommand(text)
}

function commandName(word: string): 'EHLO' | 'MAIL' | 'RCPT' | 'DATA' {
  const upper = word.toUpperCase()
  if (upper === 'MAIL' || upper === 'RCPT') return upper
  return upper === 'HELO' || upper === 'EHLO' ? 'EHLO' : 'DATA'
}

/** sendmail shows the dialogue: `>>> DATA` above `<<< 550 …`. */
function transcriptCommand(text: string): ReturnType<typeof failedCommand> {
  let last: string | null = null
  for (const line of text.split('\n')) {
    const said = /^>>> (HELO|EHLO|MAIL|RCPT|DATA)/i.exec(line)
    if (said) last = said[1] ?? null
    if (last !== null && /^<<< [45]\d\d/.test(line)) return commandName(last)
  }
  return null
}

const address = '[^\\s<>()\\[\\]"\',;:=|]{1,64}@[^\\s<>()\\[\\]"\',;:=|]{1,200}[\\p{L}\\p{N}]'
/** Where notices name the address, the surest first. */
const recipientPlaces = [
  new RegExp(
    `(?:failed recipients?|final-recipient|original-recipient|x-failed-recipients)[:;\\s]{1,5}(?:rfc822;\\s*)?<?(${address})`,
    'iu',
  ),
  new RegExp(`^[ \\t]*<(${address})>[ \\t]*(?::|\\.\\.\\.|$|\\()`, 'imu'),
  new RegExp(`^[ \\t]*(${address})[ \\t]*(?::|$|\\(|\\[|\\.\\.\\.|on \\d| {2,})`, 'imu'),
  new RegExp(
    `(?:to|recipient|address|user|for|получател\\S*|адрес\\S*|destinatario|empf[aä]nger|宛先)[^\\n@]{0,60}?[\\s:<"'(](${address})`,
    'iu',
  ),
  new RegExp(`<(${address})>`, 'iu'),
  new RegExp(`(${address})`, 'iu'),
]

/** Address a notice is about, lower case; addresses in `except` (the sender's, the daemon's) are passed over. */
export function recipientIn(text: string, except: ReadonlySet<string>): string | null {
  for (const place of recipientPlaces) {
    for (const match of text.matchAll(new RegExp(place.source, `${place.flags}g`))) {
      const found = (match[1] ?? '').toLowerCase().replace(/\.$/, '')
      if (!except.has(found) && !/^(?:mailer-daemon|postmaster)@/.test(found)) return found
    }
  }
  return null
}

/** The part of a notice that speaks of one recipient, when it lists several; else the whole. */
export function passageOf(notice: string, recipient: string | null): string {
  if (recipient === null) return notice
  const lines = notice.split('\n')
  const heads = lines.flatMap((line, at) => (headedBy.test(line) ? [at] : []))
  const own = heads.find((at) => lines[at]?.toLowerCase().includes(recipient))
  if (own === undefined || heads.length < 2) return notice
  const next = heads.find((at) => at > own)
  return lines.slice(own, next).join('\n')
}

/** A line that opens the passage of one recipient. */
const headedBy = new RegExp(`^[ \\t]*<?${address}>?(?:[ \\t]*(?::|$)|[ \\t]+Invalid Address)`, 'iu')
