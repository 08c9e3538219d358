import { describe, expect, it } from 'vitest'
import { readUpdate } from './read-update.ts'

const IVAN = { id: 100, is_bot: false, first_name: 'Ivan', last_name: 'Petrov', username: 'ivan_p' }
const CHAT = { id: 100, type: 'private', first_name: 'Ivan' }
const DATE = 1_773_129_600

const update = (content: object, changes: object = {}) => ({
  update_id: 7,
  message: { message_id: 1, date: DATE, chat: CHAT, from: IVAN, ...content, ...changes },
})
const read = (content: object, changes?: object) => {
  const found = readUpdate(update(content, changes))
  return found.is === 'message' ? found.message : found
}

describe('what an update says', () => {
  it.each([
    ['a text', { text: 'How much?' }, { text: 'How much?', attachments: [] }],
    [
      'a picture by its largest size, with its caption',
      { photo: [{ file_size: 10 }, { file_size: 900 }], caption: 'our shop' },
      { text: 'our shop', attachments: [{ filename: 'photo.jpg', contentType: 'image/jpeg', size: 900 }] },
    ],
    [
      'a voice message, which has no words',
      { voice: { mime_type: 'audio/ogg', file_size: 5_000 } },
      { text: '', attachments: [{ filename: 'voice.ogg', contentType: 'audio/ogg', size: 5_000 }] },
    ],
    [
      'a sticker by the emoji it stands for',
      { sticker: { emoji: '👍', file_size: 12 } },
      { text: '👍', attachments: [{ filename: 'sticker.webp', contentType: 'image/webp', size: 12 }] },
    ],
    [
      'a document under its own name',
      { document: { file_name: 'brief.docx', mime_type: 'application/msword', file_size: 3 } },
      { text: '', attachments: [{ filename: 'brief.docx', contentType: 'application/msword', size: 3 }] },
    ],
    [
      'a shared contact in words: it may be a colleague',
      { contact: { phone_number: '+79990001122', first_name: 'Olga', last_name: 'Orlova' } },
      { text: 'Olga Orlova +79990001122', attachments: [] },
    ],
    [
      'content of a kind that is not known as something attached, not as nothing',
      { paid_hologram: {} },
      { text: '', attachments: [{ filename: 'paid_hologram', contentType: 'application/octet-stream', size: 0 }] },
    ],
    [
      'the message it replies to as quoted',
      { text: 'yes', reply_to_message: { text: 'Shall I send it?' } },
      { text: 'yes', quoted: 'Shall I send it?' },
    ],
    ['the part it quotes', { text: 'no', reply_to_message: { text: 'a b' }, quote: { text: 'b' } }, { quoted: 'b' }],
  ])('reads %s', (_title, content, expected) => {
    expect(read(content)).toMatchObject(expected)
  })

  it('names the person and their chat, and dates a correction by its own time', () => {
    expect(read({ text: 'hi' }, { edit_date: DATE + 60 })).toMatchObject({
      chatId: '100',
      name: 'Ivan Petrov',
      username: 'ivan_p',
      at: new Date((DATE + 60) * 1_000),
    })
  })

  it.each([
    ['/start', { isStart: true, startToken: null, text: '' }],
    ['/start Zm9v_YmFy-1', { isStart: true, startToken: 'Zm9v_YmFy-1', text: '' }],
    ['/start@sales_bot token', { isStart: true, startToken: 'token', text: '' }],
    ['/start please never write again', { isStart: false, startToken: null, text: '/start please never write again' }],
    ['/stop', { isStart: false, text: '/stop' }],
    ['/stop@sales_bot', { isStart: false, text: '/stop' }],
    ['I pressed /start', { isStart: false, text: 'I pressed /start' }],
    [`/start ${'x'.repeat(65)}`, { isStart: false }],
  ])('reads the command %s', (text, expected) => {
    expect(read({ text })).toMatchObject(expected)
  })

  it.each([
    ['a group', { text: 'hi' }, { chat: { id: -5, type: 'group' } }, 'written in a group'],
    ['a bot', { text: 'hi' }, { from: { ...IVAN, is_bot: true } }, 'written by a bot'],
    ['Telegram itself', { pinned_message: { message_id: 1 } }, {}, 'a notice of Telegram itself'],
  ])('ignores what is written by %s, with the reason', (_title, content, changes, reason) => {
    expect(read(content, changes)).toEqual({ is: 'ignored', updateId: 7, reason })
  })

  it('ignores posts of a channel', () => {
    const post = { message_id: 1, date: DATE, chat: { id: -5, type: 'channel' }, text: 'news' }
    expect(readUpdate({ update_id: 7, channel_post: post } as never)).toMatchObject({ is: 'ignored' })
  })

  it('tells a block from being let in again', () => {
    const member = (status: string) => ({ update_id: 7, my_chat_member: { chat: CHAT, new_chat_member: { status } } })
    expect(readUpdate(member('kicked'))).toEqual({ is: 'block', updateId: 7, chatId: '100' })
    expect(readUpdate(member('member'))).toMatchObject({ is: 'ignored' })
  })

  it('calls an update unreadable by the field that is wrong, and repeats nothing of it', () => {
    const broken = { update_id: 7, message: { message_id: 1, date: 'confidential', chat: CHAT } }
    const found = readUpdate(broken)
    expect(found).toMatchObject({ is: 'unreadable', updateId: 7, reason: expect.stringMatching(/^message\.date: /) })
    expect(JSON.stringify(found)).not.toContain('confidential')
  })
})
