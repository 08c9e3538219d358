/** One thing the mail of an installation needs, and whether it is right. */
export interface Check {
  /** Such as `imap-login` or `spf`. */
  readonly check: string
  /** The account it is about; `all` for the installation. */
  readonly account: string
  readonly ok: boolean
  /** `note`: fine as it is, but worth knowing. */
  readonly status: 'ok' | 'note' | 'not ok'
  /** What was found. */
  readonly detail: string
  /** What to do; null where nothing is to be done. */
  readonly remedy: string | null
}

/** The `account` of checks that are about no single one. */
export const ALL_ACCOUNTS = 'all'

/** Makes the checks of one account. */
export function checksOf(account: string) {
  return {
    right: (check: string, detail: string): Check => ({ check, account, ok: true, status: 'ok', detail, remedy: null }),
    note: (check: string, detail: string, remedy: string | null = null): Check => {
      return { check, account, ok: true, status: 'note', detail, remedy }
    },
    wrong: (check: string, detail: string, remedy: string): Check => {
      return { check, account, ok: false, status: 'not ok', detail, remedy }
    },
  }
}
