import type { Language } from '@outrider/shared/domain'
import type { Draft, DraftRequest } from '../brain/brain.ts'
import { framed, senderIn, wordingOf } from '../draft/draft-offline.ts'
import { findDetails } from '../understand/extract/contact-details.ts'
import { detectLanguage } from '../understand/language.ts'
import { type DraftAnswer, PITCH, type Point } from './draft-prompt.ts'
import { findQuote } from './find-quote.ts'
import { ModelError } from './model-failure.ts'
import { sanitise, sanitiseLine } from './sanitise.ts'

const LONGEST_BODY = 1_500
const OTHER_SCRIPTS =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Thai}]/u
const LEFTOVERS = /‹|›|```|\*\*|\]\(|\{\{?\w|VERBATIM|c_unanswered|^#{1,4} /mu
const LEAST_CYRILLIC = 0.6
const LEAST_LATIN = 0.9
/** Below this many letters a detector is no judge. */
const LETTERS_TO_JUDGE = 60
const MOST_OPEN_QUESTIONS = 3

/**
 * The draft a model's answer stands for: its words checked, everything else added by code.
 *
 * @throws ModelError `wrong-language`, `wrong-form` or `ungrounded` for words that must not leave
 */
export function draftFrom(answer: DraftAnswer, request: DraftRequest, points: readonly Point[]): Draft {
  const body = bare(answer.b_reply, request)
  checkForm(body)
  checkLanguage(body, request.language)
  checkVerbatim(body, points)
  checkDetails(body, request, points)
  const openQuestions = openQuestionsOf(answer, request)
  return {
    subject: null,
    text: framed(request, [body, ...honestLine(openQuestions, answer, request)]),
    knowledgeUsed: [...new Set(answer.a_facts_used)].filter((id) => id !== PITCH),
    openQuestions,
    by: 'llm',
  }
}

/** Without the greeting and the signature that a model writes although it was told not to. */
function bare(reply: string, { contact, campaign, language }: DraftRequest): string {
  const wording = wordingOf(language)
  const paragraphs = sanitise(reply)
    .trim()
    .split(/\n{2,}/)
  const firstWord = wording.greeting(null).replace(/[^\p{L}]+/gu, '')
  const [first = ''] = paragraphs
  if (paragraphs.length > 1 && first.length < firstWord.length + contact.name.length + 8 && first.startsWith(firstWord))
    paragraphs.shift()
  const last = paragraphs.at(-1) ?? ''
  if (paragraphs.length > 1 && last.length < 120 && last.includes(senderIn(language, campaign).name)) paragraphs.pop()
  return paragraphs.join('\n\n').trim()
}

function checkForm(body: string): void {
  if (body === '' || body.length > LONGEST_BODY)
    throw new ModelError('wrong-form', `a message of ${body.length} characters`)
  if (LEFTOVERS.test(body)) throw new ModelError('wrong-form', 'the message holds marks that are not for the reader')
}

function checkLanguage(body: string, language: Language): void {
  const words = findDetails(body).reduce((text, { value }) => text.replace(value, ' '), body)
  const cyrillic = words.match(/\p{Script=Cyrillic}/gu)?.length ?? 0
  const latin = words.match(/\p{Script=Latin}/gu)?.length ?? 0
  const share = (language === 'ru' ? cyrillic : latin) / Math.max(1, cyrillic + latin)
  const least = language === 'ru' ? LEAST_CYRILLIC : LEAST_LATIN
  const detected = cyrillic + latin < LETTERS_TO_JUDGE ? language : detectLanguage(words, language)
  if (OTHER_SCRIPTS.test(body) || share < least || detected !== language)
    throw new ModelError('wrong-language', `the message is not in the language "${language}"`)
}

/** A time or a name that code handed over must be there, in that form. */
function checkVerbatim(body: string, points: readonly Point[]): void {
  const text = oneLine(body)
  const missing = points.flatMap(({ verbatim }) => verbatim).filter((phrase) => !text.includes(oneLine(phrase)))
  if (missing.length > 0)
    throw new ModelError('ungrounded', `${missing.length} ready-made string(s) are missing in the message`)
}

const oneLine = (text: string) => text.replace(/\s+/gu, ' ')

/** No address, handle, phone or link that code did not hand over. */
function checkDetails(body: string, { campaign, language }: DraftRequest, points: readonly Point[]): void {
  const known = oneLine(
    [
      ...points.flatMap(({ verbatim }) => verbatim),
      campaign.product.pitch[language],
      ...campaign.knowledge.map(({ answer }) => answer[language]),
    ].join('\n'),
  )
  const links = body.match(/(?:https?:\/\/|www\.)[^\s)»"]+/giu) ?? []
  const foreign = [...links, ...findDetails(body).map(({ value }) => value)].filter((detail) => !known.includes(detail))
  if (foreign.length > 0) throw new ModelError('ungrounded', 'the message holds an address that was not handed to it')
}

function openQuestionsOf({ c_unanswered }: DraftAnswer, { brief, turnText }: DraftRequest): string[] {
  if (!brief.answerQuestions) return [...brief.openQuestions]
  const named = c_unanswered
    .map((question) => findQuote(question, turnText) ?? sanitiseLine(question, 200))
    .filter((question) => question !== '')
  return [...new Set([...brief.openQuestions, ...named.slice(0, MOST_OPEN_QUESTIONS)])]
}

/** What knowledge does not hold is said so, in words that people wrote. */
function honestLine(openQuestions: readonly string[], answer: DraftAnswer, { language }: DraftRequest): string[] {
  if (openQuestions.length === 0) return []
  const { openAfterAnswers, openAlone } = wordingOf(language)
  return [answer.a_facts_used.length > 0 ? openAfterAnswers : openAlone]
}
