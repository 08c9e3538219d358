import { type Campaign, campaignSchema, type Slot } from '@outrider/shared/domain'
import type { DraftRequest, UnderstandRequest } from '../../brain/brain.ts'
import { type Brief, EMPTY_BRIEF } from '../../core/action.ts'

/** Requests for tests of brains; everything in them can be changed. */
export const NOW = new Date('2026-03-10T07:00:00Z')

export const SLOTS: readonly Slot[] = [
  { start: '2026-03-12T08:00:00.000Z', end: '2026-03-12T08:30:00.000Z' },
  { start: '2026-03-13T12:00:00.000Z', end: '2026-03-13T12:30:00.000Z' },
]

const localised = (ru: string, en: string, es: string) => ({ ru, en, es })

export const CAMPAIGN: Campaign = campaignSchema.parse({
  _id: 'lamps',
  name: 'Lamps',
  product: {
    name: 'Lucerna',
    pitch: localised(
      'Lucerna следит за освещением цехов и сама заказывает замену ламп.',
      'Lucerna watches the lighting of workshops and orders new lamps by itself.',
      'Lucerna vigila la iluminación de los talleres y pide lámparas nuevas por sí sola.',
    ),
  },
  sender: { name: 'Vera Lind', company: 'Lucerna', postalAddress: '1 Sample Street, Riga' },
  accounts: { email: 'sales' },
  intro: { subject: localised('Свет', 'Light', 'Luz'), text: localised('Здравствуйте!', 'Hello!', '¡Hola!') },
  knowledge: [
    {
      id: 'price',
      about: ['price', 'цена', 'precio'],
      answer: localised(
        'Цена — 40 € в месяц за цех.',
        'The price is 40 € a month for one workshop.',
        'El precio es de 40 € al mes por taller.',
      ),
    },
    {
      id: 'hosting',
      about: ['own server', 'свой сервер', 'servidor propio'],
      answer: localised(
        'Работает и на вашем сервере.',
        'It also runs on your own server.',
        'También funciona en su servidor.',
      ),
    },
  ],
})

export function understandRequest(text: string, changes: Partial<UnderstandRequest> = {}): UnderstandRequest {
  return {
    id: 'mail:sales:1:1',
    text,
    now: NOW,
    zone: 'Europe/Moscow',
    country: 'RU',
    channel: 'email',
    contactLanguage: 'en',
    senderEmail: 'ivan@zavod.test',
    offeredSlots: [],
    ...changes,
  }
}

export function draftRequest(brief: Partial<Brief>, changes: Partial<DraftRequest> = {}): DraftRequest {
  return {
    kind: 'answer',
    channel: 'email',
    language: 'en',
    brief: { ...EMPTY_BRIEF, ...brief },
    campaign: CAMPAIGN,
    contact: { name: 'Ann Lee', company: 'Zavod', timezone: 'Europe/Moscow' },
    referredBy: null,
    thread: [],
    turnText: '',
    snoozedUntil: null,
    now: NOW,
    ...changes,
  }
}
