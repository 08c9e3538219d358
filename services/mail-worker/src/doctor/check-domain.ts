import { createPrivateKey, createPublicKey } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { messageOf } from '@outrider/shared'
import type { EmailAccount } from '@outrider/shared/domain'
import { type Check, checksOf } from './check.ts'

/** DNS as the checks ask it; `node:dns/promises` fits. */
export interface Resolver {
  resolveTxt(name: string): Promise<string[][]>
  resolveMx(name: string): Promise<{ exchange: string; priority: number }[]>
}

/** RFC 2606, RFC 6761: names that stand in no public DNS. */
const RESERVED = /(^|\.)(test|example|invalid|localhost|local|internal)$|(^|\.)example\.(com|net|org)$/i

/** What receivers look up about the sending domain: MX, SPF, DKIM, DMARC. */
export async function checkDomain(account: EmailAccount, resolver: Resolver): Promise<Check[]> {
  const domain = account.address.split('@')[1]?.toLowerCase() ?? ''
  if (RESERVED.test(domain)) {
    return [checksOf(account._id).note('dns', `${domain} is reserved for tests: there is nothing to look up`)]
  }
  return Promise.all([
    checkMx(account, domain, resolver),
    checkSpf(account, domain, resolver),
    checkDkim(account, resolver),
    checkDmarc(account, domain, resolver),
  ])
}

async function checkMx({ _id }: EmailAccount, domain: string, resolver: Resolver): Promise<Check> {
  const { right, wrong } = checksOf(_id)
  const hosts = await answers(() => resolver.resolveMx(domain))
  // RFC 7505: a single "." says that the domain takes no mail.
  if (hosts.some(({ exchange }) => exchange !== '' && exchange !== '.')) return right('mx', `${domain} takes mail`)
  return wrong(
    'mx',
    `${domain} has no MX record`,
    'Without it no reply and no bounce arrives: set one at your DNS provider.',
  )
}

async function checkSpf({ _id }: EmailAccount, domain: string, resolver: Resolver): Promise<Check> {
  const { right, wrong } = checksOf(_id)
  const records = (await texts(resolver, domain)).filter((text) => /^v=spf1(\s|$)/i.test(text))
  const [record] = records
  if (record === undefined) {
    return wrong(
      'spf',
      `${domain} has no SPF record`,
      `Add the TXT record "v=spf1 include:<your provider> ~all" at ${domain}.`,
    )
  }
  if (records.length > 1)
    return wrong(
      'spf',
      `${domain} has ${records.length} SPF records`,
      'Merge them into one: several count as none (RFC 7208 §4.5).',
    )
  if (/(^|\s)\+?all(\s|$)/i.test(record))
    return wrong('spf', `${record} lets everybody send`, 'End it with ~all or -all.')
  return right('spf', record)
}

async function checkDkim(account: EmailAccount, resolver: Resolver): Promise<Check> {
  const { right, note, wrong } = checksOf(account._id)
  const { dkim } = account
  if (dkim === null) return note('dkim', 'signing is left to the server; `--send-test` shows whether it signs')
  const name = `${dkim.selector}._domainkey.${dkim.domain}`
  const record = (await texts(resolver, name)).find((text) => /(^|;)\s*p=/i.test(text))
  if (record === undefined)
    return wrong(
      'dkim',
      `there is no key at ${name}`,
      'Publish the public key there as a TXT record "v=DKIM1; k=rsa; p=…".',
    )
  const published = /(?:^|;)\s*p=([^;]*)/i.exec(record)?.[1]?.replace(/\s/g, '') ?? ''
  try {
    const own = createPublicKey(createPrivateKey(readFileSync(dkim.privateKeyFile)))
    const matches = own.export({ type: 'spki', format: 'der' }).toString('base64') === published
    return matches
      ? right('dkim', `${name} holds our key`)
      : wrong(
          'dkim',
          `${name} holds another key than ${dkim.privateKeyFile}`,
          'Publish the key that belongs to this file.',
        )
  } catch (error) {
    return wrong(
      'dkim',
      `${dkim.privateKeyFile}: ${messageOf(error)}`,
      'Put the private key (PEM) in that file, readable for mail_worker.',
    )
  }
}

async function checkDmarc({ _id }: EmailAccount, domain: string, resolver: Resolver): Promise<Check> {
  const { right, wrong } = checksOf(_id)
  // RFC 7489 §6.6.3: a subdomain without a record of its own has that of the domain above.
  const parent = domain.split('.').slice(-2).join('.')
  for (const name of new Set([domain, parent])) {
    const record = (await texts(resolver, `_dmarc.${name}`)).find((text) => /^v=DMARC1/i.test(text))
    if (record !== undefined) return right('dmarc', `${name}: ${record}`)
  }
  return wrong(
    'dmarc',
    `${domain} has no DMARC record`,
    `Add the TXT record "v=DMARC1; p=none; rua=mailto:…" at _dmarc.${domain}; large providers demand one.`,
  )
}

/** Records in pieces of 255 bytes belong together (RFC 7208 §3.3). */
async function texts(resolver: Resolver, name: string): Promise<string[]> {
  return (await answers(() => resolver.resolveTxt(name))).map((pieces) => pieces.join(''))
}

/** No such name and no such record are answers, too. */
async function answers<T>(ask: () => Promise<T[]>): Promise<T[]> {
  try {
    return await ask()
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOTFOUND' || code === 'ENODATA') return []
    throw error
  }
}
