import { z } from 'zod'
import type { RecipientStatus } from './delivery-status.ts'
import { statusOf } from './delivery-status.ts'

const bouncedRecipient = z.object({
  emailAddress: z.string(),
  action: z.string().optional(),
  status: z.string().optional(),
  diagnosticCode: z.string().optional(),
})

const notification = z.object({
  notificationType: z.enum(['Bounce', 'Delivery']),
  bounce: z.object({ bouncedRecipients: z.array(bouncedRecipient) }).optional(),
  delivery: z.object({ recipients: z.array(z.string()), smtpResponse: z.string().optional() }).optional(),
})

/** Recipients of a notification of Amazon SES that came as mail: JSON, by itself or inside the envelope of SNS. */
export function readSesNotification(text: string): RecipientStatus[] {
  const start = text.indexOf('{')
  if (start < 0 || !text.includes('notificationType')) return []
  // Relays break lines beyond 990 characters with an exclamation mark.
  const outer = parseJson(text.slice(start, text.lastIndexOf('}') + 1).replace(/!\n /g, ''))
  const message = z.object({ Message: z.string() }).safeParse(outer)
  const parsed = notification.safeParse(message.success ? parseJson(message.data.Message) : outer)
  if (!parsed.success) return []
  const { bounce, delivery } = parsed.data
  const failed = (bounce?.bouncedRecipients ?? []).map((one) => ({
    recipient: one.emailAddress.toLowerCase(),
    action: one.action === 'delayed' ? ('delayed' as const) : ('failed' as const),
    status: statusOf(one.status ?? '', one.diagnosticCode ?? ''),
    diagnostic: one.diagnosticCode ?? '',
  }))
  const delivered = (delivery?.recipients ?? []).map((recipient) => ({
    recipient: recipient.toLowerCase(),
    action: 'delivered' as const,
    status: statusOf(delivery?.smtpResponse ?? '', ''),
    diagnostic: delivery?.smtpResponse ?? '',
  }))
  return [...failed, ...delivered]
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
