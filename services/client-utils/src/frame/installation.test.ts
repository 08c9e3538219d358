import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { findInstallation } from './installation.ts'

describe('the database a command speaks to', () => {
  let folder = ''
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'outrider-installation-'))
    mkdirSync(join(folder, '.outrider'))
  })
  afterEach(() => rmSync(folder, { recursive: true }))
  const sandbox = (content: string) => writeFileSync(join(folder, '.outrider', 'sandbox.json'), content)

  it('is the one of MONGODB_URI before that of a sandbox', () => {
    sandbox('{"mongodbUri":"mongodb://127.0.0.1:1","database":"sandbox_1"}')
    const found = findInstallation({ MONGODB_URI: 'mongodb://db:27017' }, folder)
    expect(found).toMatchObject({ uri: 'mongodb://db:27017', database: 'outrider', namedBy: 'MONGODB_URI' })
  })

  it('is that of the sandbox of this folder, with its clock', () => {
    sandbox('{"mongodbUri":"mongodb://127.0.0.1:1","database":"sandbox_1","clock":"0/0/60","pid":1}')
    expect(findInstallation({}, folder)).toMatchObject({
      uri: 'mongodb://127.0.0.1:1',
      database: 'sandbox_1',
      clock: '0/0/60',
    })
  })

  it('is none without either, or when the sandbox left half a file', () => {
    expect(findInstallation({}, folder)).toBeNull()
    sandbox('{"mongodbUri":')
    expect(findInstallation({ MONGODB_URI: '' }, folder)).toBeNull()
  })

  it('is refused by the name of its variable when the address is none', () => {
    expect(() => findInstallation({ MONGODB_URI: 'localhost' }, folder)).toThrow(/MONGODB_URI: must begin with mongodb/)
  })
})
