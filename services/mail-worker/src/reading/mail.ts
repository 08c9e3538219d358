/** What a mail is, in the order in which it is decided. */
export type MailKind = 'human' | 'auto-reply' | 'bounce' | 'complaint' | 'list' | 'own'

/** A delivery report (RFC 3464) or a free-text bounce. */
export interface BounceReport {
  /** The address that did not get our mail, lower case; null when the report hides it. */
  readonly recipient: string | null
  /** Enhanced status code such as `5.1.1` (RFC 3463); null when there is none. */
  readonly status: string | null
  /** True only when the address itself is dead: no later mail can reach it. */
  readonly permanent: boolean
  /** A name from the table of reasons, such as `userunknown`, `mailboxfull`, `blocked`, `delayed`. */
  readonly reason: string
  /** Who has to act: `sender` means our account or domain, never the recipient. */
  readonly concern: 'address' | 'mailbox' | 'sender' | 'content' | 'transport'
  /** `failed`, or what an RFC 3464 report says happened instead. */
  readonly action: 'failed' | 'delayed' | 'delivered' | 'relayed' | 'expanded'
  /** What the remote server said, as far as it could be found. */
  readonly diagnostic?: string
  /** Message-ID of the mail that came back, when the report holds its headers. */
  readonly originalMessageId?: string
  /** Every recipient the report names, when there is more than one. */
  readonly recipients?: readonly string[]
}

/** An answer of a machine in a person's place. */
export interface AutoReply {
  /** The first day on which the person is back, `YYYY-MM-DD`; null when none is named. */
  readonly returnsOn: string | null
  /** The person does not work there any more, or the mailbox is given up. */
  readonly gone?: boolean
  /** Addresses that the notice names instead; for a person to look at, never written to. */
  readonly successors?: readonly string[]
}

/** A complaint: somebody pressed "this is spam" (RFC 5965) or their provider wrote so. */
export interface Complaint {
  /** Who complained, lower case; null when the provider hides it. */
  readonly recipient: string | null
  /** `Feedback-Type` of the report, `abuse` when unnamed. */
  readonly feedbackType: string
  /** Message-ID of the mail complained about. */
  readonly originalMessageId?: string
}

/** The answer of a calendar program to an invitation (RFC 5546 REPLY or COUNTER). */
export interface CalendarReply {
  readonly uid: string
  readonly method: 'REPLY' | 'COUNTER'
  /** `ACCEPTED`, `DECLINED`, `TENTATIVE` … of the attendee who answers. */
  readonly partstat: string | null
  readonly sequence: number
  readonly attendee: string | null
  /** Start that a COUNTER proposes, ISO instant. */
  readonly proposedStart?: string
  readonly comment?: string
}

/** One attachment as listed; its bytes stay in the raw mail. */
export interface AttachmentInfo {
  readonly filename: string | null
  readonly contentType: string
  /** Decoded size in bytes. */
  readonly size: number
}

/** The parts into which the words of a mail fall. */
export interface CutReply {
  /** What the writer newly wrote, and nothing else. */
  readonly text: string
  /** History: quotes, forwarded mail, their attribution lines and headers. */
  readonly quoted: string
  /** Signature, "Sent from my phone" lines, disclaimers and the footers of mail programs. */
  readonly signature: string
}

/** One mail as read. Addresses are lower case, Message-IDs keep their angle brackets, `date` is an ISO instant. */
export interface ReadMail extends CutReply {
  readonly kind: MailKind
  readonly from: string | null
  readonly fromName: string | null
  readonly replyTo: string | null
  readonly to: readonly string[]
  readonly cc: readonly string[]
  readonly subject: string
  readonly messageId: string | null
  readonly inReplyTo: string | null
  /** Every id of References and In-Reply-To, oldest first. */
  readonly references: readonly string[]
  readonly date: string | null
  readonly attachments: readonly AttachmentInfo[]
  readonly bounce?: BounceReport
  readonly autoReply?: AutoReply
  readonly complaint?: Complaint
  readonly calendarReply?: CalendarReply
  /** A limit of `limits.ts` was met: something of the mail was left out. */
  readonly truncated?: boolean
  /** The mail could not be read (or only in part), and why. */
  readonly error?: string
}

/** What the reader has to know besides the bytes. */
export interface ReadOptions {
  /** The present, for a mail without a usable date. */
  readonly now: Date
  /** Our own addresses and aliases; mail from them is `own`. */
  readonly ownAddresses?: readonly string[]
  /** Footer texts we append to our mail; never taken for the writer's words. */
  readonly ownFooters?: readonly string[]
}
