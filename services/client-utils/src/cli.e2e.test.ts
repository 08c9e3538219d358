import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Installation, startInstallation } from './testing/installation.ts'

let installation: Installation
beforeAll(async () => {
  installation = await startInstallation()
})
afterAll(() => installation.close())

const ann = ['--name', 'Ann Lee', '--email', 'ann@example.com', '--language', 'en', '--timezone', 'Europe/London']

describe('init', () => {
  it('refuses a broken file with file, line and path, before anything is written', async () => {
    installation.writeInit((data) => {
      data.campaigns[0].settings.mode = 'reviw'
    })
    const { code, stdout, stderr } = await installation.call(['init', 'init_data.json'])
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr).toMatch(
      /INIT_DATA_INVALID.*\n {2}init_data\.json:\d+: campaigns\[0\]\.settings\.mode .*Did you mean "review"\?/,
    )
    expect(await installation.store.accounts.list()).toEqual([])
  })

  it('loads a good file, and loading it again changes nothing', async () => {
    installation.writeInit(() => {})
    const first = await installation.call(['init', 'init_data.json', '--json'])
    expect(first.code).toBe(0)
    expect(JSON.parse(first.stdout).changes).toContainEqual({ what: 'campaign', id: 'reviews', change: 'new' })
    expect(first.stderr).toContain('MAIL_PASSWORD, which is not set here')
    const second = await installation.call(['init', 'init_data.json'])
    expect(second).toMatchObject({ code: 0, stdout: expect.stringContaining('Nothing has changed.') })
    expect(await installation.store.files.has('deck.pdf')).toBe(true)
  })
})

describe('contact', () => {
  it('add checks every field and writes nothing when one is wrong', async () => {
    const wrong = ['--name', 'Ann', '--email', 'ann@', '--language', 'english', '--timezone', 'London']
    const { code, stderr } = await installation.call(['contact', 'add', ...wrong])
    expect(code).toBe(2)
    expect(stderr).toContain('--email "ann@" is no e-mail address')
    expect(stderr).toContain('--language "english" must be one of ru, en, es. Did you mean "en"?')
    expect(stderr).toContain('--timezone "London" is no time zone (IANA name). Did you mean "Europe/London"?')
    expect(await installation.store.contacts.list(5)).toEqual([])
  })

  it('add --dry-run says what would happen and writes nothing', async () => {
    const { code, stdout } = await installation.call(['contact', 'add', ...ann, '--dry-run', '--json'])
    expect(code).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({ result: 'new', dryRun: true, campaign: 'reviews', command: null })
    expect(await installation.store.contacts.list(5)).toEqual([])
  })

  it('add says when nobody is there to open the conversation, and keeps the request', async () => {
    const { code, stdout } = await installation.call(['contact', 'add', ...ann])
    expect(code).toBe(1)
    expect(stdout).toContain('waiting: app-logic has never run here; the command waits in the inbox until it does')
    expect(stdout).toMatch(/https:\/\/t\.me\/outrider_reviews_bot\?start=[\w-]{24}/)
  })

  it('import adds the good lines, names the bad ones and ends with 1', async () => {
    installation.write(
      'people.csv',
      'name,email,language,timezone\nBob,bob@example.com,en,Europe/London\nCid,cid@,en,Europe/Londn\nDee,dee@example.com,es,Europe/Madrid\n',
    )
    const { code, stdout, stderr } = await installation.call(['contact', 'import', 'people.csv'])
    expect(code).toBe(1)
    expect(stdout).toContain('2 added')
    expect(stderr).toContain('people.csv:3: email "cid@" is no e-mail address')
    expect(stderr).toContain('people.csv:3: timezone "Europe/Londn"')
  })

  it('list and show know who was added; an unknown one is a no with the nearest', async () => {
    const list = await installation.call(['contact', 'list', '--json'])
    expect(
      JSON.parse(list.stdout)
        .map(({ email }: { email: string }) => email)
        .sort(),
    ).toEqual(['ann@example.com', 'bob@example.com', 'dee@example.com'])
    const show = await installation.call(['contact', 'show', 'ANN@example.com'])
    expect(show).toMatchObject({ code: 0, stdout: expect.stringContaining('ann@example.com · en · Europe/London') })
    const unknown = await installation.call(['contact', 'show', 'anne@example.com'])
    expect(unknown).toMatchObject({ code: 1, stderr: expect.stringContaining('Did you mean "ann@example.com"?') })
  })

  it('add refuses a suppressed person with the reason', async () => {
    expect(await installation.call(['suppression', 'add', 'eve@example.com'])).toMatchObject({ code: 0 })
    const eve = ann.map((word) => (word === 'ann@example.com' ? 'Eve@Example.com' : word))
    const { code, stdout } = await installation.call(['contact', 'add', ...eve])
    expect({ code, stdout }).toEqual({
      code: 1,
      stdout: expect.stringMatching(/^Not added: they were suppressed by a command on/),
    })
  })
})

