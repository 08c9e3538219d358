import { type Campaign, inZone, LANGUAGES, type Language, type Slot } from '@outrider/shared/domain'
import type { Draft, DraftRequest } from '../brain/brain.ts'
import { answersFromKnowledge, type KnowledgeAnswers } from './knowledge.ts'
import { nominativeName } from './nominative-name.ts'
import { addressName, cleanName, inScriptOf } from './person-name.ts'
import { fillPlaceholders } from './placeholders.ts'
import { en } from './templates/en.ts'
import { es } from './templates/es.ts'
import { ru } from './templates/ru.ts'
import type { Moment, Sender, Wording } from './wording.ts'
import { zoneName } from './zone-name.ts'

const WORDINGS: Readonly<Record<Language, Wording>> = { ru, en, es }
const NOTHING_ASKED: KnowledgeAnswers = { answered: [], open: [] }

/**
 * Words a message from templates: every fact it states stands in the request. Pure, and never fails; it is the draft of
 * the offline brain and the fallback when the model is down (DESIGN §6.9).
 */
export function draftOffline(request: DraftRequest): Draft {
  const wording = WORDINGS[request.language]
  const { brief, campaign } = request
  const asked = brief.answerQuestions
    ? answersFromKnowledge(request.turnText, request.language, campaign.knowledge)
    : NOTHING_ASKED
  const openQuestions = [...new Set([...brief.openQuestions, ...asked.open])]
  const paragraphs = bodyOf(request, wording, asked, openQuestions.length > 0)
  return {
    subject: subjectOf(request),
    text: framed(request, paragraphs),
    knowledgeUsed: asked.answered.map((item) => item.id),
    openQuestions,
    by: 'template',
  }
}

/**
 * The paragraphs as a whole message: greeting, sign-off, and the footer that the law wants. Whoever found the words, these
 * parts are added by code.
 */
export function framed(request: DraftRequest, paragraphs: readonly string[]): string {
  const wording = WORDINGS[request.language]
  return [...opening(request, wording, paragraphs), ...paragraphs, ...closing(request, wording)].join('\n\n')
}

/** The phrases of a language. */
export function wordingOf(language: Language): Wording {
  return WORDINGS[language]
}

/**
 * The lines of our footers in every language, so that our own words are recognised where a reply quotes them: they
 * speak of stopping, and a quotation must not be read as a wish.
 */
export function ownFooters(campaign: Campaign): string[] {
  return LANGUAGES.flatMap((language) => {
    const wording = WORDINGS[language]
    const sender = senderIn(language, campaign)
    return [...wording.footer(sender), wording.messengerHint(sender)]
  })
}

/** The sender as a reader of the language knows them. */
export function senderIn(language: Language, campaign: Campaign): Sender {
  const { name, company, postalAddress } = campaign.sender
  return {
    name: inScriptOf(language, name),
    company: inScriptOf(language, company),
    postalAddress: inScriptOf(language, postalAddress),
  }
}

/** A slot in the prospect's zone as a person would write it. */
export function slotPhrase(slot: Slot, request: Pick<DraftRequest, 'language' | 'contact' | 'now'>): string {
  return WORDINGS[request.language].moment(momentOf(new Date(slot.start), request))
}

/** An ISO date as a person would write it; the year only where it is not the current one. */
export function datePhrase(isoDate: string, request: Pick<DraftRequest, 'language' | 'contact' | 'now'>): string {
  const noon = inZone(new Date(`${isoDate}T12:00:00Z`), 'UTC')
  const year = noon.year === inZone(request.now, request.contact.timezone).year ? null : noon.year
  return WORDINGS[request.language].date({ day: noon.day, month: noon.month, year })
}

function momentOf(
  instant: Date,
  { language, contact, now }: Pick<DraftRequest, 'language' | 'contact' | 'now'>,
): Moment {
  const local = inZone(instant, contact.timezone)
  return {
    weekday: local.weekday,
    day: local.day,
    month: local.month,
    year: local.year === inZone(now, contact.timezone).year ? null : local.year,
    clock: local.toFormat('HH:mm'),
    zone: zoneName(contact.timezone, instant, language),
  }
}

function subjectOf({ kind, channel, campaign, language, contact }: DraftRequest): string | null {
  if (channel !== 'email' || (kind !== 'intro' && kind !== 'referral-intro')) return null
  return fillPlaceholders(campaign.intro.subject[language], valuesFor(language, campaign, contact)).replace(/\s+/g, ' ')
}

function isFirst({ kind }: DraftRequest): boolean {
  return kind === 'intro' || kind === 'referral-intro'
}

function isOutreach(request: DraftRequest): boolean {
  return isFirst(request) || request.kind === 'follow-up' || request.kind === 'reminder'
}

/** E-mails greet; in a chat only what comes unasked does. A campaign's own text that greets is not greeted twice. */
function opening(request: DraftRequest, wording: Wording, paragraphs: readonly string[]): string[] {
  const greeting = wording.greeting(addressName(request.contact.name))
  if (request.channel !== 'email' && !isOutreach(request)) return []
  return request.kind === 'intro' && greets(paragraphs[0] ?? '') ? [] : [greeting]
}

