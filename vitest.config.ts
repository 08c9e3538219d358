import { defineConfig } from 'vitest/config'

// Workspace packages are read from their TypeScript source, so that a unit test needs no build.
// 'import' must not be named here: packages that require each other would get the wrong half of a dual package.
const conditions = ['source', 'node']
const resolve = { conditions }
const ssr = { resolve: { conditions, externalConditions: conditions } }
const exclude = ['**/dist/**', '**/node_modules/**']

function project(name: string, include: string, timeoutMs: number, options: { serial?: boolean } = {}) {
  return {
    resolve,
    ssr,
    test: {
      name,
      include: [`{shared,services,bench,docs,lint}/**/${include}`],
      exclude: name === 'unit' ? [...exclude, '**/*.int.test.ts', '**/*.e2e.test.ts'] : exclude,
      testTimeout: timeoutMs,
      hookTimeout: timeoutMs,
      fileParallelism: !options.serial,
    },
  }
}

export default defineConfig({
  test: {
    projects: [
      project('unit', '*.test.ts', 20_000),
      project('int', '*.int.test.ts', 120_000, { serial: true }),
      project('e2e', '*.e2e.test.ts', 600_000, { serial: true }),
    ],
  },
})
