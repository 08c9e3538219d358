import { describe, expect, it } from 'vitest'
import { understandOffline } from './understand-offline.ts'

function understand(text: string) {
  const { intents, doubt } = understandOffline({
    id: 'one',
    text,
    now: new Date('2026-03-10T10:00:00Z'),
    zone: 'UTC',
  })
  return [intents.join('+'), doubt]
}

describe('what nobody could act on is asked back about', () => {
  it.each([
    '???',
    '?',
    'asdf qwer zxcv',
    'фывапр',
    'gggggggg',
    "I don't understand.",
    'Sorry, I do not understand your message',
    'Не понял.',
    'В смысле?',
    'No entiendo su mensaje.',
    'Hola, no le entiendo.',
    'Maybe yes, maybe no.',
    'Может быть, а может и нет.',
    'Quizás sí, quizás no.',
    'yes',
    'Да.',
    'Sí',
    'It depends.',
  ])('%s', (text) => {
    expect(understand(text)).toEqual(['other', 'low-confidence'])
  })
})

describe('an acknowledgement or a social word is left unanswered', () => {
  it.each([
    'Thanks!',
    'ok',
    '👍',
    '🙏',
    'Got it, will read.',
    'Received, thank you.',
    'Noted.',
    'Good morning',
    'Congratulations on the funding round!',
    "I'll be at the fair",
    'Спасибо, учту.',
    'Принято',
    'ок',
    'С наступающим!',
    'Удачи вам!',
    'Gracias, recibido.',
    'Anotado.',
    'Feliz Navidad',
    'Ja ja, buenísimo.',
  ])('%s', (text) => {
    expect(understand(text)).toEqual(['other', null])
  })
})

describe('a wish is not hidden by words of not knowing', () => {
  const rows: ReadonlyArray<readonly [text: string, intents: string]> = [
    ['Yeah, no.', 'stop'],
    ['No.', 'stop'],
    ["I don't understand the pricing: is it per user?", 'question'],
    ['Непонятно: это облако или коробка?', 'question'],
    ['Yes, send me the deck.', 'presentation'],
  ]
  it.each(rows)('%s', (text, intents) => {
    expect(understand(text)).toEqual([intents, null])
  })
})
