import { z } from 'zod'

const fileSchema = z.looseObject({
  file_name: z.string().optional(),
  mime_type: z.string().optional(),
  file_size: z.int().optional(),
})
const photoSchema = z.array(fileSchema)
const peerSchema = z.looseObject({
  id: z.int(),
  is_bot: z.boolean(),
  first_name: z.string(),
  last_name: z.string().optional(),
  username: z.string().optional(),
})

/** The parts of a Bot API `Message` that are read; others pass through unread. */
export const rawMessageSchema = z.looseObject({
  message_id: z.int(),
  date: z.int(),
  edit_date: z.int().optional(),
  chat: z.looseObject({ id: z.int(), type: z.string() }),
  from: peerSchema.optional(),
  text: z.string().optional(),
  caption: z.string().optional(),
  reply_to_message: z.looseObject({ text: z.string().optional(), caption: z.string().optional() }).optional(),
  quote: z.looseObject({ text: z.string() }).optional(),
  photo: photoSchema.optional(),
  sticker: z.looseObject({ ...fileSchema.shape, emoji: z.string().optional() }).optional(),
  contact: z
    .looseObject({ phone_number: z.string(), first_name: z.string(), last_name: z.string().optional() })
    .optional(),
  dice: z.looseObject({ emoji: z.string() }).optional(),
  poll: z.looseObject({ question: z.string() }).optional(),
  venue: z.looseObject({ title: z.string(), address: z.string() }).optional(),
  animation: fileSchema.optional(),
  audio: fileSchema.optional(),
  document: fileSchema.optional(),
  video: fileSchema.optional(),
  video_note: fileSchema.optional(),
  voice: fileSchema.optional(),
})
export type RawMessage = z.infer<typeof rawMessageSchema>
type RawFile = z.infer<typeof fileSchema>

export interface MessageContent {
  /** What they wrote, or what stands for it in words: a caption, an emoji, a shared contact. May be empty. */
  readonly text: string
  /** The message they replied to, or the part of it they quoted. */
  readonly quoted: string
  readonly attachments: readonly { filename: string; contentType: string; size: number }[]
}

/** Media with a file, in the order they are looked for: an animation is repeated under `document` for old clients. */
const MEDIA = [
  { kind: 'animation', filename: 'animation.mp4', contentType: 'video/mp4' },
  { kind: 'audio', filename: 'audio.mp3', contentType: 'audio/mpeg' },
  { kind: 'document', filename: 'document', contentType: 'application/octet-stream' },
  { kind: 'video', filename: 'video.mp4', contentType: 'video/mp4' },
  { kind: 'video_note', filename: 'video-note.mp4', contentType: 'video/mp4' },
  { kind: 'voice', filename: 'voice.ogg', contentType: 'audio/ogg' },
  { kind: 'sticker', filename: 'sticker.webp', contentType: 'image/webp' },
] as const

/** Fields every message has; what else stands in it is its content. */
const ENVELOPE = new Set([
  'message_id',
  'message_thread_id',
  'from',
  'chat',
  'date',
  'edit_date',
  'reply_to_message',
  'quote',
  'external_reply',
  'forward_origin',
  'via_bot',
  'has_protected_content',
  'is_from_offline',
  'effect_id',
  'link_preview_options',
  'media_group_id',
  'entities',
  'caption_entities',
  'reply_markup',
  'reply_to_story',
  'is_topic_message',
])

/** Content that only tells what happened to the chat: nobody wrote it. */
const NOTICES = [
  'pinned_message',
  'message_auto_delete_timer_changed',
  'write_access_allowed',
  'users_shared',
  'chat_shared',
  'chat_background_set',
  'connected_website',
  'successful_payment',
  'refunded_payment',
  'passport_data',
  'forum_topic_created',
  'forum_topic_edited',
  'forum_topic_closed',
  'forum_topic_reopened',
  'gift',
  'unique_gift',
]

/** The content of a message; null for a notice of Telegram itself. Content of an unknown kind is still a message. */
export function contentOf(message: RawMessage): MessageContent | null {
  if (NOTICES.some((notice) => notice in message)) return null
  const text = message.text ?? message.caption ?? wordsFor(message)
  const quoted = message.quote?.text ?? message.reply_to_message?.text ?? message.reply_to_message?.caption ?? ''
  return { text, quoted, attachments: attachmentsOf(message, text) }
}

function wordsFor({ sticker, contact, dice, poll, venue }: RawMessage): string {
  if (contact !== undefined) {
    return [contact.first_name, contact.last_name, contact.phone_number].filter(Boolean).join(' ')
  }
  if (venue !== undefined) return `${venue.title}, ${venue.address}`
  return sticker?.emoji ?? dice?.emoji ?? poll?.question ?? ''
}

function attachmentsOf(message: RawMessage, text: string): MessageContent['attachments'] {
  const media = MEDIA.find(({ kind }) => message[kind] !== undefined)
  if (media !== undefined) return [described(message[media.kind] ?? {}, media.filename, media.contentType)]
  // Sizes of one picture, smallest first.
  const largest = message.photo?.at(-1)
  if (largest !== undefined) return [described(largest, 'photo.jpg', 'image/jpeg')]
  if (text !== '') return []
  const [kind] = Object.keys(message).filter((field) => !ENVELOPE.has(field) && message[field] !== undefined)
  return kind === undefined ? [] : [{ filename: kind, contentType: 'application/octet-stream', size: 0 }]
}

function described(file: RawFile, filename: string, contentType: string): MessageContent['attachments'][number] {
  return {
    filename: file.file_name ?? filename,
    contentType: file.mime_type ?? contentType,
    size: file.file_size ?? 0,
  }
}
