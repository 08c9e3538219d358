import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { EmailAccount } from '@outrider/shared/domain'
import { accountDocument } from '@outrider/shared/testing'
import { afterAll, describe, expect, it } from 'vitest'
import { checkDomain, type Resolver } from './check-domain.ts'

const folder = mkdtempSync(join(tmpdir(), 'outrider-dkim-'))
afterAll(() => rmSync(folder, { recursive: true }))

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const privateKeyFile = join(folder, 'key.pem')
writeFileSync(privateKeyFile, privateKey.export({ type: 'pkcs8', format: 'pem' }))
const published = publicKey.export({ type: 'spki', format: 'der' }).toString('base64')

const account: EmailAccount = {
  ...(accountDocument().settings as EmailAccount),
  address: 'anna@news.outrider.dev',
  dkim: { domain: 'outrider.dev', selector: 's1', privateKeyFile },
}

const GOOD: Readonly<Record<string, readonly string[]>> = {
  'news.outrider.dev': ['v=spf1 include:_spf.mail.test ~all', 'some-verification=1'],
  's1._domainkey.outrider.dev': [`v=DKIM1; k=rsa; p=${published}`],
  '_dmarc.outrider.dev': ['v=DMARC1; p=none'],
}

/** DNS with these TXT records, in pieces of 255 bytes as it hands them out. */
function dns(records: Readonly<Record<string, readonly string[]>>, exchange = 'mx.outrider.dev'): Resolver {
  return {
    resolveTxt: async (name) => {
      const found = records[name]
      if (found === undefined) throw Object.assign(new Error(`queryTxt ENOTFOUND ${name}`), { code: 'ENOTFOUND' })
      return found.map((text) => text.match(/.{1,255}/g) ?? [])
    },
    resolveMx: async () => [{ exchange, priority: 10 }],
  }
}

const bad = async (resolver: Resolver, of = account) =>
  (await checkDomain(of, resolver)).filter(({ ok }) => !ok).map(({ check }) => check)

describe('what receivers look up about the sending domain', () => {
  it('all is well: MX, one SPF record, our key, the DMARC record of the domain above', async () => {
    const checks = await checkDomain(account, dns(GOOD))
    expect(checks.map(({ check, status }) => [check, status])).toEqual([
      ['mx', 'ok'],
      ['spf', 'ok'],
      ['dkim', 'ok'],
      ['dmarc', 'ok'],
    ])
  })

  it('nothing is there: every check says so, each with what to do', async () => {
    const checks = await checkDomain(account, { ...dns({}), resolveMx: async () => [] })
    expect(checks.map(({ ok }) => ok)).toEqual([false, false, false, false])
    expect(checks.every(({ remedy }) => remedy !== null)).toBe(true)
  })

  it.each([
    ['mx', dns(GOOD, '.')],
    ['spf', dns({ ...GOOD, 'news.outrider.dev': ['v=spf1 ~all', 'v=spf1 -all'] })],
    ['spf', dns({ ...GOOD, 'news.outrider.dev': ['v=spf1 +all'] })],
    ['dkim', dns({ ...GOOD, 's1._domainkey.outrider.dev': ['v=DKIM1; p=MIIBanother'] })],
  ])('a wrong %s record is told', async (check, resolver) => {
    expect(await bad(resolver)).toEqual([check])
  })

  it('a key file that is not there is told', async () => {
    const dkim = { domain: 'outrider.dev', selector: 's1', privateKeyFile: join(folder, 'none.pem') }
    expect(await bad(dns(GOOD), { ...account, dkim })).toEqual(['dkim'])
  })

  it('where the server signs, nothing can be looked up, which is worth a note', async () => {
    const checks = await checkDomain({ ...account, dkim: null }, dns(GOOD))
    expect(checks.find(({ check }) => check === 'dkim')).toMatchObject({ ok: true, status: 'note' })
  })

  it('a domain reserved for tests is not looked up', async () => {
    const never: Resolver = {
      resolveTxt: () => Promise.reject(new Error('asked')),
      resolveMx: () => Promise.reject(new Error('asked')),
    }
    expect(await checkDomain({ ...account, address: 'anna@outrider.test' }, never)).toMatchObject([{ ok: true }])
  })
})
