import {
  type Conversation,
  type Intent,
  type OutboxKind,
  type Stage,
  startOfLocalDate,
  type Understanding,
} from '@outrider/shared/domain'
import { type Action, type Brief, EMPTY_BRIEF, handOver, nothing } from '../action.ts'
import { LIMITS, type Policy } from '../policy.ts'
import { type DemoOutcome, resolveDemo, speaksOfOffer } from './demo.ts'
import { stopFor } from './opt-out.ts'
import { answer } from './outgoing.ts'
import { resolveRedirect } from './redirect.ts'
import { answerTime } from './sending-window.ts'
import { snoozeFor } from './timeout.ts'

type Reply = Extract<Understanding, { type: 'reply' }>
const DAY_MS = 86_400_000

/** A turn has ended and was read: what each wish in it brings about, and the ONE reply that answers them together. */
export function decideReply(conversation: Conversation, reply: Reply, policy: Policy, now: Date): Action[] {
  const { reading } = reply
  if (conversation.stage === 'stopped') return nothing('stopped: recorded, nothing is sent')
  if (reading.intents.includes('stop') && reading.doubt !== 'stop-disputed') return stop(conversation, reply, policy)
  if (conversation.stage === 'handed-over') return nothing('handed over: recorded for a person')
  const obstacle = needsPerson(conversation, reply, now)
  return obstacle === null ? act(conversation, reply, policy, now) : [handOver(obstacle)]
}

/** A stop ends everything; a colleague named in the same message is still written to. */
function stop(conversation: Conversation, reply: Reply, policy: Policy): Action[] {
  const { reading } = reply
  const actions = stopFor(conversation, 'stop', reading.evidence)
  if (!reading.intents.includes('redirect')) return actions
  const redirect = resolveRedirect(conversation, reading, reply.messages, policy)
  const mayOpen =
    redirect.result === 'open' && reading.doubt === null && reply.messages.every((message) => message.certain)
  return mayOpen ? [...actions, ...redirect.actions] : actions
}

/** Why a person must look first; null when the agent may act. */
function needsPerson(conversation: Conversation, { reading, messages }: Reply, now: Date): string | null {
  if (reading.doubt === 'stop-disputed') return 'it may be a request to stop: the readings disagree'
  if (reading.doubt === 'redirect-disputed') return 'it may point to a colleague: the readings disagree'
  if (reading.intents.includes('redirect') && messages.some((message) => !message.certain)) {
    return 'it points to a colleague, but it is uncertain whether it belongs here'
  }
  const lastDay = conversation.answeredAt.filter((at) => now.getTime() - at.getTime() < DAY_MS)
  if (lastDay.length >= LIMITS.answersPerDay)
    return `${lastDay.length} answers in 24 hours: something may be answering itself`
  return null
}

/** The wishes of the turn, put together. */
interface Parts {
  readonly brief: Partial<Brief>
  readonly actions: readonly Action[]
  /** Null leaves the stage to the other parts. */
  readonly stage: Stage | null
}

function act(conversation: Conversation, reply: Reply, policy: Policy, now: Date): Action[] {
  const { reading, messages } = reply
  const wishes = new Set<Intent>(reading.intents)
  if (speaksOfOffer(conversation, reply.demo)) {
    wishes.add('demo')
    wishes.delete('other')
  }
  if (wishes.has('other')) return decideOther(conversation, reply, policy, now)
  const redirect = wishes.has('redirect') ? resolveRedirect(conversation, reading, messages, policy) : null
  if (redirect?.result === 'hand-over') return [...rememberColleague(reply), handOver(redirect.reason)]
  const sendAt = answerTime(now, messages.at(-1)?.channel ?? 'email', policy.contact.timezone)
  const snooze = wishes.has('timeout') ? snoozeFor(conversation, reading.until, policy, now) : null
  const notBefore = snooze?.named ? startOfLocalDate(snooze.until, policy.contact.timezone) : null
  const redone = messages.some((message) => message.again)
  const demo = wishes.has('demo') ? resolveDemo(conversation, reply.demo, policy, { sendAt, notBefore, redone }) : null
  const parts: Parts[] = [
    redirectPart(redirect, reply),
    demoPart(demo),
    { brief: { deck: wishes.has('presentation') }, actions: [], stage: null },
    snooze === null
      ? NO_PART
      : { brief: { snooze: { until: snooze.named ? snooze.until : null } }, actions: [snooze], stage: 'snoozed' },
    questionPart(wishes.has('question'), reply),
  ]
  return compose(conversation, parts, reply, policy, now)
}

const NO_PART: Parts = { brief: {}, actions: [], stage: null }

