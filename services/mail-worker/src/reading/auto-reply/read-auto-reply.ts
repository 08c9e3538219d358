import type { MailFacts } from '../classify.ts'
import type { AutoReply } from '../mail.ts'
import { isAutoReply } from './auto-reply-signs.ts'
import { findReturnDate } from './return-date.ts'

const gonePhrase =
  /\b(?:no longer (?:with|works?|working|employed|at|part of|an? employee)|(?:has|have) (?:now )?left (?:the |our |us\b)|(?:mailbox|account|address|e-?mail|inbox)(?: \S+){0,4} (?:is |are )?(?:no longer|not) (?:\w+ )?(?:in use|used|monitored|active|valid|checked|attended)|not working (?:here|at|for) any ?more|ceased (?:employment|working)|my last (?:working )?day (?:at|with|was))|(?:больше|уже) не работа(?:ет|ю)|уволил(?:ся|ась)|покинул[аи]? компанию|не является сотрудником|(?:ящик|адрес|почта)(?: \S+){0,4} (?:больше )?не (?:используется|обслуживается|действует|проверяется)|більше не працю[єю]|ya no (?:trabaja|trabajo|forma parte|est[aá] (?:en|con) (?:la|nuestra|esta))|ha dejado (?:la empresa|de trabajar|nuestra)|(?:cuenta|direcci[oó]n|buz[oó]n)(?: \S+){0,4} ya no (?:est[aá]|se)|nicht mehr (?:bei|für|in|im) (?:\S+ ){0,6}(?:tätig|beschäftigt|angestellt|erreichbar)|arbeite[nt]? nicht (?:mehr|länger)|ausgeschieden|(?:hat|habe) (?:das|unser) unternehmen verlassen|(?:postfach|adresse)(?: \S+){0,4} (?:nicht mehr|wird nicht mehr)|ne (?:fait|travaille) plus (?:partie|chez|pour)|a quitté (?:la société|l'entreprise|notre)|non lavora più|não trabalha mais|ya no labora/iu

const addresses = /[\p{L}\p{N}][\p{L}\p{N}._%+-]{0,63}@[\p{L}\p{N}][\p{L}\p{N}.-]{0,200}\.[\p{L}]{2,24}/gu

/** Reads the answer of a machine: until when the person is away, or that they are gone; null when a person wrote. */
export function readAutoReply({ tree, envelope, body, cut, options }: MailFacts): AutoReply | null {
  const text = cut.text === '' ? (body.segments[0]?.plain ?? '') : cut.text
  if (!isAutoReply(tree.root.headers, envelope, text)) return null
  const words = `${envelope.subject}\n${text}`.slice(0, 10_000)
  const sent = envelope.date === null ? options.now : new Date(envelope.date)
  const gone = gonePhrase.test(words)
  const own = new Set([envelope.from, ...envelope.to, ...(options.ownAddresses ?? []).map((one) => one.toLowerCase())])
  const named = [
    ...new Set((`${text}\n${cut.signature}`.slice(0, 10_000).match(addresses) ?? []).map((one) => one.toLowerCase())),
  ]
  const successors = named.filter((one) => !own.has(one)).slice(0, 10)
  return {
    returnsOn: gone ? null : findReturnDate(words, sent),
    ...(gone ? { gone } : {}),
    ...(successors.length > 0 ? { successors } : {}),
  }
}
