import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { simpleParser } from 'mailparser'
import { afterEach, describe, expect, it } from 'vitest'
import { addressOf, loadPersonas, PERSONAS_FOLDER } from './persona.ts'
import { type Sandbox, startSandbox } from './sandbox.ts'

const initFile = fileURLToPath(new URL('../../../init_data.json', import.meta.url))
const personas = loadPersonas(PERSONAS_FOLDER)
const KILLED_DAY_MS = 5_000
const DEADLINE_DAYS = 80
let sandbox: Sandbox | null = null
let folder = ''

async function start(dayMs?: number): Promise<Sandbox> {
  folder = mkdtempSync(join(tmpdir(), 'outrider-sandbox-'))
  sandbox = await startSandbox({ personas, folder, initFile, ...(dayMs === undefined ? {} : { dayMs }) })
  return sandbox
}

afterEach(async () => {
  await sandbox?.stop()
  sandbox = null
  rmSync(folder, { recursive: true, force: true })
})

/** What did not end where it should, in words for a failing test. */
async function wrong(running: Sandbox): Promise<string[]> {
  const verdicts = await running.verdicts()
  return verdicts
    .filter(({ ok }) => !ok)
    .map(({ persona, stage, sent }) => `${persona.id}: ${stage} after ${sent.join(', ')}`)
}

/** Message-IDs the mail server received more than once, judged by the wire and not by what the agent believes. */
async function receivedTwice({ mail, agentAddress }: Sandbox): Promise<string[]> {
  const ids = await Promise.all(
    mail.accepted
      .filter(({ from }) => from === agentAddress)
      .map(async ({ raw }) => (await simpleParser(raw)).messageId ?? 'none'),
  )
  return ids.filter((id, index) => ids.indexOf(id) !== index)
}

/** How many mails of the agent reached each persona, against how many should have. */
function counts({ mail, agentAddress }: Sandbox): Record<string, [number, number]> {
  const withMail = personas.filter((persona) => addressOf(persona) !== null)
  return Object.fromEntries(
    withMail.map((persona) => {
      const got = mail.accepted.filter(({ from, to }) => from === agentAddress && to === addressOf(persona)).length
      return [persona.id, [got, persona.ends.sent.length]]
    }),
  )
}

describe('the sandbox: the whole system through real processes and protocols', () => {
  it('every conversation ends where its persona says, and nobody gets more than that', async () => {
    const running = await start()
    expect(await running.finished(DEADLINE_DAYS * running.dayMs), (await wrong(running)).join('\n')).toBe(true)
    expect(await receivedTwice(running)).toEqual([])
    for (const [id, [got, due]] of Object.entries(counts(running))) expect(got, id).toBe(due)
  })

  it('invariants 3 and 4: kill -9 of each process in the middle loses nothing and doubles nothing', async () => {
    // A lease outlives a killed worker by seconds: the day is long enough that no follow-up overtakes an answer meanwhile.
    const running = await start(KILLED_DAY_MS)
    const sentTo = (count: number) =>
      new Promise<void>((resolve) => {
        const look = setInterval(() => {
          if (running.mail.accepted.filter(({ from }) => from === running.agentAddress).length < count) return
          clearInterval(look)
          resolve()
        }, 20)
      })
    // Each is killed while mail is on its way in both directions.
    for (const [index, victim] of [
      'app-logic',
      'mail-worker',
      'database',
      'app-logic',
      'mail-worker',
      'telegram-bot',
    ].entries()) {
      await sentTo(6 + 3 * index)
      running.kill(victim)
    }
    expect(await running.finished(DEADLINE_DAYS * running.dayMs), (await wrong(running)).join('\n')).toBe(true)
    expect(await receivedTwice(running)).toEqual([])
  })
})
