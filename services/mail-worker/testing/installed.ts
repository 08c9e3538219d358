import { existsSync } from 'node:fs'

const DOVECOT = ['/usr/sbin/dovecot', '/usr/bin/doveadm', '/usr/lib/dovecot/imap', '/usr/lib/dovecot/lmtp']
const POSTFIX = ['/usr/lib/postfix/sbin/master', '/usr/sbin/postqueue']

/** Why tests against Dovecot cannot run here; null when they can. */
export function dovecotMissing(): string | null {
  return missing('Dovecot', DOVECOT)
}

/** Why tests against Postfix cannot run here; null when they can. Its master program insists on root. */
export function postfixMissing(): string | null {
  const without = dovecotMissing() ?? missing('Postfix', POSTFIX)
  if (without !== null) return without
  return process.getuid?.() === 0 ? null : 'Postfix runs only as root'
}

function missing(server: string, programs: readonly string[]): string | null {
  const absent = programs.find((program) => !existsSync(program))
  return absent === undefined
    ? null
    : `${server} is not installed (no ${absent}): .ci/install-mail-servers.sh installs it`
}
