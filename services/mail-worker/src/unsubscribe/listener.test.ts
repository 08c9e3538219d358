import { MemoryStore, silentLogger, systemClock } from '@outrider/shared'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startUnsubscribeListener, type UnsubscribeListener } from './listener.ts'
import { conversationOfToken, oneClickToken, oneClickUrl } from './one-click-token.ts'

const SECRET = 'a secret of some length'

describe('the one-click listener (RFC 8058)', () => {
  let store: MemoryStore
  let listener: UnsubscribeListener

  beforeEach(async () => {
    store = new MemoryStore(systemClock)
    const config = { UNSUBSCRIBE_HOST: '127.0.0.1', UNSUBSCRIBE_PORT: 0, UNSUBSCRIBE_SECRET: SECRET }
    const started = await startUnsubscribeListener({ store, logger: silentLogger, config })
    if (started === null) throw new Error('the listener did not start')
    listener = started
  })
  afterEach(() => listener.stop())

  const call = (init: RequestInit, token = oneClickToken(SECRET, 'v_1')) =>
    fetch(`http://127.0.0.1:${listener.port}/u?t=${token}`, { redirect: 'manual', ...init })
  const urlencoded = (): RequestInit => ({
    method: 'POST',
    body: 'List-Unsubscribe=One-Click',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  })
  const commands = () => [...store.inbox.documents.values()]

  it('starts only with a port and a secret', async () => {
    const config = { UNSUBSCRIBE_HOST: '127.0.0.1', UNSUBSCRIBE_PORT: 0, UNSUBSCRIBE_SECRET: undefined }
    expect(await startUnsubscribeListener({ store, logger: silentLogger, config })).toBeNull()
  })

  it('a POST, urlencoded, silences the person, without redirect or cookie, and again is the same', async () => {
    for (let n = 0; n < 2; n++) {
      const response = await call(urlencoded())
      expect(response.status).toBe(200)
      expect(response.headers.get('set-cookie')).toBeNull()
    }
    expect(commands()).toMatchObject([{ type: 'command', command: 'suppress', conversationId: 'v_1', by: 'one-click' }])
  })

  it('a POST as multipart form does the same', async () => {
    const body = new FormData()
    body.set('List-Unsubscribe', 'One-Click')
    expect((await call({ method: 'POST', body })).status).toBe(200)
    expect(commands()).toHaveLength(1)
  })

  it('a GET shows a form and does nothing, because link scanners follow links', async () => {
    const response = await call({})
    expect(response.status).toBe(200)
    expect(await response.text()).toContain('<form method="post"')
    expect(commands()).toHaveLength(0)
  })

  it('a token that is not ours gets the same answer and does nothing', async () => {
    const right = await (await call(urlencoded())).text()
    store.inbox.documents.clear()
    for (const token of ['', 'v_1', `${oneClickToken(SECRET, 'v_1')}x`, oneClickToken('another secret, long', 'v_1')]) {
      const response = await call(urlencoded(), token)
      expect([response.status, await response.text()]).toEqual([200, right])
    }
    expect(commands()).toHaveLength(0)
  })

  it('a POST that does not ask for it, or is endless, does nothing', async () => {
    const other = { method: 'POST', body: 'x=1', headers: { 'content-type': 'application/x-www-form-urlencoded' } }
    expect((await call(other)).status).toBe(400)
    expect((await call({ ...urlencoded(), body: `List-Unsubscribe=One-Click&x=${'y'.repeat(20_000)}` })).status).toBe(
      400,
    )
    expect(commands()).toHaveLength(0)
  })

  it('markup in the address does not reach the page', async () => {
    const page = await (await call({}, encodeURIComponent('"><script>alert(1)</script>'))).text()
    expect(page).not.toContain('<script>')
  })

  it('a database that is away is told, so that the program tries again', async () => {
    store.inbox.put = async () => {
      throw new Error('away')
    }
    expect((await call(urlencoded())).status).toBe(503)
  })
})

describe('one-click tokens', () => {
  it('name their conversation only with the secret they were made with', () => {
    const token = oneClickToken(SECRET, 'v_1')
    expect(conversationOfToken(SECRET, token)).toBe('v_1')
    expect(conversationOfToken('another secret, long', token)).toBeNull()
    expect(conversationOfToken(SECRET, token.replace('v_1', 'v_2'))).toBeNull()
  })

  it('stand only in https addresses (RFC 8058 §3.1)', () => {
    expect(oneClickUrl('https://u.test/u', SECRET, 'v_1')).toMatch(/^https:\/\/u\.test\/u\?t=v_1\./)
    expect(oneClickUrl('http://u.test/u', SECRET, 'v_1')).toBeNull()
    expect(oneClickUrl('https://u.test/u', undefined, 'v_1')).toBeNull()
    expect(oneClickUrl(null, SECRET, 'v_1')).toBeNull()
  })
})
