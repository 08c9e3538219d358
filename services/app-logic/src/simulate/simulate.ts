import {
  contactIdFor,
  conversationIdFor,
  deliverEntry,
  type InboxEvent,
  type Logger,
  MemoryStore,
  type OutboxEntry,
  VirtualClock,
} from '@outrider/shared'
import {
  type AccountSettings,
  type Campaign,
  type Contact,
  normaliseEmail,
  normaliseTelegram,
  plusDuration,
} from '@outrider/shared/domain'
import type { Brain } from '../brain/brain.ts'
import type { AppLogic } from '../shell/app-logic.ts'
import { handleEvent } from '../shell/handle-event.ts'
import type { Scenario, ScenarioEvent } from './scenario.ts'
import { eventsFor } from './scenario-events.ts'
import { changeEntries, messageEntry, personOf, type TimelineEntry } from './timeline.ts'

export interface SimulationSettings {
  /** The default campaign of init_data.json; the scenario overrides its settings. */
  readonly campaign: Campaign
  /** The agent's own accounts: their addresses are nobody's colleague. */
  readonly accounts?: readonly AccountSettings[]
  readonly brain: Brain
  readonly offline: Brain
  readonly logger: Logger
}

/** A guard against two machines answering each other for ever. */
const MAX_STEPS = 20_000

/**
 * Runs one scenario on the real core, shell and schedules: an empty store of its own, a virtual clock that jumps from
 * due time to due time, edges that deliver at once. No network, no waiting.
 */
export async function simulate(scenario: Scenario, settings: SimulationSettings): Promise<TimelineEntry[]> {
  const world = await createWorld(scenario, settings)
  const { clock } = world
  const until = new Date(scenario.until)
  const script = [...scenario.events]
  let previous: Date | null = null
  for (let step = 0; step < MAX_STEPS; step++) {
    await settleAll(world)
    previous ??= world.introAt()
    const dueAt = world.nextDue()
    // Where no intro can be sent (a bot cannot write first), the first event counts from the start.
    if (dueAt === null) previous ??= new Date(scenario.start)
    const next = script[0]
    const eventAt = next === undefined ? null : instantOf(next, previous, world.contact.timezone)
    const at = earliest(eventAt, dueAt)
    if (at === null || at > until) break
    clock.moveTo(at)
    if (next !== undefined && eventAt !== null && eventAt <= at) {
      script.shift()
      previous = clock.now()
      for (const event of await eventsFor(world, next, step)) await world.store.inbox.put(event)
    }
  }
  return world.timeline
}

export interface World {
  readonly scenario: Scenario
  readonly clock: VirtualClock
  readonly store: MemoryStore
  readonly app: AppLogic
  readonly contact: Contact
  readonly conversationId: string
  readonly timeline: TimelineEntry[]
  introAt(): Date | null
  nextDue(): Date | null
}

async function createWorld(
  scenario: Scenario,
  { campaign, accounts = [], brain, offline, logger }: SimulationSettings,
): Promise<World> {
  const clock = new VirtualClock(scenario.start)
  const store = new MemoryStore(clock)
  const timeline: TimelineEntry[] = []
  const merged = { ...campaign, settings: scenario.campaign }
  await store.campaigns.put(merged)
  const state = { status: 'active' as const, reason: null, since: clock.now() }
  for (const account of accounts) {
    await store.accounts.putSettings({ _id: account._id, settings: account, state, checkpoint: {} })
  }
  await store.files.put({
    filename: merged.settings.deck,
    contentType: 'application/pdf',
    content: Buffer.from('deck'),
  })
  const contact = contactOf(scenario, clock.now())
  await store.contacts.create(contact)
  const conversationId = conversationIdFor(contact._id, merged._id)
  watch(store, scenario.id, timeline)
  const app: AppLogic = { store, clock, logger, brain, offline, brainDeadlineMs: 120_000 }
  await store.inbox.put({
    _id: 'command:start',
    type: 'command',
    command: 'start',
    contactId: contact._id,
    campaignId: merged._id,
    by: 'simulate',
  })
  return {
    scenario,
    clock,
    store,
    app,
    contact,
    conversationId,
    timeline,
    introAt: () => {
      const first = timeline.find(({ type }) => type === 'outbound' || type === 'held')
      return first === undefined ? null : new Date(first.at)
    },
    nextDue: () => earliest(nextIn(store.inbox.documents), nextIn(store.outbox.documents)),
  }
}

