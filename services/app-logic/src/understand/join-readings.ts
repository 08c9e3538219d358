import { type Doubt, INTENTS, type Intent, type RedirectTarget, type ReplyReading } from '@outrider/shared/domain'

/**
 * One reading out of two of the same reply. A stop found by rule stands (DESIGN §6.2). Where only one of the two reads a
 * stop or a colleague, or they name different colleagues, the wish is kept and marked as disputed: a person looks at it
 * before anything acts on it. Everything else is as the more confident of the two reads it.
 */
export function joinReadings(offline: ReplyReading, model: ReplyReading): ReplyReading {
  if (offline.by === 'rule') return offline
  const agree = sameIntents(offline, model)
  const chosen = offline.confidence > model.confidence && offline.doubt === null && !agree ? offline : model
  const doubt = disputeOf(offline, model)
  const wished = new Set<Intent>(chosen.intents)
  for (const intent of ['stop', 'redirect'] as const)
    if (wishes(offline, intent) || wishes(model, intent)) wished.add(intent)
  if (wished.size > 1) wished.delete('other')
  const intents = INTENTS.filter((intent) => wished.has(intent))
  return {
    intents,
    explicitOptOut: offline.explicitOptOut || model.explicitOptOut,
    redirect: wished.has('redirect') ? mergeTargets(offline.redirect, model.redirect) : null,
    until: wished.has('timeout') ? (offline.until ?? model.until) : null,
    lang: offline.lang,
    evidence: (chosenFor(intents[0] ?? 'other', chosen, offline, model) ?? chosen).evidence,
    by: chosen.by,
    confidence: agree ? 1 - (1 - offline.confidence) * (1 - model.confidence) : chosen.confidence,
    doubt: doubt ?? (intents[0] === 'other' ? chosen.doubt : null),
  }
}

const wishes = (reading: ReplyReading, intent: Intent) => reading.intents.includes(intent)

function sameIntents(a: ReplyReading, b: ReplyReading): boolean {
  return a.intents.length === b.intents.length && a.intents.every((intent) => wishes(b, intent))
}

function disputeOf(a: ReplyReading, b: ReplyReading): Doubt | null {
  if (wishes(a, 'stop') !== wishes(b, 'stop')) return 'stop-disputed'
  if (wishes(a, 'redirect') !== wishes(b, 'redirect')) return 'redirect-disputed'
  return wishes(a, 'redirect') && contradict(a.redirect, b.redirect) ? 'redirect-disputed' : null
}

/** Two people, told by an address that differs; a detail that only one of the readings has is no contradiction. */
function contradict(a: RedirectTarget | null, b: RedirectTarget | null): boolean {
  if (a === null || b === null) return false
  return (['email', 'telegram', 'phone'] as const).some(
    (kind) => a[kind] !== null && b[kind] !== null && a[kind]?.toLowerCase() !== b[kind]?.toLowerCase(),
  )
}

/** The offline reading's details, which the grammar of addresses found; the model's where it has none. */
function mergeTargets(offline: RedirectTarget | null, model: RedirectTarget | null): RedirectTarget | null {
  if (offline === null || model === null) return offline ?? model
  return {
    name: offline.name ?? model.name,
    email: offline.email ?? model.email,
    telegram: offline.telegram ?? model.telegram,
    phone: offline.phone ?? model.phone,
  }
}

/** The reading whose quotation speaks for the first intent. */
function chosenFor(
  first: Intent,
  chosen: ReplyReading,
  offline: ReplyReading,
  model: ReplyReading,
): ReplyReading | undefined {
  return [chosen, model, offline].find((reading) => reading.intents[0] === first)
}
