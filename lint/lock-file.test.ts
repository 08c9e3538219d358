import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

interface LockedPackage {
  readonly optional?: boolean
  readonly optionalDependencies?: Readonly<Record<string, string>>
}
const { packages } = JSON.parse(readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8')) as {
  packages: Readonly<Record<string, LockedPackage>>
}

describe('the lock file', () => {
  it('lists the packages of every platform: `npm ci` refuses to work when one of them is missing', () => {
    // A registry that lacks one makes `npm install` drop it silently; put it back by hand, as its siblings stand.
    const missing = Object.entries(packages).flatMap(([path, { optional, optionalDependencies = {} }]) =>
      Object.keys(optional === true ? {} : optionalDependencies).filter(
        (name) =>
          packages[`node_modules/${name}`] === undefined && packages[`${path}/node_modules/${name}`] === undefined,
      ),
    )
    expect(missing).toEqual([])
  })
})
