import { INTENTS, inZone, type Language, type RedirectTarget, type ReplyReading } from '@outrider/shared/domain'
import type { UnderstandRequest } from '../brain/brain.ts'
import { type DetailKind, findDetails } from '../understand/extract/contact-details.ts'
import { extractUntil } from '../understand/extract/until.ts'
import { LLM_CONFIDENCE } from '../understand/join-readings.ts'
import { findQuote } from './find-quote.ts'
import { ModelError } from './model-failure.ts'
import { type UnderstandAnswer, WISHES } from './understand-prompt.ts'

const LONGEST_NAME = 80
const FURTHEST_DAYS = 400

/**
 * The reading a model's answer stands for. Nothing in it is taken on trust: the quotation, the colleague's details and
 * the words of the date must stand in the reply; what does not is left out or taken from the offline reading.
 *
 * @throws ModelError `ungrounded` when the words that decide are not in the reply
 */
export function readingFrom(answer: UnderstandAnswer, request: UnderstandRequest, offline: ReplyReading): ReplyReading {
  const wished = new Set<ReplyReading['intents'][number]>(answer.b_wishes.map((wish) => WISHES[wish]))
  if (answer.c_explicit_opt_out) wished.add('stop')
  if (wished.size > 1) wished.delete('other')
  const intents = INTENTS.filter((intent) => wished.has(intent))
  const evidence = findQuote(answer.a_evidence, request.text)
  if (evidence === null && intents[0] !== 'other')
    throw new ModelError('ungrounded', 'the words that the model quotes are not in the reply')
  const lang = fits(answer.g_language, request.text) ? answer.g_language : offline.lang
  return {
    intents,
    explicitOptOut: answer.c_explicit_opt_out,
    redirect: intents.includes('redirect') ? colleagueIn(answer, request) : null,
    until: intents.includes('timeout') ? untilIn(answer, request, lang, offline.until) : null,
    lang,
    evidence: evidence ?? offline.evidence,
    by: 'llm',
    confidence: LLM_CONFIDENCE,
    doubt: null,
  }
}

/** Russian is told by its letters; English and Spanish share theirs. */
function fits(language: Language, text: string): boolean {
  const cyrillic = text.match(/\p{Script=Cyrillic}/gu)?.length ?? 0
  const latin = text.match(/\p{Script=Latin}/gu)?.length ?? 0
  return language === 'ru' ? cyrillic > 0 : latin > cyrillic
}

function colleagueIn(answer: UnderstandAnswer, { text, senderEmail }: UnderstandRequest): RedirectTarget | null {
  const details = findDetails(text)
  const given = (kind: DetailKind, value: string): string | null => {
    const wanted = bare(kind, value)
    if (wanted === '') return null
    return details.find((detail) => detail.kind === kind && bare(kind, detail.value) === wanted)?.value ?? null
  }
  const email = given('email', answer.d_colleague_email)
  const target: RedirectTarget = {
    name: nameIn(answer.d_colleague_name, text),
    email: email?.toLowerCase() === senderEmail?.toLowerCase() ? null : email,
    telegram: given('telegram', answer.d_colleague_telegram),
    phone: given('phone', answer.d_colleague_phone),
  }
  return Object.values(target).every((detail) => detail === null) ? null : target
}

function bare(kind: DetailKind, value: string): string {
  if (kind === 'phone') return value.replace(/\D/g, '')
  const plain = value.trim().toLowerCase()
  return kind === 'telegram' ? plain.replace(/^(?:https?:\/\/)?(?:t\.me\/|telegram\.me\/)?@?/, '') : plain
}

function nameIn(name: string, text: string): string | null {
  if (name.length > LONGEST_NAME || /[@\d\n]/.test(name)) return null
  return findQuote(name, text)
}

/**
 * The day is counted by code from the words that the model pointed to; its own arithmetic counts only where code cannot
 * read them.
 */
function untilIn(
  answer: UnderstandAnswer,
  { text, now, zone, country }: UnderstandRequest,
  lang: Language,
  offlineUntil: string | null,
): string | null {
  const words = findQuote(answer.e_when_words, text)
  if (words === null) return offlineUntil
  const counted = extractUntil(words, { now, zone, lang, ...(country === null ? {} : { country }) }).date
  return offlineUntil ?? counted ?? plausibleDate(answer.f_when_date, inZone(now, zone).toISODate())
}

function plausibleDate(date: string, today: string): string | null {
  const days = /^\d{4}-\d{2}-\d{2}$/.test(date) ? (Date.parse(date) - Date.parse(today)) / 86_400_000 : Number.NaN
  return days > 0 && days <= FURTHEST_DAYS ? date : null
}