function greets(text: string): boolean {
  return /^\W*(?:здравствуйте|добрый|доброе|приветствую|привет|уважаем|hello|hi|dear|good (?:morning|day|afternoon)|hola|buenos|buenas|estimad)/iu.test(
    text.replace(/^[^\p{L}]+/u, ''),
  )
}

function closing(request: DraftRequest, wording: Wording): string[] {
  const sender = senderIn(request.language, request.campaign)
  if (request.channel !== 'email') return isFirst(request) ? [wording.messengerHint(sender)] : []
  const footer = isFirst(request) ? [`-- \n${wording.footer(sender).join('\n')}`] : []
  return [wording.signOff(sender), ...footer]
}

function bodyOf(request: DraftRequest, wording: Wording, asked: KnowledgeAnswers, open: boolean): string[] {
  const { kind, brief, campaign, language } = request
  switch (kind) {
    case 'intro':
      return paragraphsOf(
        fillPlaceholders(campaign.intro.text[language], valuesFor(language, campaign, request.contact)),
      )
    case 'referral-intro':
      return [wording.referralOpening(referrerName(request)), campaign.product.pitch[language], wording.referralOffer]
    case 'follow-up':
      return [followUpText(wording, brief.followUp ?? 1, campaign.settings.followUps.length)]
    case 'reminder':
      return [reminderText(request, wording)]
    default:
      return replyParagraphs(request, wording, asked, open)
  }
}

function paragraphsOf(text: string): string[] {
  return text
    .split(/\n{2,}/)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== '')
}

function referrerName({ referredBy, language }: DraftRequest): string | null {
  const name = referredBy === null ? null : cleanName(referredBy)
  return name === null ? null : inScriptOf(language, name)
}

function followUpText(wording: Wording, position: number, scheduled: number): string {
  if (position >= scheduled && scheduled > 1) return wording.lastFollowUp
  return wording.followUps[(position - 1) % wording.followUps.length] ?? wording.lastFollowUp
}

function reminderText(request: DraftRequest, wording: Wording): string {
  if (request.brief.remindOf === 'offer') return wording.offerReminder
  return wording.snoozeReminder(request.snoozedUntil === null ? null : datePhrase(request.snoozedUntil, request))
}

/** One reply for all that was wished, in the order of DESIGN §4. */
function replyParagraphs(request: DraftRequest, wording: Wording, asked: KnowledgeAnswers, open: boolean): string[] {
  const { brief, language } = request
  const answers = asked.answered.map((item) => item.answer[language])
  const paragraphs = [
    brief.thanksFor === null ? '' : wording.thanksForPointing(colleagueName(brief.thanksFor)),
    brief.deck ? wording.deckAttached : '',
    ...answers,
    open ? (answers.length > 0 ? wording.openAfterAnswers : wording.openAlone) : '',
    brief.cancelledSlot === null ? '' : wording.cancelled(slotPhrase(brief.cancelledSlot, request)),
    confirmation(request, wording),
    ...slotOffer(request, wording),
    brief.snooze === null ? '' : wording.snoozed(dateOrNull(brief.snooze.until, request)),
    brief.clarify === null ? '' : wording.clarify[brief.clarify],
  ].filter((paragraph) => paragraph !== '')
  return paragraphs.length > 0 ? paragraphs : [wording.clarify.unclear]
}

function colleagueName({ name, email }: { readonly name: string | null; readonly email: string }): string {
  const clean = name === null ? null : cleanName(nominativeName(name))
  return clean === null ? email : `${clean} (${email})`
}

function dateOrNull(isoDate: string | null, request: DraftRequest): string | null {
  return isoDate === null ? null : datePhrase(isoDate, request)
}

function confirmation(request: DraftRequest, wording: Wording): string {
  const { confirmedSlot, invitation } = request.brief
  if (confirmedSlot === null) return ''
  const agreed = wording.confirmed(slotPhrase(confirmedSlot, request))
  return invitation === null ? agreed : `${agreed} ${wording.invitationAttached}`
}

function slotOffer(request: DraftRequest, wording: Wording): string[] {
  const { offeredSlots, refusedTime } = request.brief
  const refusal = refusedTime === null ? '' : wording.refusedTime[refusedTime]
  if (offeredSlots.length === 0) return refusal === '' ? [] : [`${refusal} ${wording.noSlots}`]
  const heading = refusal === '' ? wording.slotsOffered : `${refusal} ${wording.otherSlots}`
  const list = offeredSlots.map((slot) => `— ${slotPhrase(slot, request)}`)
  return [[heading, ...list].join('\n'), wording.slotsClosing]
}

function valuesFor(
  language: Language,
  campaign: Campaign,
  contact: DraftRequest['contact'],
): Readonly<Record<string, string | null>> {
  const sender = senderIn(language, campaign)
  return {
    name: addressName(contact.name),
    company: contact.company?.trim() || null,
    product: inScriptOf(language, campaign.product.name),
    sender: sender.name,
    senderCompany: sender.company,
  }
}
