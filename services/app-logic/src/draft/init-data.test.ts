import { readFileSync } from 'node:fs'
import { campaignSettingsSchema, initDataSchema } from '@outrider/shared/domain'
import { describe, expect, it } from 'vitest'
import { answersFromKnowledge } from './knowledge.ts'

const ROOT = new URL('../../../../', import.meta.url)
const init = initDataSchema.parse(JSON.parse(readFileSync(new URL('init_data.json', ROOT), 'utf8')))
const [campaign] = init.campaigns

describe('init_data.json of a fresh installation', () => {
  it('parses, with the defaults of DESIGN §7', () => {
    expect(campaign?.settings).toEqual(campaignSettingsSchema.parse({}))
  })

  it('comes with its presentation, a PDF', () => {
    const deck = readFileSync(new URL(campaign?.settings.deck ?? '', ROOT))
    expect(deck.subarray(0, 5).toString('latin1')).toBe('%PDF-')
    expect(deck.length).toBeLessThan(30_000)
  })

  it('holds every piece of knowledge once, and each is found by the words it is asked with', () => {
    const knowledge = campaign?.knowledge ?? []
    expect(new Set(knowledge.map(({ id }) => id)).size).toBe(knowledge.length)
    expect(knowledge.length).toBeGreaterThanOrEqual(12)
    const lost = knowledge.flatMap(({ id, about }) =>
      about
        .filter((phrase) => answersFromKnowledge(`${phrase}?`, 'en', knowledge).answered[0]?.id !== id)
        .map((phrase) => `${id}: ${phrase}`),
    )
    expect(lost).toEqual([])
  })
})
