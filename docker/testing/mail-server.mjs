// The sandbox's mail server, reachable from other containers, with one prospect who asks a question in answer to the
// first message. Prints one JSON line for each mail it accepts.
import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import { startSandboxMail } from '../../services/sandbox/dist/mail-server.js'

const [agent, password, prospect, question] = process.argv.slice(2)
const PORTS = { smtp: 1025, imap: 1143 }
const say = (line) => process.stdout.write(`${JSON.stringify(line)}\n`)

let asked = false
const mail = await startSandboxMail({
  mailboxes: [{ address: agent, password }],
  refuses: () => false,
  onMail: ({ from, to, raw }) => {
    const messageId = /^Message-ID:\s*(\S+)/im.exec(raw.toString('latin1'))?.[1]
    say({ event: 'accepted', from, to, messageId })
    if (to === prospect && !asked) void ask(messageId)
  },
})

async function ask(inReplyTo) {
  asked = true
  const headers = [
    `From: ${prospect}`,
    `To: ${agent}`,
    'Subject: Re: your message',
    `Date: ${new Date().toUTCString()}`,
  ]
  const ids = [
    `Message-ID: <reply-${Date.now()}@prospect.test>`,
    `In-Reply-To: ${inReplyTo}`,
    `References: ${inReplyTo}`,
  ]
  const message = [...headers, ...ids, 'Content-Type: text/plain; charset=utf-8', '', question, '.'].join('\r\n')
  await speakSmtp(['EHLO prospect.test', `MAIL FROM:<${prospect}>`, `RCPT TO:<${agent}>`, 'DATA', message, 'QUIT'])
}

/** One command at each answer of the server. */
async function speakSmtp(commands) {
  const socket = connect(mail.smtpPort, mail.host).setEncoding('utf8')
  for (const command of commands) {
    let answer = ''
    while (!/^\d{3} /m.test(answer)) answer += (await once(socket, 'data'))[0]
    if (answer.startsWith('5')) throw new Error(`the mail server refused: ${answer}`)
    socket.write(`${command}\r\n`)
  }
  socket.end()
}

function forward(port, target) {
  const server = createServer((socket) => {
    const onward = connect(target, mail.host)
    socket.pipe(onward).pipe(socket)
    socket.on('error', () => onward.destroy())
    onward.on('error', () => socket.destroy())
  })
  return new Promise((resolve) => server.listen(port, '0.0.0.0', resolve))
}

await forward(PORTS.smtp, mail.smtpPort)
await forward(PORTS.imap, mail.imapPort(agent))
process.on('SIGTERM', () => process.exit(0))
say({ event: 'ready' })
