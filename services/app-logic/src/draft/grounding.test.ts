import { LANGUAGES, type Language, OUTBOX_KINDS } from '@outrider/shared/domain'
import { describe, expect, it } from 'vitest'
import type { DraftRequest } from '../brain/brain.ts'
import type { Brief } from '../core/action.ts'
import { checkDraft } from './check-draft.ts'
import { draftOffline } from './draft-offline.ts'
import { requestFor, slot } from './draft-request.fixture.ts'
import { factsOf } from './grounding.ts'

const SLOTS = [slot('2026-03-17T08:00:00Z'), slot('2026-03-17T12:00:00Z'), slot('2026-12-31T21:30:00Z')]
const QUESTIONS: Readonly<Record<Language, string>> = {
  ru: 'Сколько стоит сервис? Есть ли пробный период? Где хранятся данные? А ваш ИНН какой?',
  en: 'How much does it cost? Is there a free trial? Where is the data stored? What is your tax number?',
  es: '¿Cuánto cuesta? ¿Hay periodo de prueba? ¿Dónde se guardan los datos? ¿Cuál es su NIF?',
}

/** Each part a reply may have; every pair of them, and nearly all together, make a brief. */
const PARTS: ReadonlyArray<Partial<Brief>> = [
  { thanksFor: { name: 'Иван Петров', email: 'ivan.petrov@romashka.example' } },
  { deck: true },
  { answerQuestions: true },
  { openQuestions: ['?'] },
  { offeredSlots: SLOTS, refusedTime: 'busy' },
  { confirmedSlot: SLOTS[0] ?? null, invitation: { uid: 'a@b', sequence: 0, method: 'REQUEST' } },
  { cancelledSlot: SLOTS[1] ?? null },
  { snooze: { until: '2027-01-11' } },
  { clarify: 'colleague-address' },
]

function* everyRequest(language: Language): Generator<DraftRequest> {
  for (const channel of ['email', 'telegram'] as const) {
    for (let mask = 0; mask < 2 ** PARTS.length; mask += 1) {
      const parts = PARTS.filter((_, index) => mask & (1 << index))
      if (parts.length > 2 && parts.length < PARTS.length - 1) continue
      const brief: Partial<Brief> = Object.assign({}, ...parts)
      yield requestFor(language, brief, { channel, turnText: QUESTIONS[language] })
    }
    for (const kind of OUTBOX_KINDS) yield requestFor(language, {}, { channel, kind, referredBy: 'Мария Орлова' })
    for (const timezone of ['America/Mexico_City', 'Asia/Kolkata', 'UTC-3', 'Asia/Kamchatka', 'Europe/Moscow']) {
      const contact = { name: '', company: null, timezone }
      yield requestFor(language, { offeredSlots: SLOTS, refusedTime: 'too-early' }, { channel, contact })
      yield requestFor(language, { confirmedSlot: SLOTS[2] ?? null }, { channel, contact })
    }
    for (let followUp = 1; followUp <= 10; followUp += 1)
      yield requestFor(language, { followUp }, { channel, kind: 'follow-up' })
    for (const clarify of ['unclear', 'which-slot', 'colleague-address'] as const)
      yield requestFor(language, { clarify }, { channel })
    for (const refusedTime of ['busy', 'too-early', 'outside-hours'] as const)
      yield requestFor(language, { refusedTime }, { channel })
    for (const remindOf of ['snooze', 'offer'] as const) {
      yield requestFor(language, { remindOf }, { channel, kind: 'reminder', snoozedUntil: '2026-05-12' })
      yield requestFor(language, { remindOf }, { channel, kind: 'reminder' })
    }
    for (const item of requestFor(language).campaign.knowledge) {
      yield requestFor(language, { answerQuestions: true }, { channel, turnText: item.about.join('?\n') })
    }
  }
}

describe('DESIGN §6.7: nothing unsupported leaves', () => {
  it.each(LANGUAGES)('every message of the templates in %s passes the check of its own facts', (language) => {
    const blocked = new Map<string, string>()
    let count = 0
    for (const request of everyRequest(language)) {
      count += 1
      const draft = draftOffline(request)
      const { violations } = checkDraft({ ...factsOf(request), draft: [draft.subject ?? '', draft.text].join('\n') })
      for (const { rule, excerpt } of violations) blocked.set(`${rule}: ${excerpt}`, draft.text)
    }
    expect([...blocked.keys()]).toEqual([])
    expect(count).toBeGreaterThan(200)
  })

  it.each([
    ['a price that is not in knowledge', 'The Start plan is 2,500 roubles a month for one location.'],
    ['a slot that was not offered', 'I can offer Tuesday, 17 March, at 14:00 (Moscow time).'],
    ['a customer that knowledge does not name', 'Even Starbucks uses the service.'],
  ])('%s is blocked', (_, draft) => {
    const request = requestFor('en', { offeredSlots: SLOTS })
    expect(checkDraft({ ...factsOf(request), draft }).verdict).toBe('block')
  })
})
