/** One thing an installation needs, and whether it is there. */
export interface Check {
  /** What it belongs to: database, services, an account … */
  readonly area: string
  readonly check: string
  /** `note`: fine as it is, but worth knowing. */
  readonly status: 'ok' | 'note' | 'not ok'
  readonly detail: string
  /** What to do; null where nothing is to be done. */
  readonly remedy: string | null
}

export const ok = (area: string, check: string, detail: string): Check => ({
  area,
  check,
  status: 'ok',
  detail,
  remedy: null,
})

export const note = (area: string, check: string, detail: string, remedy: string | null = null): Check => ({
  area,
  check,
  status: 'note',
  detail,
  remedy,
})

export const notOk = (area: string, check: string, detail: string, remedy: string): Check => ({
  area,
  check,
  status: 'not ok',
  detail,
  remedy,
})
