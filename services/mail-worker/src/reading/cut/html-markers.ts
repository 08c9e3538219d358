/** What an element says about the words in it, or behind it. */
export type ElementMark = 'quote' | 'signature' | 'rest' | 'rule' | null

type Attributes = Readonly<Record<string, string>>

/** Elements behind which nothing is new: Outlook on the web, Hotmail, Zimbra, Outlook for Mac and phones. */
const restIds =
  /^(?:appendonsend|divrplyfwdmsg|stopspelling|zwchr|reply-?intro-?outlook|mail-editor-reference-message-container|ms-outlook-mobile-reference-message)$/i
const restClasses = /(?:^|\s)(?:outlookmessageheader|ms-outlook-mobile-reference-message)(?:\s|$)/i

/** Elements that hold a quote. */
const quoteClasses =
  /(?:^|\s)(?:gmail_quote|gmail_attr|gmail_extra_quote|yahoo_quoted|protonmail_quote|moz-cite-prefix|moz-forward-container|moz-email-headers-table|zmail_extra|front-blockquote|tutanota_quote|nylas-quote|airmail_on|cite|quote-mail|mailru-blockquote|mail-quote-collapse|freebirdFormQuote|wm_quote|jive-quote)(?:\s|$)/i
const quoteIds =
  /^(?:yahoo_quoted_\w+|olk_src_body_section|isreplycontent|replybody\d*|reply-intro|oriMsgHtmlSeperator|divtagdefaultwrapper_quote|airmail_on)$/i
const quoteNames = /^(?:quote|messagereplysection)$/i

/** Elements that hold a signature. */
const signatureClasses =
  /(?:^|\s)(?:gmail_signature|gmail_signature_prefix|moz-signature|protonmail_signature_block|bloop_sign|front-signature|ms-outlook-mobile-signature|yahoo-signature|yahoo_signature|mail-signature|js-signature|spark-signature|signature)(?:\s|$)|(?:^|\s)\S{0,30}signature(?:\s|$)/i
const signatureIds =
  /^(?:signature|ms-outlook-mobile-signature|applemailsignature|mail-app-auto-default-signature|zm-_id_-sgn\d*|bloop_sign_\S*|lineBreakAtBeginningOfSignature|outlook-signature)$/i
const signatureNames = /^messagesignaturesection$/i

/** What the tag and its attributes say; `x_` is what Outlook puts before the names of a mail it took over. */
export function zoneOfElement(tag: string, attributes: Attributes): ElementMark {
  const id = (attributes['id'] ?? '').replace(/^(?:x_)+/, '')
  const names = (attributes['class'] ?? '').replace(/(^|\s)(?:x_)+/g, '$1')
  if (restIds.test(id) || restClasses.test(names)) return 'rest'
  // The line Outlook draws above a quoted mail cannot be tabbed to; one that a writer draws can.
  if (tag === 'hr') return attributes['tabindex'] === '-1' ? 'rest' : null
  if (tag === 'includetail') return 'quote'
  if (quoteClasses.test(names) || quoteIds.test(id) || quoteNames.test(attributes['name'] ?? '')) return 'quote'
  if (attributes['data-marker'] === '__QUOTED_TEXT__' || attributes['data-marker'] === '__HEADERS__') return 'quote'
  if (isSignature(id, names, attributes)) return 'signature'
  const style = (attributes['style'] ?? '').toLowerCase()
  if (tag === 'blockquote') return isIndent(attributes, style) ? null : 'quote'
  if (tag === 'div') return markOfDiv(style)
  return null
}

function isSignature(id: string, names: string, attributes: Attributes): boolean {
  if (signatureIds.test(id) || signatureNames.test(attributes['name'] ?? '')) return true
  if (attributes['data-signatureblock'] === 'true' || attributes['data-smartmail'] === 'gmail_signature') return true
  return signatureClasses.test(names)
}

/** A `<blockquote>` that no mail program marked as history; its words may be the writer's. */
export function asideOf(tag: string, attributes: Attributes): 'bare' | 'gmail' | null {
  if (tag !== 'blockquote') return null
  const names = Object.keys(attributes)
  if (names.length === 0) return 'bare'
  const isGmail = attributes['class'] === 'gmail_quote' && names.every((name) => name === 'class' || name === 'style')
  return isGmail ? 'gmail' : null
}

/** The indent button of Gmail makes a blockquote without border; a writer's own words stand in it. */
function isIndent(attributes: Attributes, style: string): boolean {
  return (
    attributes['type'] !== 'cite' &&
    attributes['cite'] === undefined &&
    /margin:\s*0(?:px)?\s+0(?:px)?\s+0(?:px)?\s+40px/.test(style) &&
    /border:\s*(?:none|medium|0)/.test(style)
  )
}

/** The box that Outlook 2007 and later and Windows Mail put the headers of a quoted mail in. */
const outlookHead =
  /border:none;border-top:solid#[0-9a-f]{6}1\.0pt;padding:3\.0pt0(?:cm|in|mm)?0|border-top-color:rgb\(229,229,229\);border-top-width:1px;border-top-style:solid/

/** Outlook rules off a quoted mail by a border above its headers, and marks a prefixed one by a border at its left. */
function markOfDiv(style: string): ElementMark {
  if (!style.includes('border')) return null
  if (outlookHead.test(style.replace(/\s+/g, ''))) return 'rest'
  if (/border-left:[^;]{0,40}solid/.test(style) && /(?:padding|margin)(?:-left)?:/.test(style)) return 'quote'
  return /border-top(?:-style)?:[^;]{0,40}solid|border-style:\s*solid\s+none\s+none/.test(style) ? 'rule' : null
}
