import { describe, expect, it } from 'vitest'
import { meaningOf, type SmtpFailure } from './delivery-error.ts'

const failure = (changes: Partial<SmtpFailure>): SmtpFailure => ({
  code: null,
  responseCode: null,
  response: null,
  message: 'it failed',
  handedOver: 'nothing',
  ...changes,
})
const reply = (response: string, handedOver: SmtpFailure['handedOver'] = 'nothing') =>
  meaningOf(failure({ code: 'EENVELOPE', responseCode: Number(response.slice(0, 3)), response, handedOver }))

describe('what a failed hand-over means', () => {
  it.each([
    ['550 5.1.1 <x@y.test>: Recipient address rejected: User unknown', 'recipient', true],
    ['550 No such user here', 'recipient', true],
    ['550 5.1.10 RESOLVER.ADR.RecipientNotFound', 'recipient', true],
    ['552 5.2.2 Mailbox full', 'recipient', false],
    ['552 5.3.4 Message size exceeds fixed limit', 'content', true],
    ['552 Message too large', 'content', true],
    ['554 5.7.1 Message contains a virus', 'content', true],
    ['550 5.7.26 This mail is unauthenticated: SPF and DKIM did not pass', 'sender', true],
    ['550 5.7.515 Access denied, sending domain does not meet the required authentication level', 'sender', true],
    ['554 5.7.1 Service unavailable; Client host blocked using zen.spamhaus.org', 'sender', true],
    ['554 5.7.1 <x@y.test>: Relay access denied', 'sender', true],
    ['550 5.1.8 Sender address rejected: Domain not found', 'sender', true],
    ['530 5.7.0 Authentication required', 'sender', true],
    ['554 Transaction failed', 'transport', true],
  ])('%s is held against the %s', (response, blame, permanent) => {
    expect(reply(response).result).toMatchObject({ result: 'refused', blame, permanent })
  })

  it('a refusal of the sender is about the account, one of a recipient or a content is not', () => {
    expect(reply('550 5.7.26 unauthenticated, DMARC').account).toBe('sender-refused')
    expect(reply('550 5.1.1 user unknown').account).toBe('goes-on')
    expect(reply('552 5.3.4 too big').account).toBe('goes-on')
  })

  it.each(['451 4.7.1 Greylisted', '421 4.3.2 Shutting down', '452 4.2.2 Over quota', '450 try later'])(
    '%s puts off, and nobody is blamed',
    (response) => {
      expect(reply(response)).toMatchObject({ result: { result: 'deferred' }, account: 'goes-on' })
    },
  )

  it("the provider's daily limit rests the account and keeps the message", () => {
    const meaning = reply('550 5.4.5 Daily user sending limit exceeded')
    expect(meaning).toMatchObject({ result: { result: 'deferred' }, account: 'sender-refused' })
  })

  it('535 is a wrong password; 454 and a link lost at the login are not', () => {
    const auth = (changes: Partial<SmtpFailure>) => meaningOf(failure({ code: 'EAUTH', ...changes }))
    expect(auth({ responseCode: 535, response: '535 5.7.8 bad credentials' }).account).toBe('credentials-refused')
    expect(auth({ responseCode: 454, response: '454 4.7.0 temporary failure' }).account).toBe('goes-on')
    expect(auth({ responseCode: null }).account).toBe('goes-on')
    expect(auth({ responseCode: 535 }).result.result).toBe('deferred')
  })

  it.each([
    ['nothing', 'deferred'],
    ['part', 'deferred'],
    ['all', 'unknown'],
  ] as const)('a link lost when %s of the message had left: %s', (handedOver, result) => {
    for (const code of ['ECONNECTION', 'ESOCKET', 'ETIMEDOUT']) {
      expect(meaningOf(failure({ code, handedOver })).result.result).toBe(result)
    }
  })

  it('a reply after the final dot says that nothing was accepted, so nothing is uncertain', () => {
    expect(reply('451 4.3.0 queue file write error', 'all').result.result).toBe('deferred')
    expect(reply('554 5.6.0 refused', 'all').result.result).toBe('refused')
  })
})
