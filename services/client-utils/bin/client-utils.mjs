#!/usr/bin/env node
import { existsSync } from 'node:fs'

const main = new URL('../dist/main.js', import.meta.url)
if (existsSync(main)) {
  await import(main.href)
} else {
  process.stderr.write(
    'client-utils is not built yet. Run `npm run build` in the folder of Outrider, then try again.\n',
  )
  process.exitCode = 2
}
