import { describe, expect, it } from 'vitest'
import type { UnderstandRequest } from '../brain/brain.ts'
import { replyToRead } from '../brain/offline-brain.ts'
import { understandOffline } from '../understand/understand-offline.ts'
import { ModelError } from './model-failure.ts'
import { readingFrom } from './understand-answer.ts'
import {
  SAMPLES,
  UNDERSTAND_FORMAT,
  type UnderstandAnswer,
  understandAnswerSchema,
  WISHES,
  wholeAnswer,
} from './understand-prompt.ts'

const request = (text: string): UnderstandRequest => ({
  id: 'x',
  text,
  now: new Date('2026-01-15T10:00:00Z'),
  zone: 'Europe/Moscow',
  country: null,
  channel: 'email',
  contactLanguage: 'en',
  senderEmail: 'own@firm.test',
  offeredSlots: [],
})

function read(text: string, answer: Partial<UnderstandAnswer>) {
  const asked = request(text)
  const whole = wholeAnswer({
    reply: text,
    answer: { a_evidence: text, b_wishes: ['no_request'], g_language: 'en', ...answer },
  })
  return readingFrom(whole, asked, understandOffline(replyToRead(asked)))
}

describe('the samples of the prompt', () => {
  it.each(SAMPLES)('obey our own checks: $reply', (sample) => {
    const asked = request(sample.reply)
    const answer = understandAnswerSchema.parse(wholeAnswer(sample))
    const reading = readingFrom(answer, asked, understandOffline(replyToRead(asked)))
    expect([...reading.intents].sort()).toEqual(answer.b_wishes.map((wish) => WISHES[wish]).sort())
    expect(sample.reply).toContain(reading.evidence)
    expect(reading.lang).toBe(answer.g_language)
    expect(reading.until).toBe(answer.f_when_date || null)
    expect(reading.redirect?.email ?? '').toBe(answer.d_colleague_email)
    expect(reading.redirect?.phone ?? '').toBe(answer.d_colleague_phone)
    expect(reading.redirect?.name ?? '').toBe(answer.d_colleague_name)
  })

  it('show every wish at least twice and every language at least three times', () => {
    for (const wish of Object.keys(WISHES))
      expect(
        SAMPLES.filter(({ answer }) => answer.b_wishes.includes(wish as keyof typeof WISHES)).length,
      ).toBeGreaterThan(1)
    for (const lang of ['ru', 'en', 'es'])
      expect(SAMPLES.filter(({ answer }) => answer.g_language === lang).length).toBeGreaterThan(2)
  })
})

describe('the form asked of the server', () => {
  it('names its properties in alphabetical order, so that a server that sorts them changes nothing', () => {
    const names = Object.keys(UNDERSTAND_FORMAT.properties)
    expect(names).toEqual([...names].sort())
    expect(UNDERSTAND_FORMAT.required).toEqual(names)
  })

  it('bounds every string below the repetition limit of grammars', () => {
    const lengths = JSON.stringify(UNDERSTAND_FORMAT).match(/"maxLength":(\d+)/g) ?? []
    expect(lengths.length).toBeGreaterThan(0)
    for (const length of lengths) expect(Number(length.split(':')[1])).toBeLessThanOrEqual(1000)
  })
})

describe('an answer', () => {
  it('whose quotation is not in the reply is thrown away', () => {
    const ask = () => read('Send me the deck', { a_evidence: 'please unsubscribe me', b_wishes: ['ends_contact'] })
    expect(ask).toThrow(ModelError)
    expect(ask).toThrow('not in the reply')
  })

  it('is quoted as the reply has it, whatever the model did to case, marks and line breaks', () => {
    const reading = read('Well.\n«Пришлите  ещё\nпрезентацию» — <b>срочно</b>', {
      a_evidence: '"пришлите еще презентацию" - ‹b›Срочно',
      b_wishes: ['material_wanted'],
      g_language: 'ru',
    })
    expect(reading.evidence).toBe('Пришлите  ещё\nпрезентацию» — <b>срочно')
  })

  it('cannot quote half a word', () => {
    expect(() => read('unstoppable growth', { a_evidence: 'stop', b_wishes: ['ends_contact'] })).toThrow(ModelError)
  })

  it('names no address that is not in the reply', () => {
    const reading = read('Write to Ann Lee, ann.lee@firm.test', {
      b_wishes: ['names_colleague'],
      d_colleague_name: 'Bob Stone',
      d_colleague_email: 'ann@firm.test',
      d_colleague_phone: '+7 999 000-00-00',
      d_colleague_telegram: '@annlee',
    })
    expect(reading.redirect).toBeNull()
  })

  it('takes a detail as it is written in the reply', () => {
    const reading = read('Ask Ann Lee: Ann.Lee@Firm.test, t.me/ann_lee, +7 (999) 123-45-67', {
      b_wishes: ['names_colleague'],
      d_colleague_name: 'ann lee',
      d_colleague_email: 'ann.lee@firm.test',
      d_colleague_phone: '+79991234567',
      d_colleague_telegram: 'https://t.me/ann_lee',
    })
    expect(reading.redirect).toEqual({
      name: 'Ann Lee',
      email: 'Ann.Lee@Firm.test',
      telegram: '@ann_lee',
      phone: '+7 (999) 123-45-67',
    })
  })

  it('does not point the writer to themselves', () => {
    const reading = read('Use my address own@firm.test', {
      b_wishes: ['names_colleague'],
      d_colleague_email: 'own@firm.test',
    })
    expect(reading.redirect).toBeNull()
  })

  it('has its date counted by code, not by the model', () => {
    const reading = read('Not now, try us in two weeks', {
      b_wishes: ['not_now'],
      e_when_words: 'in two weeks',
      f_when_date: '2026-03-30',
    })
    expect(reading.until).toBe('2026-01-29')
  })

  it.each(['2025-12-01', '2026-01-15', '2029-01-01', '2026-02-31x', 'soon', ''])(
    'with the date %j has none',
    (date) => {
      const reading = read('Not now, when the frogs come back', {
        b_wishes: ['not_now'],
        e_when_words: 'when the frogs come back',
        f_when_date: date,
      })
      expect(reading.until).toBeNull()
    },
  )

  it('that demands an end is a stop even where the label is missing', () => {
    const reading = read('Enough of this', { b_wishes: ['asks_something'], c_explicit_opt_out: true })
    expect(reading).toMatchObject({ intents: ['stop', 'question'], explicitOptOut: true, by: 'llm' })
  })

  it('in the wrong script does not change the language', () => {
    expect(read('Напишите позже, сейчас отпуск', { a_evidence: 'Напишите позже', b_wishes: ['not_now'] }).lang).toBe(
      'ru',
    )
  })

  it('leaves out "no request" beside a wish', () => {
    expect(read('Thanks, and the price?', { b_wishes: ['no_request', 'asks_something'] }).intents).toEqual(['question'])
  })
})
