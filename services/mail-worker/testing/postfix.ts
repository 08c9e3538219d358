import { execFileSync } from 'node:child_process'
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs'
import type { Dovecot } from './dovecot.ts'
import { freePort, greeted, startPrivateProcess } from './private-process.ts'

/** A private Postfix on loopback: submission with AUTH from Dovecot, delivery into Dovecot, bounces of its own. */
export interface Postfix {
  /** Submission port: AUTH needed, STARTTLS offered. */
  readonly port: number
  /** Gives up on everything that waits in the queue: the senders get their mail back. */
  giveUp(): void
  queueLength(): number
  close(): Promise<void>
}

export interface PostfixSettings {
  readonly dovecot: Dovecot
  /** Below this folder lies everything. */
  readonly folder: string
  /** Domains whose mailboxes lie in Dovecot; an unknown mailbox of theirs bounces. */
  readonly domains: readonly string[]
  /** A domain whose server is down: mail to it is delayed, which its sender is told after a second. */
  readonly deadDomain: string
  /** Where to ask about each recipient. */
  readonly policyPort: number
}

/** Starts Postfix. Its master program insists on root. */
export async function startPostfix(settings: PostfixSettings): Promise<Postfix> {
  const base = `${settings.folder}/postfix`
  const [config, spool, data] = [`${base}/etc`, `${base}/spool`, `${base}/data`]
  // Postfix's own user must get through a folder that mkdtemp made for root alone.
  chmodSync(settings.folder, 0o755)
  for (const folder of [base, config, spool, data]) mkdirSync(folder, { recursive: true, mode: 0o755 })
  chownSync(data, idOf('postfix'), groupOf('postfix'))
  const port = await freePort()
  writeFileSync(`${config}/main.cf`, mainConfiguration(settings, { base, spool, data }))
  writeFileSync(`${config}/master.cf`, masterConfiguration(port))
  // Postfix waits until a configuration looks settled, up to two seconds for a new one.
  const earlier = new Date(Date.now() - 10_000)
  for (const file of ['main.cf', 'master.cf']) utimesSync(`${config}/${file}`, earlier, earlier)
  makeSpool(spool)
  const running = startPrivateProcess('/usr/lib/postfix/sbin/master', ['-s', '-c', config], { MAIL_CONFIG: config })
  const log = () => (existsSync(`${base}/mail.log`) ? readFileSync(`${base}/mail.log`, 'utf8').slice(-2_000) : '')
  const early = running.exited.then((code) => {
    throw new Error(`postfix ended with ${code}: ${log()}`)
  })
  await Promise.race([greeted(port, /^220/), early])
  early.catch(() => {})
  const queue = (program: string, ...args: string[]) =>
    execFileSync(`/usr/sbin/${program}`, ['-c', config, ...args], { stdio: ['ignore', 'pipe', 'ignore'] }).toString()
  return {
    port,
    giveUp: () => {
      queue('postsuper', '-f', 'ALL')
      queue('postqueue', '-f')
    },
    queueLength: () => queue('postqueue', '-j').split('\n').filter(Boolean).length,
    close: () => running.stop(),
  }
}

const idOf = (user: string) => Number(execFileSync('id', ['-u', user]).toString())
const groupOf = (user: string) => Number(execFileSync('id', ['-g', user]).toString())

/** What `postfix check` makes, without its seconds. */
function makeSpool(spool: string): void {
  const owner = idOf('postfix')
  const postdrop = Number(execFileSync('getent', ['group', 'postdrop']).toString().split(':')[2])
  const make = (name: string, mode: number, group: number, user = owner) => {
    mkdirSync(`${spool}/${name}`, { recursive: true })
    chownSync(`${spool}/${name}`, user, group)
    chmodSync(`${spool}/${name}`, mode)
  }
  make('pid', 0o755, 0, 0)
  const queues = ['active', 'bounce', 'corrupt', 'defer', 'deferred', 'flush', 'hold', 'incoming', 'private', 'saved']
  for (const name of [...queues, 'trace']) make(name, 0o700, 0)
  make('public', 0o710, postdrop)
  make('maildrop', 0o730, postdrop)
}

function mainConfiguration(
  { dovecot, domains, deadDomain, policyPort }: PostfixSettings,
  { base, spool, data }: Readonly<Record<'base' | 'spool' | 'data', string>>,
): string {
  return `
compatibility_level = 3.6
queue_directory = ${spool}
data_directory = ${data}
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
mail_owner = postfix
setgid_group = postdrop
maillog_file = ${base}/mail.log
maillog_file_prefixes = ${base}
multi_instance_name =
# Loopback only, no DNS, and nothing ever leaves.
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
myhostname = mx.outrider.test
mydestination =
myorigin = outrider.test
mynetworks =
smtp_host_lookup = native
disable_dns_lookups = yes
default_transport = error:5.1.2 this server sends nothing to the outside
relay_transport = error:5.1.2 this server sends nothing to the outside
local_transport = error:5.1.1 no local users
alias_maps =
alias_database =
local_recipient_maps =
relay_domains = ${deadDomain}
transport_maps = inline:{ {${deadDomain}=smtp:[127.0.0.1]:9} }
delay_warning_time = 1s
virtual_mailbox_domains = ${domains.join(' ')}
virtual_transport = lmtp:inet:127.0.0.1:${dovecot.ports.lmtp}
# Every recipient is taken; one that Dovecot does not know then comes back as a bounce.
virtual_mailbox_maps =
recipient_delimiter = +
smtpd_sasl_auth_enable = yes
smtpd_sasl_type = dovecot
smtpd_sasl_path = inet:127.0.0.1:${dovecot.ports.auth}
smtpd_tls_security_level = may
smtpd_tls_cert_file = ${dovecot.tls.cert}
smtpd_tls_key_file = ${dovecot.tls.key}
smtpd_recipient_restrictions = check_policy_service inet:127.0.0.1:${policyPort}, permit_sasl_authenticated, reject
smtpd_relay_restrictions = permit_sasl_authenticated, reject
smtpd_client_connection_count_limit = 0
smtpd_error_sleep_time = 0
smtpd_soft_error_limit = 1000
smtpd_hard_error_limit = 2000
queue_run_delay = 1s
minimal_backoff_time = 1s
maximal_backoff_time = 4s
message_size_limit = 52428800
mailbox_size_limit = 0
virtual_mailbox_limit = 0
`
}

/** The services a queue needs, none of them in a chroot. */
function masterConfiguration(port: number): string {
  const services = [
    'pickup    unix  n - n 60 1 pickup',
    'cleanup   unix  n - n - 0 cleanup',
    'qmgr      unix  n - n 300 1 qmgr',
    'tlsmgr    unix  - - n 1000? 1 tlsmgr',
    'rewrite   unix  - - n - - trivial-rewrite',
    'bounce    unix  - - n - 0 bounce',
    'defer     unix  - - n - 0 bounce',
    'trace     unix  - - n - 0 bounce',
    'flush     unix  n - n 1000? 0 flush',
    'proxymap  unix  - - n - - proxymap',
    'smtp      unix  - - n - - smtp',
    'showq     unix  n - n - - showq',
    'error     unix  - - n - - error',
    'retry     unix  - - n - - error',
    'lmtp      unix  - - n - - lmtp',
    'anvil     unix  - - n - 1 anvil',
    'scache    unix  - - n - 1 scache',
    'postlog   unix-dgram n - n - 1 postlogd',
  ]
  return `127.0.0.1:${port} inet n - n - - smtpd\n${services.join('\n')}\n`
}
