import { suppressionsFor } from '@outrider/shared'
import { contactDocument } from '@outrider/shared/testing'
import { describe, expect, it } from 'vitest'
import { handleEvent } from './handle-event.ts'
import { relayAll } from './relay.ts'
import { appWorld, CONVERSATION, scriptedBrain } from './testing/app-world.ts'

const kinds = (entries: readonly { kind: string }[]) => entries.map(({ kind }) => kind)
const question = scriptedBrain({ reading: { intents: ['question'], evidence: 'Сколько стоит?' } })

describe('a conversation', () => {
  it('begins with an intro whose Message-ID is fixed before it leaves (invariant 4)', async () => {
    const world = await appWorld(question)
    await world.start()
    const [intro] = await world.outgoing('sent')
    expect(intro).toMatchObject({ kind: 'intro', to: 'ivan@prospect.test', _id: `${CONVERSATION}:1:1` })
    expect(intro?.messageId).toBe(`<outrider.${CONVERSATION}.1.1@outrider.test>`)
    expect((await world.conversation()).stage).toBe('contacted')
  })

  it('threads every answer under the message it answers', async () => {
    const world = await appWorld(question)
    await world.start()
    await world.reply('Сколько стоит?', { references: ['<intro@x>'], subject: 'Re: Тема' })
    const answer = (await world.outgoing('sent')).at(-1)
    expect(answer).toMatchObject({
      inReplyTo: '<1@prospect.test>',
      references: ['<intro@x>', '<1@prospect.test>'],
      subject: 'Re: Тема',
    })
  })

  it('a second start of the same person opens no second thread', async () => {
    const world = await appWorld(question)
    await world.start()
    await world.store.inbox.put({
      _id: 'again',
      type: 'command',
      command: 'start',
      contactId: 'c_1',
      campaignId: 'reviews',
      by: 'test',
    })
    await world.settle()
    expect(kinds(await world.outgoing())).toEqual(['intro'])
  })
})

describe('invariant 5: one answer per turn', () => {
  it('messages that arrive together are answered together', async () => {
    const world = await appWorld(question)
    await world.start()
    await world.receive('Добрый день!')
    await world.pass(30_000)
    await world.receive('Сколько стоит?')
    await world.pass(59_000)
    expect(kinds(await world.outgoing())).toEqual(['intro'])
    await world.pass(1_000)
    expect(kinds(await world.outgoing())).toEqual(['intro', 'answer'])
    expect(question.requests.at(-1)?.turnText).toBe('Добрый день!\n\nСколько стоит?')
  })

  it('a held draft older than the newest message is redone, and the redone one answers both', async () => {
    const brain = scriptedBrain({
      reading: (text) => ({ intents: text.includes('презентацию') ? ['presentation'] : ['question'] }),
    })
    const world = await appWorld(brain, { campaign: { settings: { mode: 'review' } as never } })
    await world.start()
    const [intro] = await world.outgoing('held')
    expect(intro?.kind).toBe('intro')
    await world.store.inbox.put({
      _id: 'ok',
      type: 'command',
      command: 'approve',
      conversationId: CONVERSATION,
      outboxId: null,
      fingerprint: null,
      by: 'test',
    })
    await world.settle()
    await world.reply('Пришлите презентацию')
    const stale = (await world.outgoing('held')).at(-1)
    expect(stale?.attachments.map(({ filename }) => filename)).toEqual(['deck.pdf'])
    await world.reply('И сколько стоит?')
    expect((await world.store.outbox.get(stale?._id ?? ''))?.status).toBe('cancelled')
    const redone = (await world.outgoing('held')).at(-1)
    expect(redone?.attachments.map(({ filename }) => filename)).toEqual(['deck.pdf'])
    expect(brain.requests.at(-1)?.turnText).toContain('презентацию')
    expect(brain.requests.at(-1)?.turnText).toContain('И сколько стоит?')
  })
})