describe('doctor', () => {
  it('ends with 1, names what is missing and what to do', async () => {
    const { code, stdout } = await installation.call(['doctor', '--json'])
    expect(code).toBe(1)
    const checks: { area: string; check: string; status: string; remedy: string | null }[] = JSON.parse(stdout).checks
    const status = (area: string, check: string) =>
      checks.find((each) => each.area === area && each.check === check)?.status
    expect(status('database', 'reachable')).toBe('ok')
    expect(status('database', 'indexes')).toBe('ok')
    expect(status('campaign reviews', 'presentation')).toBe('ok')
    expect(status('services', 'app-logic')).toBe('not ok')
    expect(status('account sales', 'secret')).toBe('not ok')
    expect(checks.filter((each) => each.status === 'not ok' && each.remedy === null)).toEqual([])
  })

  it('of a database that does not answer says so instead of failing', async () => {
    const environment = { MONGODB_URI: 'mongodb://user:hunter2@127.0.0.1:9/?serverSelectionTimeoutMS=300' }
    const { code, stdout, stderr } = await installation.call(['doctor'], { environment })
    expect(code).toBe(1)
    expect(stdout).toMatch(/not ok +database +reachable +no answer \(MONGODB_URI\)/)
    expect(stdout + stderr).not.toContain('hunter2')
  })
})

describe('dead events', () => {
  it('are listed with their reason and can be tried again, counted anew', async () => {
    const id = 'timer:v_gone:1'
    await installation.store.inbox.put(
      { _id: id, type: 'timer', conversationId: 'v_gone', version: 1 },
      { dueAt: new Date(0) },
    )
    const claim = await installation.store.inbox.claim()
    expect(claim?.document._id).toBe(id)
    if (claim !== null)
      await installation.store.inbox.settle(claim, { outcome: 'dead', reason: 'its campaign is gone' })
    const list = await installation.call(['dead', 'list'])
    expect(list).toMatchObject({ code: 0, stdout: expect.stringContaining('its campaign is gone') })
    expect(await installation.call(['dead', 'retry', 'timer:v_gone:2'])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining(`Did you mean "${id}"?`),
    })
    expect(await installation.call(['dead', 'retry', id])).toMatchObject({ code: 0 })
    expect(await installation.store.inbox.get(id)).toMatchObject({ status: 'ready', attempts: 0 })
    expect(await installation.call(['dead', 'retry', id])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('status is ready'),
    })
  })
})

describe('accounts', () => {
  it('can be laid to rest and set going again', async () => {
    await installation.call(['account', 'pause', 'sales', '--reason', 'moving'])
    expect((await installation.store.accounts.get('sales'))?.state).toMatchObject({
      status: 'paused',
      reason: 'moving',
    })
    const resumed = await installation.call(['account', 'resume', 'sales', '--json'])
    expect(JSON.parse(resumed.stdout)).toEqual({ account: 'sales', status: 'active', changed: true })
  })
})

