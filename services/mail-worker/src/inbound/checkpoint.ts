import { z } from 'zod'

/** How far a folder was read. Stored under {@link checkpointKey} in the account's checkpoint. */
export const checkpointSchema = z.object({
  /** UIDVALIDITY as text (a 32-bit number); null: whatever the server says, from `lastUid` on. */
  uidValidity: z.string().nullable(),
  lastUid: z.int().min(0),
  /** ISO instant of the first look at the folder: older mail was there before the agent and is not answered. */
  startedAt: z.string().nullable().default(null),
  /** Arrival (INTERNALDATE) of the newest mail read, ISO. */
  seenAt: z.string().nullable().default(null),
  /** ISO instant: mails that arrived before it are passed over, since they were there before the agent or are known. */
  ignoreBefore: z.string().nullable().default(null),
})
export type Checkpoint = z.infer<typeof checkpointSchema>

/** The stored checkpoint of a folder; null when there is none or it cannot be read. */
export function storedCheckpoint(value: unknown): Checkpoint | null {
  const parsed = checkpointSchema.safeParse(value)
  return parsed.success ? parsed.data : null
}

/** What the server says of a folder. */
export interface FolderPosition {
  readonly uidValidity: string
  readonly uidNext: number
}

/** How a folder is read on. */
export interface ReadingPlan {
  readonly checkpoint: Checkpoint
  readonly because: 'continued' | 'first-look' | 'uidvalidity-changed'
}

/**
 * Where to read on. The first look starts at the present end; a changed UIDVALIDITY voids all UIDs (RFC 3501 §2.3.1.1),
 * so the folder is read again as far back as `rereadMs` before the newest mail seen: what was read already is known by
 * its content.
 */
export function planReading(
  stored: Checkpoint | null,
  folder: FolderPosition,
  now: Date,
  rereadMs: number,
): ReadingPlan {
  const { uidValidity, uidNext } = folder
  if (stored === null) {
    const lastUid = Math.max(0, uidNext - 1)
    const checkpoint = { uidValidity, lastUid, startedAt: now.toISOString(), seenAt: null, ignoreBefore: null }
    return { checkpoint, because: 'first-look' }
  }
  if (stored.uidValidity === null || stored.uidValidity === uidValidity) {
    return { checkpoint: { ...stored, uidValidity }, because: 'continued' }
  }
  const ignoreBefore = rereadFrom(stored, rereadMs)
  return { checkpoint: { ...stored, uidValidity, lastUid: 0, ignoreBefore }, because: 'uidvalidity-changed' }
}

/** The later of the first look and `rereadMs` before the newest mail seen. INTERNALDATE has whole seconds. */
function rereadFrom({ startedAt, seenAt }: Checkpoint, rereadMs: number): string | null {
  const bounds = [
    ...(startedAt === null ? [] : [Date.parse(startedAt) - 1_000]),
    ...(seenAt === null ? [] : [Date.parse(seenAt) - rereadMs]),
  ].filter((bound) => !Number.isNaN(bound))
  return bounds.length === 0 ? null : new Date(Math.max(...bounds)).toISOString()
}

/** Whether a mail was there before the agent, or is so old that it is known. */
export function isPassedOver({ ignoreBefore }: Checkpoint, arrivedAt: Date | null): boolean {
  return ignoreBefore !== null && arrivedAt !== null && arrivedAt < new Date(ignoreBefore)
}

/** The checkpoint after one more mail was stored. */
export function afterMail(checkpoint: Checkpoint, mail: { uid: number; arrivedAt: Date | null }): Checkpoint {
  const arrived = mail.arrivedAt?.toISOString() ?? null
  const seenAt =
    [checkpoint.seenAt, arrived]
      .filter((each) => each !== null)
      .sort()
      .at(-1) ?? null
  return { ...checkpoint, lastUid: Math.max(checkpoint.lastUid, mail.uid), seenAt }
}

/** The name a folder's checkpoint is stored under: a dot or a dollar means something in a field path of the database. */
export function checkpointKey(folder: string): string {
  return folder.replace(/[=.$%]/g, (character) => `=${character.charCodeAt(0).toString(16)}`)
}

/** `_id` of the inbox document of a mail. UIDs count per folder, so a folder other than INBOX stands in it. */
export function inboxIdOf(accountId: string, folder: string, uidValidity: string, uid: number): string {
  const place = folder.toUpperCase() === 'INBOX' ? accountId : `${accountId}/${folder}`
  return `mail:${place}:${uidValidity}:${uid}`
}
