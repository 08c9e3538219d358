import { expect, it } from 'vitest'
import { bareSubject, isReplySubject } from './subject.ts'

it.each([
  ['Re: Reviews for shops', 'reviews for shops'],
  ['RE: FW: Re[2]: Reviews  for shops', 'reviews for shops'],
  ['Отв: Отзывы для магазинов', 'отзывы для магазинов'],
  ['HA: Отзывы', 'ha: отзывы'],
  ['НА: Отзывы', 'отзывы'],
  ['RV: RE: Reseñas', 'reseñas'],
  ['AW: WG: Angebot', 'angebot'],
  ['[Sales] Re: Reviews', 'reviews'],
  ['回复：Reviews', 'reviews'],
  ['Report: numbers', 'report: numbers'],
])('%s is about "%s"', (subject, bare) => {
  expect(bareSubject(subject)).toBe(bare)
})

it('only a mark of a reply or forward continues a thread', () => {
  expect(isReplySubject('Re: Reviews')).toBe(true)
  expect(isReplySubject('[Sales] Fwd: Reviews')).toBe(true)
  expect(isReplySubject('Reviews')).toBe(false)
})

it('a subject of a million marks is read in no time', () => {
  const started = performance.now()
  bareSubject('Re: '.repeat(1_000_000))
  expect(performance.now() - started).toBeLessThan(1_000)
})
