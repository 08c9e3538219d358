import type { ReplyReading } from '@outrider/shared/domain'
import { replyToRead } from '../../brain/offline-brain.ts'
import { understandOffline } from '../../understand/understand-offline.ts'
import { type UnderstandAnswer, WISHES, type Wish } from '../understand-prompt.ts'
import type { ChatBody, ChatReply } from './ollama-stand-in.ts'
import { understandRequest } from './requests.ts'

/** The words of a reading as the model would give them. */
export function answerOf(reading: ReplyReading): UnderstandAnswer {
  const wishes = Object.entries(WISHES).filter(([, intent]) => reading.intents.includes(intent))
  return {
    a_evidence: reading.evidence.slice(0, 160),
    b_wishes: wishes.map(([wish]) => wish as Wish),
    c_explicit_opt_out: reading.explicitOptOut,
    d_colleague_email: reading.redirect?.email ?? '',
    d_colleague_name: reading.redirect?.name ?? '',
    d_colleague_phone: reading.redirect?.phone ?? '',
    d_colleague_telegram: reading.redirect?.telegram ?? '',
    e_when_words: '',
    f_when_date: reading.until ?? '',
    g_language: reading.lang,
  }
}

/**
 * A mind for the stand-in that reads replies as the offline brain does, out of nothing but the prompt: for runs of the
 * whole system with an Ollama that works.
 */
export function scriptedMind(body: ChatBody): ChatReply {
  const prompt = body.messages.at(-1)?.content ?? ''
  const mail = /<<<REPLY \w+\n(.*)\nREPLY \w+>>>/.exec(prompt)?.[1]
  const now = /was written on \w+, (\d{4}-\d{2}-\d{2})/.exec(prompt)?.[1]
  if (mail === undefined || now === undefined) return { say: '{"a_facts_used":[],"b_reply":"","c_unanswered":[]}' }
  const request = understandRequest(JSON.parse(mail) as string, { now: new Date(`${now}T09:00:00Z`), zone: 'UTC' })
  return { say: JSON.stringify(answerOf(understandOffline(replyToRead(request)))) }
}