describe('invariant 1: stop is final', () => {
  it('a request and then a stop in one turn send nothing', async () => {
    const brain = scriptedBrain({
      reading: (text) => ({ intents: text.includes('не пишите') ? ['stop', 'presentation'] : ['presentation'] }),
    })
    const world = await appWorld(brain)
    await world.start()
    await world.receive('Пришлите презентацию')
    await world.receive('Хотя нет, больше не пишите')
    await world.pass(60_000)
    expect(kinds(await world.outgoing())).toEqual(['intro'])
    expect((await world.conversation()).stage).toBe('stopped')
    expect(await world.store.suppressions.find(['email:ivan@prospect.test'])).toHaveLength(1)
  })

  it('is recorded even when the write of the conversation loses its race', async () => {
    const world = await appWorld(scriptedBrain({ reading: { intents: ['stop'] } }))
    await world.start()
    const replace = world.store.conversations.replace.bind(world.store.conversations)
    await world.receive('стоп')
    world.store.conversations.replace = () => Promise.reject(new Error('the store died'))
    world.clock.advance(60_000)
    const claim = await world.store.inbox.claim()
    if (claim === null) throw new Error('no timer')
    await expect(handleEvent(world.app, claim.document, new AbortController().signal)).rejects.toThrow('died')
    world.store.conversations.replace = replace
    expect(await world.store.suppressions.find(['email:ivan@prospect.test'])).toHaveLength(1)
  })

  it('a colleague a stopped person is pointed back to is not written to', async () => {
    const anna = { name: 'Анна', email: 'anna@prospect.test', telegram: null, phone: null }
    const world = await appWorld(scriptedBrain({ reading: { intents: ['redirect'], redirect: anna } }))
    for (const stop of suppressionsFor(
      contactDocument({ _id: 'c_anna', email: anna.email }),
      'stop',
      new Date(0),
      null,
    )) {
      await world.store.suppressions.add(stop)
    }
    await world.start()
    await world.reply('Пишите Анне')
    expect((await world.conversation()).stage).toBe('handed-over')
    expect(kinds(await world.outgoing())).toEqual(['intro'])
  })
})

describe('invariant 2: a stop found by rule stands', () => {
  it('with a model that is down', async () => {
    const down = scriptedBrain({})
    down.understand = () => Promise.reject(new Error('connection refused'))
    const offline = scriptedBrain({ reading: { intents: ['stop'], explicitOptOut: true, by: 'rule' } })
    const world = await appWorld(down, { offline })
    await world.start()
    await world.reply('Отпишите меня')
    expect((await world.conversation()).stage).toBe('stopped')
  })

  it('in one of several messages, although the turn as a whole reads otherwise', async () => {
    const rule = { intents: ['stop'] as const, explicitOptOut: true, by: 'rule' as const }
    const brain = scriptedBrain({
      reading: (text) => (text.trim() === 'Отпишите меня' ? rule : { intents: ['question'] }),
    })
    const world = await appWorld(brain)
    await world.start()
    await world.receive('Отпишите меня')
    await world.receive('Кстати, сколько это стоит?')
    await world.pass(60_000)
    expect((await world.conversation()).stage).toBe('stopped')
  })
})

describe('invariant 6: the model has no hands', () => {
  it('whatever a draft says, recipient, attachments, time and thread are the code’s', async () => {
    const brain = scriptedBrain({
      reading: { intents: ['question'] },
      draft: () =>
        ({
          text: 'Спасибо!',
          subject: 'Bcc: everybody@x.test',
          to: 'thief@x.test',
          attachments: ['/etc/passwd'],
        }) as never,
    })
    const world = await appWorld(brain)
    await world.start()
    await world.reply('Сколько стоит?', { subject: 'Re: Тема' })
    expect((await world.outgoing('sent')).at(-1)).toMatchObject({
      to: 'ivan@prospect.test',
      attachments: [],
      subject: 'Re: Тема',
    })
  })
})

describe('invariant 7: nothing unsupported leaves', () => {
  it('a draft that claims more than is known is redone once by the offline brain', async () => {
    const liar = scriptedBrain({
      reading: { intents: ['question'] },
      draft: 'Скидка 90 % до пятницы: https://evil.test/pay',
    })
    const offline = scriptedBrain({ draft: 'Спасибо за вопрос!' })
    const world = await appWorld(liar, { offline })
    await world.start()
    await world.reply('Сколько стоит?')
    expect((await world.outgoing('sent')).at(-1)?.text).toBe('Спасибо за вопрос!')
  })

  it('and is held when the second one claims too much as well', async () => {
    const liar = scriptedBrain({
      reading: { intents: ['question'] },
      draft: 'Скидка 90 % до пятницы: https://evil.test/pay',
    })
    const world = await appWorld(liar)
    await world.start()
    expect(kinds(await world.outgoing('held'))).toEqual(['intro'])
    expect(await world.outgoing('sent')).toEqual([])
  })
})

describe('invariant 9: a model that is down, slow or broken', () => {
  it('leaves the words to the offline brain', async () => {
    const broken = scriptedBrain({ reading: { intents: ['question'] } })
    broken.draft = () => Promise.reject(new Error('500'))
    const world = await appWorld(broken, { offline: scriptedBrain({ draft: 'Спасибо за вопрос!' }) })
    await world.start()
    expect((await world.outgoing('sent'))[0]?.text).toBe('Спасибо за вопрос!')
  })

  it('is given up on at the deadline', async () => {
    const slow = scriptedBrain({})
    slow.draft = (_request, signal) =>
      new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
    const world = await appWorld(slow, { offline: scriptedBrain({ draft: 'Спасибо за вопрос!' }) })
    Object.assign(world.app, { brainDeadlineMs: 20 })
    await world.start()
    expect((await world.outgoing('sent'))[0]?.text).toBe('Спасибо за вопрос!')
  })
})