describe('wrong use ends with 2 and says what is right', () => {
  it.each([
    ['a misspelt command', ['contat'], 'Did you mean contact?'],
    ['a misspelt subcommand', ['conversation', 'aprove', 'x'], 'Did you mean approve?'],
    ['a misspelt option', ['contact', 'list', '--stag', 'new'], 'Did you mean --stage?'],
    ['a misspelt stage', ['contact', 'list', '--stage', 'talkin'], 'Did you mean "talking"?'],
    ['a missing argument', ['init'], "missing required argument 'file'"],
    ['one argument too many', ['stats', 'reviews'], 'too many arguments'],
    ['no command at all', [], 'Usage: client-utils'],
  ])('%s', async (_, words, message) => {
    const { code, stdout, stderr } = await installation.call(words)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain(message)
  })

  it('no database named', async () => {
    const { code, stderr } = await installation.call(['stats'], { environment: {} })
    expect(code).toBe(2)
    expect(stderr).toContain('set MONGODB_URI')
    expect(stderr).toContain('npm start')
  })
})

it('.env of the folder names the database, and so does the sandbox that runs there', async () => {
  const { MONGODB_URI } = installation.environment
  mkdirSync(join(installation.folder, '.outrider'))
  installation.write('.outrider/sandbox.json', JSON.stringify({ mongodbUri: MONGODB_URI, database: 'sandbox_1' }))
  const sandbox = await installation.call(['contact', 'list', '--json'], { environment: {} })
  expect({ code: sandbox.code, people: JSON.parse(sandbox.stdout) }).toEqual({ code: 0, people: [] })
  installation.write('.env', `MONGODB_URI=${MONGODB_URI}\n`)
  const dotEnv = await installation.call(['contact', 'list', '--json'], { environment: {} })
  expect(JSON.parse(dotEnv.stdout)).toHaveLength(3)
})

describe('machine interfaces', () => {
  it('understand reads standard input and answers in order', async () => {
    const stdin = [
      { id: 'a', text: 'Please remove me from your list', now: '2026-03-02T10:00:00Z' },
      { id: 'b', text: 'Could you send the presentation?', now: '2026-03-02T10:00:00Z' },
    ]
    const { code, stdout } = await installation.call(['understand', '--in', '-'], {
      stdin: stdin.map((line) => `${JSON.stringify(line)}\n`).join(''),
    })
    expect(code).toBe(0)
    const lines = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(lines).toMatchObject([
      { id: 'a', intents: ['stop'], explicitOptOut: true },
      { id: 'b', intents: ['presentation'] },
    ])
  })

  it("hand on the entry's exit code and messages", async () => {
    const { code, stderr } = await installation.call(['understand', '--in', '-'], { stdin: 'not json\n' })
    expect({ code, said: stderr.length > 0 }).toEqual({ code: 1, said: true })
  })

  it('check-draft blocks a price that nothing supports', async () => {
    const line = {
      id: 'd1',
      lang: 'en',
      facts: ['The Start plan is 2,900 roubles a month.'],
      allowedUrls: [],
      allowedEmails: [],
      thread: [],
      prospect: 'Ann',
      agent: 'Anna',
      now: '2026-03-02T10:00:00Z',
      draft: 'Hello Ann, the Start plan is 1,000 roubles a month.',
    }
    const { stdout } = await installation.call(['check-draft', '--in', '-'], { stdin: `${JSON.stringify(line)}\n` })
    expect(JSON.parse(stdout)).toMatchObject({ id: 'd1', verdict: 'block' })
  })

  it('read-mail reads a raw mail', async () => {
    installation.write(
      'reply.eml',
      'From: Ann <ann@example.com>\r\nSubject: Re: Hello\r\n\r\nYes, please.\r\n\r\n> Hello\r\n',
    )
    const { code, stdout } = await installation.call(['read-mail', 'reply.eml'])
    expect(code).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({ file: 'reply.eml', kind: 'human', text: 'Yes, please.' })
  })

  it('simulate runs a scenario with the product knowledge of this folder', async () => {
    const scenario = {
      id: 's1',
      start: '2026-03-02T10:00:00Z',
      until: '2026-03-03T10:00:00Z',
      contact: { name: 'Ann', email: 'ann@example.com', language: 'en', timezone: 'Europe/London' },
      events: [{ after: 'PT1H', reply: 'Please stop writing to me.' }],
    }
    installation.write('scenario.json', JSON.stringify(scenario))
    const { code, stdout } = await installation.call(['simulate', 'scenario.json'])
    expect(code).toBe(0)
    const types = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).type)
    expect(types).toContain('outbound')
    expect(types).toContain('suppressed')
  })
})
