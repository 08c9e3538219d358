import { describe, expect, it } from 'vitest'
import { en } from './check-cases/en.ts'
import { enWarehouse } from './check-cases/en-warehouse.ts'
import { es } from './check-cases/es.ts'
import { esClinic } from './check-cases/es-clinic.ts'
import { ru } from './check-cases/ru.ts'
import { ruCourses } from './check-cases/ru-courses.ts'
import { checkDraft } from './check-draft.ts'

const SETS = { ru, en, es, 'ru, courses': ruCourses, 'en, warehouse': enWarehouse, 'es, clinic': esClinic }

describe.each(Object.entries(SETS))('DESIGN §6.7: a draft in %s', (_, { context, pass, block }) => {
  it.each(pass)('passes when facts, thread and people support it: %s', (draft) => {
    expect(checkDraft({ ...context, draft }).violations).toEqual([])
  })

  it.each(block)('is blocked by the rule "%s": %s', (rule, draft) => {
    const { verdict, violations } = checkDraft({ ...context, draft })
    expect(verdict).toBe('block')
    expect(violations.map((each) => each.rule)).toContain(rule)
  })
})