describe('invariant 3: nothing that was decided is lost', () => {
  it('a crash between the commit and its relay is mended by doing the relay again', async () => {
    const world = await appWorld(question)
    const put = world.store.outbox.put.bind(world.store.outbox)
    world.store.outbox.put = () => Promise.reject(new Error('killed'))
    await world.store.inbox.put({
      _id: 'start',
      type: 'command',
      command: 'start',
      contactId: 'c_1',
      campaignId: 'reviews',
      by: 'test',
    })
    const claim = await world.store.inbox.claim()
    if (claim === null) throw new Error('no command')
    await expect(handleEvent(world.app, claim.document, new AbortController().signal)).rejects.toThrow('killed')
    world.store.outbox.put = put
    expect(await relayAll(world.app)).toBe(1)
    expect(await relayAll(world.app)).toBe(0)
    expect(kinds(await world.outgoing())).toEqual(['intro'])
  })

  it('a lost race is decided again on the newer state', async () => {
    const world = await appWorld(question)
    await world.start()
    const get = world.store.conversations.get.bind(world.store.conversations)
    let stale = true
    world.store.conversations.get = async (id) => {
      const conversation = await get(id)
      if (!stale || conversation === null) return conversation
      stale = false
      return { ...conversation, version: conversation.version - 1 }
    }
    await world.receive('Сколько стоит?')
    expect((await world.conversation()).turn?.messages).toHaveLength(1)
  })
})

describe('redirect', () => {
  it('the colleague becomes a contact with a conversation that names who pointed there', async () => {
    const anna = { name: 'Анна Белова', email: 'Anna@Prospect.test', telegram: null, phone: null }
    const world = await appWorld(scriptedBrain({ reading: { intents: ['redirect'], redirect: anna } }))
    await world.start()
    await world.reply('Пишите Анне Беловой')
    const colleague = await world.store.contacts.findByAddress('email', 'anna@prospect.test')
    expect(colleague).toMatchObject({
      name: 'Анна Белова',
      language: 'ru',
      timezone: 'Europe/Moscow',
      source: { by: 'redirect', contactId: 'c_1' },
    })
    const [conversation] = await world.store.conversations.ofContact(colleague?._id ?? '')
    const [intro] = await world.store.history.outgoing(conversation?._id ?? '')
    expect(intro).toMatchObject({ kind: 'referral-intro', to: 'anna@prospect.test' })
    expect(conversation?.referredBy?.name).toBe('Ivan Petrov')
  })

  it('a colleague who joined this conversation is in one already: a person decides', async () => {
    const anna = { name: 'Анна Белова', email: 'anna@prospect.test', telegram: null, phone: null }
    const pointing = { intents: ['redirect'] as const, redirect: anna }
    const world = await appWorld(
      scriptedBrain({ reading: (text) => (text.includes('Анне') ? pointing : { intents: ['other'] }) }),
    )
    await world.start()
    await world.reply('Меня подключили к переписке', { from: { address: anna.email, name: anna.name } })
    await world.reply('Пишите Анне')
    expect((await world.conversation()).stage).toBe('handed-over')
    expect(await world.store.contacts.findByAddress('email', anna.email)).toBeNull()
  })

  it('and whoever joined and names the own address points to nobody new', async () => {
    const anna = { name: 'Анна Белова', email: 'anna@prospect.test', telegram: null, phone: null }
    const world = await appWorld(scriptedBrain({ reading: { intents: ['redirect'], redirect: anna } }))
    await world.start()
    await world.reply('Пишите мне', { from: { address: anna.email, name: anna.name } })
    expect(kinds(await world.outgoing())).toEqual(['intro', 'clarification'])
  })
})

describe('invariant 4: nothing is answered twice', () => {
  it('an event that was committed before a crash and comes again is not decided on again', async () => {
    const world = await appWorld(question)
    await world.start()
    await world.reply('Сколько стоит?')
    const again = await world.store.inbox.get('mail:sales:1:1')
    if (again === null) throw new Error('no message')
    await handleEvent(world.app, again, new AbortController().signal)
    await world.pass(60_000)
    expect(kinds(await world.outgoing())).toEqual(['intro', 'answer'])
  })

  it('an answer that has left although its report is still on its way is not taken back', async () => {
    const brain = scriptedBrain({
      reading: (text) => ({ intents: text.includes('Спасибо') ? ['other'] : ['presentation'] }),
    })
    const world = await appWorld(brain)
    await world.start()
    await world.receive('Пришлите презентацию')
    world.clock.advance(60_000)
    const timer = await world.store.inbox.claim()
    if (timer === null) throw new Error('no timer')
    await world.store.inbox.settle(timer, await handleEvent(world.app, timer.document, new AbortController().signal))
    const leaving = await world.store.outbox.claim()
    if (leaving === null) throw new Error('nothing leaves')
    await world.store.outbox.settle(leaving, { outcome: 'done' })
    await world.reply('Спасибо, получил!')
    expect(kinds(await world.outgoing())).toEqual(['intro', 'presentation'])
  })
})
