import { draftOffline } from '../draft/draft-offline.ts'
import { type ReplyToRead, understandOffline } from '../understand/understand-offline.ts'
import type { Brain, UnderstandRequest } from './brain.ts'

/**
 * Rules, a small trained classifier and templates: needs nothing, answers in milliseconds, never fails. The embedded
 * default, the cross-check of the model and its fallback (DESIGN §8). It looks at no signal: it is done before one could
 * fire.
 */
export function createOfflineBrain(): Brain {
  return {
    name: 'offline',
    understand: async (request) => understandOffline(replyToRead(request)),
    draft: async (request) => draftOffline(request),
  }
}

/** The request as the offline reading takes it: what is not known is left out. */
export function replyToRead(request: UnderstandRequest): ReplyToRead {
  const { id, text, now, zone, country, contactLanguage, senderEmail } = request
  return {
    id,
    text,
    now,
    zone,
    langHint: contactLanguage,
    ...(country === null ? {} : { country }),
    ...(senderEmail === null ? {} : { senderEmail }),
  }
}
