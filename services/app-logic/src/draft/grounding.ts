import type { DraftRequest } from '../brain/brain.ts'
import type { CheckDraftInput } from './check-draft.ts'
import { datePhrase, senderIn, slotPhrase } from './draft-offline.ts'
import { inScriptOf } from './person-name.ts'

/**
 * What a draft for this request may rest on, as the checker takes it; the draft itself is put in by the caller:
 * `checkDraft({ ...factsOf(request), draft })`.
 */
export function factsOf(request: DraftRequest): Omit<CheckDraftInput, 'draft'> {
  const { campaign, contact, language, brief } = request
  const links = [
    campaign.intro.text[language],
    campaign.product.pitch[language],
    ...campaign.knowledge.map((item) => item.answer[language]),
  ]
  return {
    lang: language,
    channel: request.channel,
    facts: [
      campaign.name,
      campaign.product.name,
      inScriptOf(language, campaign.product.name),
      ...links,
      ...briefFacts(request),
      ...(brief.deck ? [campaign.settings.deck] : []),
    ],
    allowedUrls: [],
    allowedEmails: brief.thanksFor === null ? [] : [brief.thanksFor.email],
    thread: [
      ...request.thread.map(({ direction, text }) => ({ direction, text })),
      { direction: 'in', text: request.turnText },
    ],
    prospect: { name: contact.name, company: contact.company, timezone: contact.timezone },
    agent: { ...campaign.sender, inReaderScript: senderIn(language, campaign) },
    now: request.now,
  }
}

function briefFacts(request: DraftRequest): string[] {
  const { brief, campaign, referredBy, language, snoozedUntil } = request
  const slots = [...brief.offeredSlots, brief.confirmedSlot, brief.cancelledSlot].filter((slot) => slot !== null)
  const dates = [brief.snooze?.until ?? null, snoozedUntil].filter((date) => date !== null)
  const names = [referredBy, brief.thanksFor?.name ?? null].filter((name) => name !== null)
  return [
    `${campaign.settings.demo.minutes} minutes`,
    ...slots.flatMap((slot) => [slotPhrase(slot, request), slot.start]),
    ...dates.flatMap((date) => [datePhrase(date, request), date]),
    ...names.flatMap((name) => [name, inScriptOf(language, name)]),
  ]
}
