import { execFileSync } from 'node:child_process'
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { userInfo } from 'node:os'
import { createTransport } from 'nodemailer'
import { freePort, greeted, type PrivateProcess, startPrivateProcess } from './private-process.ts'

/** A private Dovecot on loopback, with everything below one folder. */
export interface Dovecot {
  readonly ports: { readonly imap: number; readonly lmtp: number; readonly auth: number }
  readonly tls: { readonly cert: string; readonly key: string }
  start(): Promise<void>
  stop(how?: 'gently' | 'at-once'): Promise<void>
  /** Runs doveadm against this instance. */
  doveadm(...args: string[]): string
  /** Delivers raw mails into mailboxes, as a mail server would (LMTP). @throws when the mailbox does not exist */
  deliver(to: string, raw: string | Buffer): Promise<void>
  close(): Promise<void>
}

/** Any id but 0: Dovecot refuses to store mail as root. */
const MAIL_ID = 5_000

/** Starts Dovecot for these users (address to password) below `folder`; works as root and as an ordinary user. */
export async function startDovecot(
  folder: string,
  users: Readonly<Record<string, string>>,
  { startTls = true }: { readonly startTls?: boolean } = {},
): Promise<Dovecot> {
  const root = process.getuid?.() === 0
  mkdirSync(`${folder}/mail`, { recursive: true })
  if (root) {
    // The mail user must get through a folder that mkdtemp made for root alone.
    chmodSync(folder, 0o755)
    chownSync(`${folder}/mail`, MAIL_ID, MAIL_ID)
  }
  const tls = selfSigned(folder)
  const ports = { imap: await freePort(), lmtp: await freePort(), auth: await freePort() }
  const lines = Object.entries(users).map(([address, password]) => `${address}:{PLAIN}${password}::::::\n`)
  writeFileSync(`${folder}/users`, lines.join(''))
  const config = `${folder}/dovecot.conf`
  writeFileSync(config, configuration(folder, ports, startTls ? tls : null, root))
  const lmtp = createTransport({ host: '127.0.0.1', port: ports.lmtp, lmtp: true, ignoreTLS: true })
  let running: PrivateProcess | null = null
  const dovecot: Dovecot = {
    ports,
    tls,
    start: async () => {
      const started = startPrivateProcess('/usr/sbin/dovecot', ['-F', '-c', config])
      running = started
      const early = started.exited.then((code) => {
        throw new Error(`dovecot ended with ${code}: ${readFileSync(`${folder}/dovecot.log`, 'utf8').slice(-2_000)}`)
      })
      await Promise.race([Promise.all([greeted(ports.imap, /\* OK/), greeted(ports.lmtp, /^220/)]), early])
      early.catch(() => {})
    },
    stop: async (how) => {
      await running?.stop(how)
      running = null
    },
    doveadm: (...args) => execFileSync('/usr/bin/doveadm', ['-c', config, ...args]).toString(),
    deliver: async (to, raw) => {
      await lmtp.sendMail({ envelope: { from: 'sender@test.invalid', to }, raw })
    },
    close: async () => {
      lmtp.close()
      await dovecot.stop()
    },
  }
  await dovecot.start()
  return dovecot
}

function selfSigned(folder: string): { cert: string; key: string } {
  const tls = { cert: `${folder}/cert.pem`, key: `${folder}/key.pem` }
  if (existsSync(tls.cert)) return tls
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1']
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', tls.key]
  execFileSync('openssl', ['req', '-x509', ...key, '-days', '30', ...subject, '-out', tls.cert], { stdio: 'ignore' })
  return tls
}

function configuration(folder: string, ports: Dovecot['ports'], tls: Dovecot['tls'] | null, root: boolean): string {
  const [uid, gid] = root ? [MAIL_ID, MAIL_ID] : [process.getuid?.(), process.getgid?.()]
  return `
base_dir = ${folder}/run
state_dir = ${folder}/state
instance_name = outrider-test
log_path = ${folder}/dovecot.log
protocols = imap lmtp
listen = 127.0.0.1
${tls === null ? 'ssl = no' : `ssl = yes\nssl_cert = <${tls.cert}\nssl_key = <${tls.key}`}
disable_plaintext_auth = no
auth_mechanisms = plain login
# A refused login is answered at once; the delay is for attackers.
auth_failure_delay = 0 secs
mail_fsync = never
first_valid_uid = 1
${root ? '' : asOrdinaryUser()}
passdb {
  driver = passwd-file
  args = username_format=%u ${folder}/users
}
# The same file as userdb: a static one would accept every recipient.
userdb {
  driver = passwd-file
  args = username_format=%u ${folder}/users
  default_fields = uid=${uid} gid=${gid} home=${folder}/mail/%d/%n
}
mail_location = maildir:~/Maildir
namespace inbox {
  inbox = yes
  mailbox Sent {
    auto = subscribe
    special_use = \\Sent
  }
  mailbox Junk {
    auto = subscribe
    special_use = \\Junk
  }
}
recipient_delimiter = +
postmaster_address = postmaster@localhost
mail_max_userip_connections = 200
service imap-login {
  inet_listener imap {
    address = 127.0.0.1
    port = ${ports.imap}
  }
  inet_listener imaps {
    port = 0
  }
  process_min_avail = 1
}
service lmtp {
  inet_listener lmtp {
    address = 127.0.0.1
    port = ${ports.lmtp}
  }
  process_min_avail = 1
}
service auth {
  inet_listener auth {
    address = 127.0.0.1
    port = ${ports.auth}
  }
}
`
}

function asOrdinaryUser(): string {
  const group = execFileSync('id', ['-gn']).toString().trim()
  const unchrooted = ['anvil', 'imap-login', 'stats'].map((name) => `service ${name} {\n  chroot =\n}`)
  return [
    `default_internal_user = ${userInfo().username}`,
    `default_internal_group = ${group}`,
    `default_login_user = ${userInfo().username}`,
    ...unchrooted,
  ].join('\n')
}
