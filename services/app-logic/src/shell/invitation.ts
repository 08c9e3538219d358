import type { Attachment, Campaign, Contact } from '@outrider/shared/domain'
import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator'
import type { Brief } from '../core/action.ts'

export interface InvitationRequest {
  readonly brief: Brief
  readonly campaign: Campaign
  readonly contact: Contact
  /** Address that organises; null where the campaign writes on Telegram alone. */
  readonly organizer: string | null
  readonly text: string
  readonly now: Date
}

/**
 * The demo as `invite.ics`: REQUEST for a confirmed time, CANCEL for a cancelled one, with the sequence that calendars
 * go by (RFC 5546 §2.1.4, §3.2.2, §3.2.5).
 *
 * @throws Error when the brief holds no invitation
 */
export function invitation({ brief, campaign, contact, organizer, text, now }: InvitationRequest): Attachment {
  const slot = brief.confirmedSlot ?? brief.cancelledSlot
  if (brief.invitation === null || slot === null) throw new Error('no demo to invite to')
  const { uid, sequence, method } = brief.invitation
  const calendar = ical({ method: ICalCalendarMethod[method], prodId: { company: 'Outrider', product: 'Outrider' } })
  calendar.createEvent({
    id: uid,
    sequence,
    stamp: now,
    start: new Date(slot.start),
    end: new Date(slot.end),
    summary: `${campaign.product.name}: demo`,
    description: text,
    status: method === 'CANCEL' ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    ...(organizer === null ? {} : { organizer: { name: campaign.sender.name, email: organizer } }),
    ...(contact.email === null ? {} : { attendees: [{ name: contact.name, email: contact.email, rsvp: true }] }),
  })
  return {
    from: 'text',
    filename: 'invite.ics',
    contentType: `text/calendar; charset=utf-8; method=${method}`,
    content: calendar.toString(),
  }
}
