import { describe, expect, it } from 'vitest'
import {
  afterMail,
  type Checkpoint,
  checkpointKey,
  inboxIdOf,
  isPassedOver,
  planReading,
  storedCheckpoint,
} from './checkpoint.ts'

const NOW = new Date('2026-03-10T12:00:00.000Z')
const DAY = 86_400_000
const folder = { uidValidity: '100', uidNext: 51 }
const known: Checkpoint = {
  uidValidity: '100',
  lastUid: 40,
  startedAt: '2026-01-01T00:00:00.000Z',
  seenAt: '2026-03-09T08:00:00.000Z',
  ignoreBefore: null,
}

describe('where a folder is read on', () => {
  it('the first look begins behind the newest mail and remembers when it was', () => {
    const { checkpoint } = planReading(null, folder, NOW, 30 * DAY)
    const startedAt = NOW.toISOString()
    expect(checkpoint).toEqual({ uidValidity: '100', lastUid: 50, startedAt, seenAt: null, ignoreBefore: null })
  })

  it('the same UIDVALIDITY goes on behind the last UID', () => {
    expect(planReading(known, folder, NOW, 30 * DAY)).toEqual({ checkpoint: known, because: 'continued' })
  })

  it('a checkpoint without UIDVALIDITY takes that of the server', () => {
    const { checkpoint } = planReading({ ...known, uidValidity: null, lastUid: 0 }, folder, NOW, 30 * DAY)
    expect(checkpoint).toMatchObject({ uidValidity: '100', lastUid: 0 })
  })

  it('another UIDVALIDITY voids every UID: read again, as far back as the span before the newest mail seen', () => {
    const { checkpoint } = planReading(known, { uidValidity: '101', uidNext: 7 }, NOW, 30 * DAY)
    expect(checkpoint).toMatchObject({ uidValidity: '101', lastUid: 0 })
    expect(isPassedOver(checkpoint, new Date('2026-02-07T07:59:59.000Z'))).toBe(true)
    expect(isPassedOver(checkpoint, new Date('2026-02-07T08:00:00.000Z'))).toBe(false)
  })

  it('what lay in the folder before the first look stays unread, whatever the server renumbers', () => {
    const young = { ...known, startedAt: '2026-03-08T00:00:00.500Z' }
    const { checkpoint } = planReading(young, { uidValidity: '101', uidNext: 7 }, NOW, 30 * DAY)
    expect(isPassedOver(checkpoint, new Date('2026-03-07T23:59:59.000Z'))).toBe(true)
    expect(isPassedOver(checkpoint, new Date('2026-03-08T00:00:00.000Z'))).toBe(false)
  })

  it('a crash in the middle of reading again does not forget what to pass over', () => {
    const { checkpoint } = planReading(known, { uidValidity: '101', uidNext: 7 }, NOW, 30 * DAY)
    const halfway = storedCheckpoint(JSON.parse(JSON.stringify({ ...checkpoint, lastUid: 3 })))
    const resumed = planReading(halfway, { uidValidity: '101', uidNext: 7 }, NOW, 30 * DAY)
    expect(isPassedOver(resumed.checkpoint, new Date('2026-02-01T00:00:00.000Z'))).toBe(true)
  })

  it('a stored value that is no checkpoint counts as none', () => {
    expect(storedCheckpoint({ uidValidity: 7 })).toBeNull()
    expect(storedCheckpoint(undefined)).toBeNull()
  })

  it('a checkpoint never moves back', () => {
    const moved = afterMail(known, { uid: 39, arrivedAt: new Date('2026-03-01T00:00:00.000Z') })
    expect(moved).toEqual(known)
  })
})

describe('names of mails and folders', () => {
  it('UIDs count per folder, so only INBOX goes without its name', () => {
    expect(inboxIdOf('sales', 'INBOX', '100', 7)).toBe('mail:sales:100:7')
    expect(inboxIdOf('sales', 'Junk', '100', 7)).toBe('mail:sales/Junk:100:7')
  })

  it('a folder name with dots becomes one field, and no two folders the same', () => {
    expect(checkpointKey('INBOX.Junk')).toBe('INBOX=2eJunk')
    expect(checkpointKey('INBOX=2eJunk')).not.toBe(checkpointKey('INBOX.Junk'))
  })
})
