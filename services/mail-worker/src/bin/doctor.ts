#!/usr/bin/env node
import { resolveMx, resolveTxt } from 'node:dns/promises'
import { parseArgs } from 'node:util'
import { clockFrom, explain, OutriderError, openMongoStore, type Store } from '@outrider/shared'
import { mailWorkerConfig } from '../config.ts'
import { ALL_ACCOUNTS, type Check, checksOf } from '../doctor/check.ts'
import { runDoctor } from '../doctor/run-doctor.ts'

const usage = 'Usage: doctor [--account ID] [--send-test]\n'

/** Prints one JSON line a check. Exit code 0: all is well, 1: something is not, 2: wrong use or wrong settings. */
async function main(): Promise<number> {
  const request = parse(process.argv.slice(2))
  if (request === null) {
    process.stderr.write(usage)
    return 2
  }
  const config = mailWorkerConfig()
  let store: Store
  try {
    const clock = clockFrom(config.OUTRIDER_CLOCK)
    store = await openMongoStore({ uri: config.MONGODB_URI, database: config.MONGODB_DATABASE, clock })
  } catch (error) {
    print(checksOf(ALL_ACCOUNTS).wrong('store', explain(error).split('\n')[0] ?? '', remedyOf(error)))
    return 1
  }
  try {
    const accounts = (await store.accounts.list()).filter(
      ({ _id }) => request.account === undefined || _id === request.account,
    )
    const resolver = { resolveTxt, resolveMx }
    let allWell = true
    for await (const check of runDoctor({ accounts, environment: process.env, resolver, sendTest: request.sendTest })) {
      print(check)
      allWell &&= check.ok
    }
    return allWell ? 0 : 1
  } finally {
    await store.close()
  }
}

function remedyOf(error: unknown): string {
  return error instanceof OutriderError ? error.entry.remedy : 'Check MONGODB_URI.'
}

function parse(args: readonly string[]): { account: string | undefined; sendTest: boolean } | null {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { account: { type: 'string' }, 'send-test': { type: 'boolean' }, json: { type: 'boolean' } },
    })
    return { account: values.account, sendTest: values['send-test'] ?? false }
  } catch {
    return null
  }
}

function print(check: Check): void {
  process.stdout.write(`${JSON.stringify(check)}\n`)
}

main()
  .then((code) => {
    process.exitCode = code
  })
  .catch((error: unknown) => {
    process.stderr.write(`${explain(error)}\n`)
    process.exitCode = 2
  })