function contactOf({ contact }: Scenario, now: Date): Contact {
  const email = contact.email ? normaliseEmail(contact.email) : null
  const telegram = contact.telegram ? normaliseTelegram(contact.telegram) : null
  return {
    _id: contactIdFor(email ?? telegram ?? ''),
    name: contact.name,
    company: contact.company ?? null,
    email,
    telegram,
    telegramChatId: null,
    telegramToken: 'simulate',
    language: contact.language,
    timezone: contact.timezone,
    country: contact.country ?? null,
    unreachable: [],
    source: { by: 'command', contactId: null },
    createdAt: now,
  }
}

/** From now on every commit and every new contact is written into the timeline. */
function watch(store: MemoryStore, id: string, timeline: TimelineEntry[]): void {
  const { conversations, contacts } = store
  const replace = conversations.replace.bind(conversations)
  const create = contacts.create.bind(contacts)
  conversations.replace = async (conversation) => {
    const before = await conversations.get(conversation._id)
    await replace(conversation)
    const contact = await contacts.get(conversation.contactId)
    if (contact === null) return
    for (const entry of conversation.pending.entries) {
      const at = conversation.pending.facts[0]?.at ?? entry.dueAt
      if (entry.held) timeline.push(messageEntry(id, at, 'held', entry, contact))
    }
    timeline.push(...changeEntries(id, before, conversation, contact))
  }
  contacts.create = async (contact) => {
    const created = await create(contact)
    if (created) {
      const at = contact.createdAt.toISOString()
      timeline.push({
        id,
        at,
        type: 'contact-created',
        contact: personOf(contact),
        email: contact.email,
        reason: contact.source.by,
      })
    }
    return created
  }
}

/** Does everything that is due at this instant, deliveries included, until nothing is left to do. */
async function settleAll(world: World): Promise<void> {
  for (let step = 0; step < MAX_STEPS; step++) {
    if (!(await handleNext(world)) && !(await deliverNext(world))) return
  }
  throw new Error(`scenario ${world.scenario.id} does not come to rest at ${world.clock.now().toISOString()}`)
}

async function handleNext({ store, app }: World): Promise<boolean> {
  const claim = await store.inbox.claim()
  if (claim === null) return false
  const outcome = await handleEvent(app, claim.document, new AbortController().signal)
  await store.inbox.settle(claim, outcome)
  return true
}

async function deliverNext(world: World): Promise<boolean> {
  const { store, clock, app, scenario, timeline } = world
  const claim = await store.outbox.claim()
  if (claim === null) return false
  const deliverer = {
    deliver: async (entry: OutboxEntry) => {
      const contact = await store.contacts.get(entry.contactId)
      if (contact !== null) addOutbound(timeline, messageEntry(scenario.id, clock.now(), 'outbound', entry, contact))
      return { result: 'sent' as const }
    },
    lookForEarlier: async () => 'unknown' as const,
  }
  const signal = new AbortController().signal
  const outcome = await deliverEntry({ store, deliverer, clock, logger: app.logger }, claim.document, claim, signal)
  await store.outbox.settle(claim, outcome)
  return true
}

/** What is said honestly before a hand-over stands before it, although both are decided in one commit. */
function addOutbound(timeline: TimelineEntry[], sent: TimelineEntry): void {
  const handedOver = timeline.findIndex(
    ({ at, contact, type }) => type === 'handed-over' && at === sent.at && contact === sent.contact,
  )
  timeline.splice(handedOver < 0 ? timeline.length : handedOver, 0, sent)
}

function instantOf(event: ScenarioEvent, previous: Date | null, zone: string): Date | null {
  if (event.at !== undefined) return new Date(event.at)
  return previous === null ? null : plusDuration(previous, event.after ?? 'PT0S', zone)
}

function nextIn(documents: ReadonlyMap<string, { status: string; dueAt: Date } & Partial<InboxEvent>>): Date | null {
  const due = [...documents.values()].filter(({ status }) => status === 'ready').map(({ dueAt }) => dueAt.getTime())
  return due.length === 0 ? null : new Date(Math.min(...due))
}

function earliest(a: Date | null, b: Date | null): Date | null {
  if (a === null || b === null) return a ?? b
  return a <= b ? a : b
}