function redirectPart(redirect: ReturnType<typeof resolveRedirect> | null, reply: Reply): Parts {
  if (redirect?.result === 'open')
    return { brief: { thanksFor: redirect.colleague }, actions: redirect.actions, stage: 'redirected' }
  if (redirect?.result === 'clarify') {
    return { brief: { clarify: 'colleague-address' }, actions: rememberColleague(reply), stage: 'redirected' }
  }
  return NO_PART
}

function rememberColleague({ reading }: Reply): Action[] {
  const name = reading.redirect?.name
  return name == null ? [] : [{ do: 'remember-colleague', name: name.toLowerCase() }]
}

function demoPart(demo: DemoOutcome | null): Parts {
  if (demo === null) return NO_PART
  const stage = {
    offered: 'demo-offered',
    confirmed: 'demo-booked',
    cancelled: 'talking',
    'which-slot': null,
    'nothing-new': null,
  } as const
  return { brief: demo.brief, actions: demo.actions, stage: stage[demo.result] }
}

function questionPart(asked: boolean, { openQuestions }: Reply): Parts {
  if (!asked) return NO_PART
  const actions = openQuestions.length === 0 ? [] : [handOver('a question that product knowledge does not answer')]
  return { brief: { answerQuestions: true, openQuestions }, actions, stage: null }
}

/** One message for everything, and the stage the turn leaves behind. */
function compose(
  conversation: Conversation,
  parts: readonly Parts[],
  reply: Reply,
  policy: Policy,
  now: Date,
): Action[] {
  const brief: Brief = Object.assign({ ...EMPTY_BRIEF }, ...parts.map((part) => part.brief))
  const actions = parts.flatMap((part) => part.actions)
  if (saysNothing(brief)) return settleSilently(conversation, actions, 'an acknowledgement: no answer is needed')
  const send = answer(policy, now, kindOf(brief), reply.messages, brief, `answers ${reply.reading.intents.join(' + ')}`)
  const stages = parts.map((part) => part.stage)
  const stage = stages.includes('redirected')
    ? 'redirected'
    : (stages.findLast((each) => each !== null) ?? stageAfterTalk(conversation.stage))
  const handOvers = actions.filter((action) => action.do === 'hand-over')
  const others = actions.filter((action) => action.do !== 'hand-over')
  return [
    send,
    ...countClarification(brief),
    ...others,
    ...enter(conversation, stage, `answered ${reply.reading.intents.join(' + ')}`),
    ...handOvers,
  ]
}

/** Kind of the one reply (DESIGN §4 "One reply for several wishes"). */
function kindOf(brief: Brief): OutboxKind {
  if (brief.deck) return 'presentation'
  if (brief.offeredSlots.length > 0) return 'demo-offer'
  if (brief.confirmedSlot !== null) return 'demo-confirmation'
  if (brief.thanksFor !== null) return 'referral-thanks'
  if (brief.clarify !== null && !brief.answerQuestions && brief.snooze === null) return 'clarification'
  return 'answer'
}

function countClarification(brief: Brief): Action[] {
  return brief.clarify === null ? [] : [{ do: 'count-clarification' }]
}

function saysNothing(brief: Brief): boolean {
  return JSON.stringify({ ...brief, invitation: null }) === JSON.stringify(EMPTY_BRIEF)
}

/** `other`: thanks need no answer; what is unclear is asked about once, then a person takes over. */
function decideOther(conversation: Conversation, reply: Reply, policy: Policy, now: Date): Action[] {
  if (reply.reading.doubt !== 'low-confidence') {
    return settleSilently(conversation, [], 'an acknowledgement: no answer is needed')
  }
  if (conversation.clarifications >= LIMITS.clarifications) return [handOver('unclear once more after a clarification')]
  const clarify = conversation.demo.offered.length > 0 && conversation.demo.booked === null ? 'which-slot' : 'unclear'
  return [
    answer(policy, now, 'clarification', reply.messages, { ...EMPTY_BRIEF, clarify }, 'unclear: asked once'),
    { do: 'count-clarification' },
    ...enter(conversation, stageAfterTalk(conversation.stage), 'asked what they mean'),
  ]
}

function settleSilently(conversation: Conversation, actions: readonly Action[], reason: string): Action[] {
  return [...actions, ...enter(conversation, stageAfterTalk(conversation.stage), reason), { do: 'nothing', reason }]
}

function enter(conversation: Conversation, stage: Stage, reason: string): Action[] {
  return stage === conversation.stage && stage !== 'snoozed' ? [] : [{ do: 'enter-stage', stage, reason }]
}

/** A plain exchange makes a conversation `talking`, unless something more is on the table. */
function stageAfterTalk(stage: Stage): Stage {
  return stage === 'demo-offered' || stage === 'demo-booked' || stage === 'redirected' ? stage : 'talking'
}
