import type { Queued } from '@outrider/shared'
import type { Contact, OutboxEntry } from '@outrider/shared/domain'
import type { Output } from '../frame/output.ts'
import { printable } from '../frame/table.ts'

/** A held draft as a person reads it before they let it go, with the commands for either. */
export function draftText({ style }: Output, draft: Queued<OutboxEntry>, contact: Contact | null): string {
  const { _id, kind, status, to, toName, subject, text, attachments, fingerprint, errors } = draft
  const who = contact?._id ?? draft.contactId
  const choice = `${who} --draft ${_id} --fingerprint ${fingerprint}`
  const reason = errors.at(-1)?.message
  return [
    style.warning(`${status === 'uncertain' ? 'Uncertain whether sent' : 'Held draft'}: ${kind} ${_id}`),
    ...(reason === undefined ? [] : [`  why: ${printable(reason)}`]),
    `  to: ${printable(toName === '' ? to : `${toName} <${to}>`)}`,
    ...(subject === null ? [] : [`  subject: ${printable(subject)}`]),
    ...(attachments.length === 0 ? [] : [`  attached: ${attachments.map(({ filename }) => filename).join(', ')}`]),
    ...printable(text)
      .trim()
      .split('\n')
      .map((line) => `  | ${line}`),
    style.faint(`  send it:    client-utils conversation approve ${choice} --yes`),
    style.faint(`  drop it:    client-utils conversation discard ${choice} --yes`),
  ].join('\n')
}
