import type { Output } from '../frame/output.ts'
import { printable } from '../frame/table.ts'

/** One answer of a machine interface as text for a person. */
export type AnswerView = (answer: unknown, output: Output) => string

type Fields = Readonly<Record<string, unknown>>

const text = (value: unknown): string => (typeof value === 'string' ? printable(value) : '')
const indented = (value: unknown): string[] =>
  text(value)
    .trim()
    .split('\n')
    .filter((line, index) => line !== '' || index > 0)
    .map((line) => `  | ${line}`)

/** A read mail: kind, head, the new words. */
export const mailView: AnswerView = (answer, { style }) => {
  const mail = answer as Fields
  const bounce = mail.bounce as Fields | undefined
  const autoReply = mail.autoReply as Fields | undefined
  return [
    `${style.strong(text(mail.file))}: ${style.warning(text(mail.kind))}${mail.error === undefined ? '' : ` ${style.bad(text(mail.error))}`}`,
    `  from ${addressText(mail.from)}  ${style.faint(text(mail.date))}`,
    `  subject ${text(mail.subject)}`,
    ...(bounce === undefined
      ? []
      : [
          `  ${bounce.permanent ? 'permanent' : 'temporary'}: ${text(bounce.recipient)} ${text(bounce.status)} ${text(bounce.reason)}`,
        ]),
    ...(autoReply?.returnsOn == null ? [] : [`  returns on ${text(autoReply.returnsOn)}`]),
    ...indented(mail.text),
  ].join('\n')
}

function addressText(value: unknown): string {
  if (typeof value === 'string') return printable(value)
  const { address, name } = (value ?? {}) as Fields
  return name ? `${text(name)} <${text(address)}>` : text(address)
}

/** A read reply. */
export const readingView: AnswerView = (answer, { style }) => {
  const reading = answer as Fields
  const redirect = reading.redirect as Fields | null
  const details = Object.values(redirect ?? {}).filter((detail) => typeof detail === 'string')
  return [
    `${style.strong(String(reading.id))}  ${style.warning((reading.intents as string[]).join(' + '))}${reading.explicitOptOut ? style.bad(' (demands silence)') : ''}  ${style.faint(`${text(reading.lang)}, by ${text(reading.by)}, ${Number(reading.ms).toFixed(1)} ms`)}`,
    ...(details.length === 0 ? [] : [`  colleague: ${details.map(text).join(', ')}`]),
    ...(reading.until == null ? [] : [`  until ${text(reading.until)}`]),
    `  "${text(reading.evidence)}"`,
  ].join('\n')
}

/** A checked draft. */
export const draftCheckView: AnswerView = (answer, { style }) => {
  const { id, verdict, violations } = answer as { id: unknown; verdict: string; violations: readonly Fields[] }
  return [
    `${style.strong(String(id))}  ${verdict === 'pass' ? style.good('pass') : style.bad('block')}`,
    ...violations.map(({ rule, excerpt }) => `  ${text(rule)}: "${text(excerpt)}"`),
  ].join('\n')
}

/** One line of a simulated timeline. */
export const simulationView: AnswerView = (answer, { style }) => {
  const entry = answer as Fields
  const head = `${style.faint(`${text(entry.at).slice(0, 16).replace('T', ' ')}Z`)} ${text(entry.id)}  ${text(entry.contact)}`
  switch (entry.type) {
    case 'outbound':
    case 'held': {
      const files = (entry.attachments as string[]).map((file) => ` 📎 ${file}`).join('')
      const word = entry.type === 'held' ? style.warning('held') : style.good('→')
      const subject = typeof entry.subject === 'string' ? [`  | ${text(entry.subject)}`] : []
      return [
        `${head} ${word} ${text(entry.kind)} by ${text(entry.channel)}${files}`,
        ...subject,
        ...indented(entry.text),
      ].join('\n')
    }
    case 'stage':
      return `${head} · stage ${style.strong(text(entry.stage))} (${text(entry.reason)})`
    default:
      return `${head} · ${text(entry.type)} ${[entry.until, entry.email, entry.reason]
        .map(text)
        .filter((each) => each !== '')
        .join(' ')}`
  }
}
