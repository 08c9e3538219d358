import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type DemoWish, readDemoWish } from './demo-wish.ts'

const now = new Date('2026-03-09T09:00:00Z')
const zone = 'Europe/Madrid'
/** Tuesday 10 at 10:00, Wednesday 11 at 15:00, Thursday 12 at 11:00, in Madrid. */
const offered = ['2026-03-10T09:00:00Z', '2026-03-11T14:00:00Z', '2026-03-12T10:00:00Z'].map((start) => ({
  start,
  end: new Date(Date.parse(start) + 1_800_000).toISOString(),
}))

type Wish = Partial<Pick<DemoWish, 'picks' | 'times' | 'cancel' | 'move' | 'windows' | 'declinesAll'>>
type Row = readonly [lang: 'ru' | 'en' | 'es', text: string, wish: Wish]

function check(rows: readonly Row[]): void {
  it.each(rows.map(([lang, text, wish]) => ({ lang, text, wish })))('$text', ({ lang, text, wish }) => {
    const read = readDemoWish(text, { now, zone, lang, offered })
    const none = { picks: [], times: [], windows: [], cancel: false, move: false, declinesAll: false }
    const { evidence, ...rest } = read
    expect(rest).toEqual({ ...none, ...wish })
    if (evidence !== null) expect(text).toContain(evidence)
  })
}

describe('a slot is picked', () => {
  check([
    ['ru', 'второй вариант', { picks: [1] }],
    ['ru', 'Давайте первый', { picks: [0] }],
    ['ru', 'давайте в среду в 15', { picks: [1] }],
    ['ru', '11:00 подходит', { picks: [2] }],
    ['ru', 'вторник удобно', { picks: [0] }],
    ['ru', 'в четверг ок', { picks: [2] }],
    ['ru', 'любой из них', { picks: [0, 1, 2] }],
    ['ru', 'последний вариант, пожалуйста', { picks: [2] }],
    ['ru', 'вторник не могу, давайте среду', { picks: [1] }],
    ['ru', '2', { picks: [1] }],
    ['ru', 'четверг в 13:00 по москве', { picks: [2] }],
    ['en', 'the first one', { picks: [0] }],
    ['en', 'Tuesday works', { picks: [0] }],
    ['en', 'Let us do option 3', { picks: [2] }],
    ['en', 'Wednesday at 3 is good', { picks: [1] }],
    ['en', '3pm on Wednesday please', { picks: [1] }],
    ['en', 'any of them', { picks: [0, 1, 2] }],
    ['en', 'Not Tuesday, Thursday is fine', { picks: [2] }],
    ['en', "Tuesday doesn't work for me, the second one does", { picks: [1] }],
    ['en', 'Tuesday or Wednesday both work', { picks: [0, 1] }],
    ['en', 'The 12th works', { picks: [2] }],
    ['es', 'el martes a las 10 me viene bien', { picks: [0] }],
    ['es', 'la segunda opción', { picks: [1] }],
    ['es', 'el jueves perfecto', { picks: [2] }],
    ['es', 'cualquiera me sirve', { picks: [0, 1, 2] }],
    ['es', 'a las 15:00 puedo', { picks: [1] }],
  ])
})

describe('another time is named', () => {
  check([
    // A full stop after the time is no part of it.
    ['ru', 'Давайте в пятницу в 15:00.', { times: ['2026-03-13T14:00:00.000Z'] }],
    ['es', 'El viernes a las 15:00.', { times: ['2026-03-13T14:00:00.000Z'] }],
    ['en', 'Friday at 15:00.', { times: ['2026-03-13T14:00:00.000Z'] }],
    ['ru', 'В пятницу в 9.30.', { times: ['2026-03-13T08:30:00.000Z'] }],
    ['en', 'how about next Monday at 11?', { times: ['2026-03-16T10:00:00.000Z'] }],
    ['en', 'Friday at 3pm Berlin time', { times: ['2026-03-13T14:00:00.000Z'] }],
    ['en', 'Could we do Friday 10:30 am New York time?', { times: ['2026-03-13T14:30:00.000Z'] }],
    ['en', 'Tuesday at 4pm instead', { times: ['2026-03-10T15:00:00.000Z'] }],
    ['ru', 'давайте в пятницу в 16:00', { times: ['2026-03-13T15:00:00.000Z'] }],
    ['ru', 'завтра в полдень', { times: ['2026-03-10T11:00:00.000Z'] }],
    ['es', 'el viernes a las 4 de la tarde', { times: ['2026-03-13T15:00:00.000Z'] }],
    ['es', 'el 16 de marzo a las 9:30', { times: ['2026-03-16T08:30:00.000Z'] }],
  ])
})

