import { readdirSync, readFileSync } from 'node:fs'
import { createLogger } from '@outrider/shared'
import { initDataSchema } from '@outrider/shared/domain'
import { describe, expect, it } from 'vitest'
import { createOfflineBrain } from '../brain/offline-brain.ts'
import { simulate } from './simulate.ts'
import { type Case, caseSchema, differences, sentOf } from './testing/expectation.ts'
import { brokenInvariants } from './testing/timeline-invariants.ts'

const folder = new URL('./scenarios/', import.meta.url)
const initData = new URL('../../../../init_data.json', import.meta.url)
const { accounts, campaigns } = initDataSchema.parse(JSON.parse(readFileSync(initData, 'utf8')))
const [campaign] = campaigns
if (campaign === undefined) throw new Error('init_data.json has no campaign')
const offline = createOfflineBrain()
const logger = createLogger({ service: 'scenarios', level: 'error' })

function casesOf(file: string): Case[] {
  return caseSchema.array().parse(JSON.parse(readFileSync(new URL(file, folder), 'utf8')))
}

describe.each(readdirSync(folder).sort())('DESIGN §4 and §6, timelines of %s', (file) => {
  it.each(casesOf(file).map((each) => [each.scenario.id, each.rule, each] as const))(
    '%s: %s',
    async (_id, _rule, each) => {
      const timeline = await simulate(each.scenario, { campaign, accounts, brain: offline, offline, logger })
      const sent = sentOf(each, timeline)
      expect([...differences(each, timeline), ...brokenInvariants(each.scenario, timeline)], render(timeline)).toEqual(
        [],
      )
      if (each.sent !== undefined) expect(sent.toSorted(), render(timeline)).toEqual(each.sent.toSorted())
      expect(sent.length).toBeLessThanOrEqual(each.atMost ?? 12)
    },
  )
})

function render(timeline: Awaited<ReturnType<typeof simulate>>): string {
  return `\n${timeline.map((line) => JSON.stringify(line)).join('\n')}\n`
}
