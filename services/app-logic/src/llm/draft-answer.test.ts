import { describe, expect, it } from 'vitest'
import type { DraftRequest } from '../brain/brain.ts'
import { slotPhrase } from '../draft/draft-offline.ts'
import { draftFrom } from './draft-answer.ts'
import { type DraftAnswer, draftFormat, pointsOf } from './draft-prompt.ts'
import { draftRequest, SLOTS } from './testing/requests.ts'

const asked = draftRequest({ answerQuestions: true }, { turnText: 'What does it cost? Is there an app?' })
const PRICE = 'The price is 40 € a month for one workshop.'

function draft(answer: Partial<DraftAnswer>, request: DraftRequest = asked) {
  return draftFrom({ a_facts_used: ['price'], b_reply: PRICE, c_unanswered: [], ...answer }, request, pointsOf(request))
}

describe('the draft of a model', () => {
  it('gets greeting and signature from code', () => {
    expect(draft({})).toEqual({
      subject: null,
      text: `Hello Ann,\n\n${PRICE}\n\nBest regards,\nVera Lind, Lucerna`,
      knowledgeUsed: ['price'],
      openQuestions: [],
      by: 'llm',
    })
  })

  it('is not greeted and signed twice', () => {
    const { text } = draft({ b_reply: `Hello Ann,\n\n${PRICE}\n\nBest regards,\nVera Lind` })
    expect(text.match(/Hello/g)).toHaveLength(1)
    expect(text.match(/Vera Lind/g)).toHaveLength(1)
  })

  it('says honestly, in words people wrote, what the facts leave open, and names it verbatim', () => {
    const { text, openQuestions } = draft({ c_unanswered: ['is there an APP'] })
    expect(openQuestions).toEqual(['Is there an app'])
    expect(text).toContain('I have no exact answer to the rest')
  })

  it('keeps the questions that were open before', () => {
    const request = draftRequest(
      { answerQuestions: true, openQuestions: ['Is there an app?'] },
      { turnText: asked.turnText },
    )
    expect(draft({}, request).openQuestions).toEqual(['Is there an app?'])
  })

  it('holds every time that was handed over, letter by letter', () => {
    const request = draftRequest({ offeredSlots: SLOTS }, { kind: 'demo-offer' })
    const phrases = SLOTS.map((slot) => slotPhrase(slot, request))
    const offer = `These times are free:\n${phrases.map((phrase) => `— ${phrase}`).join('\n')}\nWhich one suits you?`
    expect(draft({ b_reply: offer }, request).text).toContain(phrases[1])
    expect(() => draft({ b_reply: offer.replace('15:00', '16:00') }, request)).toThrow('ready-made')
  })

  it.each([
    ['Chinese words', `${PRICE} 请告诉我们您的想法。`, 'language'],
    [
      'another language',
      'El precio es de 40 € al mes por taller y puede empezar cuando quiera, sin ninguna permanencia.',
      'language',
    ],
    ['Russian', 'Цена — 40 € в месяц за цех.', 'language'],
    ['a link of its own', `${PRICE} See https://lucerna.test/pay for more.`, 'address'],
    ['a link without its scheme', `${PRICE} See www.lucerna.test for more.`, 'address'],
    ['an address of its own', `${PRICE} Write to sales@lucerna.test for more.`, 'address'],
    ['a phone of its own', `${PRICE} Call +371 2000 0000 for more.`, 'address'],
    ['a placeholder', `${PRICE} Dear {name}, tell us more.`, 'marks'],
    ['Markdown', `**${PRICE}**`, 'marks'],
    ['tags', `<b>${PRICE}</b>`, 'marks'],
    ['nothing', '   ', 'characters'],
  ])('with %s does not leave', (_, reply, why) => {
    expect(() => draft({ b_reply: reply })).toThrow(why)
  })

  it('in Russian may name what is written in Latin letters', () => {
    const request = draftRequest({ answerQuestions: true }, { language: 'ru', turnText: 'Сколько стоит?' })
    expect(draft({ b_reply: 'Lucerna стоит 40 € в месяц за цех.' }, request).by).toBe('llm')
  })

  it('can rest on no fact that was not sent', () => {
    const { properties } = draftFormat(asked) as { properties: { a_facts_used: { items: { enum: string[] } } } }
    expect(properties.a_facts_used.items.enum).toEqual(['product', 'price', 'hosting'])
    expect(Object.keys(properties)).toEqual(Object.keys(properties).sort())
  })
})
