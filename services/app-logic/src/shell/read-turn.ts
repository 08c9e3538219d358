import type { Queued } from '@outrider/shared'
import { messageOf } from '@outrider/shared'
import type {
  Campaign,
  Contact,
  Conversation,
  DemoWish,
  MessageEvent,
  ReplyReading,
  TurnMessage,
  Understanding,
} from '@outrider/shared/domain'
import type { UnderstandRequest } from '../brain/brain.ts'
import { answersFromKnowledge } from '../draft/knowledge.ts'
import { readDemoWish } from '../understand/extract/demo-wish.ts'
import type { AppLogic } from './app-logic.ts'
import { mergeReadings } from './merge-readings.ts'

/** The texts of a turn that has ended. */
export interface TurnText {
  readonly message: TurnMessage
  readonly text: string
  readonly calendarAnswer: 'accepted' | 'declined' | 'tentative' | 'counter' | null
}

/** The messages of the open turn with what was written in them. */
export async function textsOfTurn({ store }: AppLogic, messages: readonly TurnMessage[]): Promise<TurnText[]> {
  return Promise.all(
    messages.map(async (message) => {
      const event = (await store.inbox.get(message.inboxId)) as Queued<MessageEvent> | null
      return { message, text: event?.text ?? '', calendarAnswer: event?.calendarReply?.answer ?? null }
    }),
  )
}

/**
 * Reads the turn as a whole. What came in it is one text, so that a wish and its correction meet; what was decided on
 * before and is answered again is read apart; and each message is looked at alone for a stop found by rule, which stands.
 */
export async function readTurn(
  app: AppLogic,
  loaded: { conversation: Conversation; contact: Contact; campaign: Campaign },
  texts: readonly TurnText[],
  signal: AbortSignal,
): Promise<Understanding> {
  const { conversation, campaign } = loaded
  const request = (text: string, from: string): UnderstandRequest => requestFor(app, loaded, texts, text, from)
  const earlier = texts.filter(({ message }) => message.again)
  const newer = texts.filter(({ message }) => !message.again)
  const newText = joined(newer)
  const readings: ReplyReading[] = []
  for (const { text, message } of earlier) readings.push(await understand(app, request(text, message.from), signal))
  const newest = await understand(app, request(newText, newer.at(-1)?.message.from ?? ''), signal)
  readings.push(newest)
  if (newer.length > 1) readings.push(...(await ruleStops(app, newer, request, signal)))
  const reading = withCalendarAnswer(mergeReadings(readings), newer)
  const whole = joined(texts)
  return {
    type: 'reply',
    reading,
    demo: demoWishOf(loaded, newText, reading, newer, app.clock.now()),
    openQuestions: reading.intents.includes('question') ? openQuestions(whole, reading, campaign) : [],
    messages: conversation.turn?.messages ?? texts.map(({ message }) => message),
  }
}

function requestFor(
  { clock }: AppLogic,
  { conversation, contact }: { conversation: Conversation; contact: Contact },
  texts: readonly TurnText[],
  text: string,
  from: string,
): UnderstandRequest {
  return {
    id: texts.at(-1)?.message.inboxId ?? conversation._id,
    text,
    now: clock.now(),
    zone: contact.timezone,
    country: contact.country,
    channel: texts.at(-1)?.message.channel ?? conversation.channel,
    contactLanguage: contact.language,
    senderEmail: from.includes('@') ? from : contact.email,
    offeredSlots: conversation.demo.offered,
  }
}

/** A brain that is down, slow or broken never blocks stop: the offline one answers instead. */
async function understand(app: AppLogic, request: UnderstandRequest, signal: AbortSignal): Promise<ReplyReading> {
  try {
    return await app.brain.understand(request, AbortSignal.any([signal, AbortSignal.timeout(app.brainDeadlineMs)]))
  } catch (error) {
    if (signal.aborted) throw error
    app.logger.warn('the model could not read a reply; the offline brain did', {
      inboxId: request.id,
      reason: messageOf(error),
    })
    return app.offline.understand(request, signal)
  }
}

async function ruleStops(
  app: AppLogic,
  texts: readonly TurnText[],
  request: (text: string, from: string) => UnderstandRequest,
  signal: AbortSignal,
): Promise<ReplyReading[]> {
  const alone = await Promise.all(
    texts.map(({ text, message }) => app.offline.understand(request(text, message.from), signal)),
  )
  return alone.filter((reading) => reading.explicitOptOut && reading.by === 'rule')
}

const joined = (texts: readonly TurnText[]) =>
  texts
    .map(({ text }) => text.trim())
    .filter((text) => text !== '')
    .join('\n\n')

/** Pressing "accept" or "decline" in a calendar is an answer without words. */
function withCalendarAnswer(reading: ReplyReading, texts: readonly TurnText[]): ReplyReading {
  const answer = texts.at(-1)?.calendarAnswer ?? null
  if (answer === null || joined(texts) !== '') return reading
  const intents = answer === 'accepted' || answer === 'tentative' ? (['other'] as const) : (['demo'] as const)
  return { ...reading, intents, by: 'rule', confidence: 1, doubt: null }
}

function demoWishOf(
  { conversation, contact }: { conversation: Conversation; contact: Contact },
  text: string,
  reading: ReplyReading,
  texts: readonly TurnText[],
  now: Date,
): DemoWish {
  const wish = readDemoWish(text, {
    now,
    zone: contact.timezone,
    lang: reading.lang,
    offered: conversation.demo.offered,
  })
  const answer = texts.at(-1)?.calendarAnswer
  const { picks, times, move, windows, declinesAll } = wish
  return {
    picks,
    times,
    move: move || answer === 'counter',
    windows,
    declinesAll,
    cancel: wish.cancel || answer === 'declined',
  }
}

/** A reply that asks something in which no question was found asks something we do not know. */
function openQuestions(text: string, reading: ReplyReading, campaign: Campaign): string[] {
  const { answered, open } = answersFromKnowledge(text, reading.lang, campaign.knowledge)
  return answered.length === 0 && open.length === 0 ? [reading.evidence] : [...open]
}