describe('a rough wish is a window', () => {
  check([
    [
      'en',
      'Friday afternoon would be better',
      { windows: [{ from: '2026-03-13T12:00:00.000Z', to: '2026-03-13T17:00:00.000Z' }] },
    ],
    ['ru', 'в пятницу утром', { windows: [{ from: '2026-03-13T08:00:00.000Z', to: '2026-03-13T11:00:00.000Z' }] }],
    [
      'es',
      'el viernes por la tarde',
      { windows: [{ from: '2026-03-13T12:00:00.000Z', to: '2026-03-13T17:00:00.000Z' }] },
    ],
  ])
})

describe('a meeting is moved or called off', () => {
  check([
    ['en', 'can we move to Friday 4pm?', { move: true, times: ['2026-03-13T15:00:00.000Z'] }],
    ['en', 'Please cancel our meeting on Tuesday', { cancel: true }],
    ['en', "Don't cancel it, Tuesday works", { picks: [0] }],
    ['ru', 'перенесите со среды на пятницу в 12', { move: true, times: ['2026-03-13T11:00:00.000Z'] }],
    ['ru', 'Отмените встречу, пожалуйста', { cancel: true }],
    ['ru', 'не отменяйте, всё в силе', {}],
    ['es', '¿podemos pasarla al viernes a las 4 de la tarde?', { move: true, times: ['2026-03-13T15:00:00.000Z'] }],
    ['es', 'cancele la cita de mañana', { cancel: true }],
    ['en', 'Can we reschedule?', { move: true }],
  ])
})

describe('all is declined, or nothing is said', () => {
  check([
    ['en', 'None of these work for me', { declinesAll: true }],
    ['ru', 'ни один не подходит', { declinesAll: true }],
    ['es', 'ninguno me viene bien', { declinesAll: true }],
    ['en', 'none of these, 16 March at 9:30 am', { declinesAll: true, times: ['2026-03-16T08:30:00.000Z'] }],
    ['en', 'First of all, who are you?', {}],
    ['en', 'sounds good', {}],
    ['ru', 'хорошо', {}],
    ['es', 'vale', {}],
    ['en', 'This is the second mail from you', {}],
  ])
})

describe('ambiguity', () => {
  it('gives no pick when two slots fit', () => {
    const twoOnTuesday = [offered[0], { start: '2026-03-10T14:00:00Z', end: '2026-03-10T14:30:00Z' }].filter(
      (slot) => slot !== undefined,
    )
    expect(readDemoWish('Tuesday works', { now, zone, lang: 'en', offered: twoOnTuesday }).picks).toEqual([])
    expect(readDemoWish('Tuesday afternoon works', { now, zone, lang: 'en', offered: twoOnTuesday }).picks).toEqual([1])
  })

  it('gives no pick when nothing was offered', () => {
    expect(readDemoWish('the second one', { now, zone, lang: 'en', offered: [] }).picks).toEqual([])
  })
})

describe('any text', () => {
  it('is read without throwing, picks lie within the offer, and times lie ahead', () => {
    const word = fc.constantFrom(
      'Tuesday',
      'at',
      '10',
      '15:00',
      'second',
      'not',
      'отмените',
      'в',
      'среду',
      'a las',
      'martes',
      '3pm',
      'any',
      '25:99',
      'UTC+3',
      'move',
      'to',
      '.',
      'noon',
    )
    const text = fc.oneof(
      fc.string({ maxLength: 120, unit: 'grapheme' }),
      fc.array(word, { maxLength: 15 }).map((words) => words.join(' ')),
    )
    fc.assert(
      fc.property(text, fc.constantFrom('ru' as const, 'en' as const, 'es' as const), (reply, lang) => {
        const wish = readDemoWish(reply, { now, zone, lang, offered })
        return (
          wish.picks.every((pick) => pick >= 0 && pick < offered.length) &&
          wish.times.every((time) => Date.parse(time) > now.getTime()) &&
          (wish.evidence === null || reply.includes(wish.evidence))
        )
      }),
      { numRuns: 1000, seed: 5 },
    )
  })
})
