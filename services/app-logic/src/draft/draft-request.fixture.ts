import { readFileSync } from 'node:fs'
import { type Campaign, initDataSchema, type Language, type Slot } from '@outrider/shared/domain'
import type { DraftRequest } from '../brain/brain.ts'
import { type Brief, EMPTY_BRIEF } from '../core/action.ts'

const INIT_FILE = new URL('../../../../init_data.json', import.meta.url)

export function exampleCampaign(): Campaign {
  const [campaign] = initDataSchema.parse(JSON.parse(readFileSync(INIT_FILE, 'utf8'))).campaigns
  if (campaign === undefined) throw new Error('init_data.json holds no campaign')
  return campaign
}

export const slot = (start: string): Slot => ({
  start: new Date(start).toISOString(),
  end: new Date(Date.parse(start) + 30 * 60_000).toISOString(),
})

const NAMES: Readonly<Record<Language, string>> = { ru: 'Ольга Смирнова', en: 'Rachel Green', es: 'Lucía Fernández' }

export function requestFor(
  language: Language,
  brief: Partial<Brief> = {},
  rest: Partial<Omit<DraftRequest, 'brief' | 'language'>> = {},
): DraftRequest {
  return {
    kind: 'answer',
    channel: 'email',
    language,
    brief: { ...EMPTY_BRIEF, ...brief },
    campaign: exampleCampaign(),
    contact: { name: NAMES[language], company: 'Northwind', timezone: 'Europe/Moscow' },
    referredBy: null,
    thread: [],
    turnText: '',
    snoozedUntil: null,
    now: new Date('2026-03-12T10:00:00Z'),
    ...rest,
  }
}
