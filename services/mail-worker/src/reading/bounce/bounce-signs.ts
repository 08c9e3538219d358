import type { MailEnvelope } from '../envelope.ts'
import { type HeaderList, rawHeader } from '../mime/header-list.ts'

const daemonName =
  /^(?:mailer-?daemon|mdaemon|mail-?daemon|post_?master|mail-?delivery|bounces?|noreply-bounce|mailadmin|double-bounce|mms-robot|undeliverable)\b/i
/** Nobody but a mail server writes under this name. */
const strictDaemon = /^mailer-?daemon@/i
const daemonTitle =
  /mail delivery (?:sub)?system|mail delivery service|mailer[- ]daemon|mail administrator|system administrator|postmaster|internet mail delivery|delivery status|microsoft outlook$|mail system/i

const failureSubject =
  /\b(?:undeliver(?:able|ed)|returned (?:mail|e-?mail|to sender)|delivery (?:status|failure|failed|notification|report|problem|error|unsuccessful|has failed)|(?:mail|message|e-?mail) (?:delivery|system error|could not be delivered|not delivered|status report)|failure (?:notice|delivery|notification)|fail(?:ed|ure) (?:mail|to deliver)|non[- ]?deliver|nondeliverable|could not (?:be )?(?:send|sent|deliver)|not delivered|unable to deliver|undeliverable|user unknown|delayed mail|warning: (?:could not send|message)|returning message|bounced? (?:mail|message|e-?mail)|message (?:undeliver|expired|not sent|delayed)|mail failure|delivery delay|mail (?:error|returned)|problem delivering)|не доставлен|недоставлен|не удалось доставить|возвращ\S+ (?:письм|сообщ|почт)|ошибка доставки|no se (?:puede|pudo|ha podido) entregar|no entregado|devuelto|error (?:de|en la) entrega|unzustellbar|zustellung (?:fehlgeschlagen|nicht)|nicht zugestellt|non remis|échec de (?:la )?remise|mancata consegna|non recapitabile|não entregue|não foi possível entregar|niedostarcz|onbestelbaar|配信不能|エラーメール|送信エラー|系统退信|退信|投递失败/iu

const failurePhrase =
  /could not be delivered|(?:was|were|been) (?:not delivered|undeliverable|unable to be delivered|returned (?:to sender|by))|(?:unable|not able|wasn'?t able|failed) to deliver|undeliverable|delivery (?:to the following|has failed|failed|attempts? failed|failure|temporarily|is being delayed|status notification)|did(?: not|n'?t) reach (?:the following|some or all|its)|permanent(?:ly)? (?:fatal )?(?:errors?|fail\w+)|qmail-send program|returning (?:it|this message|your message)|mail delivery (?:software|system|sub-?system)|message (?:that you sent|you sent|wasn'?t delivered|not delivered|will be retried|is delayed|can ?not be delivered|has been (?:delayed|rejected|blocked))|following (?:addresses|address|recipients?|destination)[^\n]{0,60}(?:fail|could not|rejected|error|unsuccessful|problem|undeliver|cannot)|(?:address|recipient)e?\(?e?s?\)? (?:not found|couldn'?t be found|failed)|recipient'?s? (?:e-?mail )?(?:server|system|mailbox)[^\n]{0,40}(?:reject|full|refus)|mail delivery failed|(?:host|server)[^\n]{0,120}said:? ?[45]\d\d|\b5\d\d[ -]5\.\d{1,3}\.\d{1,3}\b|failure reasons?|no valid recipients|failed addresses|invalid user address|returned (?:message|mail)|rejected (?:your message|by)|delivery report|did not accept|gave up|message for .{0,80} (?:is|was) (?:not|undeliver)|не (?:было |может быть |удалось )?достав(?:лен|ить)|возвращено отправителю|no (?:se )?(?:pudo|ha podido|puede)[^\n]{0,40}entrega|konnte nicht zugestellt|nicht zugestellt werden|n'a pas (?:pu )?(?:être|été) (?:remis|distribué|livré)|impossibile recapitare|não foi possível entregar|não (?:pôde|pode) ser entregue|nie (?:mógł|mogła|zostać|została?)[^\n]{0,30}dostarcz|送信できませんでした|配信できません|届けることができません|送達できません|未能送达|无法(?:投递|送达)|退回/iu

/** Does a mail that holds no delivery report still say that a mail of ours was not delivered? */
export function isFreeTextBounce(
  headers: HeaderList,
  envelope: MailEnvelope,
  notice: string,
  returnsMail: boolean,
): boolean {
  if (rawHeader(headers, 'x-failed-recipients') !== null) return true
  const subject = envelope.subject
  // People answer bounces and forward them: a subject with Re: or Fwd: from a person is theirs.
  const daemon = isDaemon(headers, envelope)
  if (/^\s*(?:re|fwd?|aw|wg|sv|vs|tr|rv|ответ|отв)\s*:/iu.test(subject) && !daemon) return false
  const failed = failureSubject.test(subject)
  const phrased = failurePhrase.test(notice.slice(0, 20_000))
  if (daemon) return failed || phrased || strictDaemon.test(envelope.from ?? '')
  // A robot that sends our mail back with the words of a failure needs no telling subject.
  if (
    phrased &&
    returnsMail &&
    /^(?:no-?reply|do-?not-?reply|system|admin|mail|notification)\S*@/.test(envelope.from ?? '')
  )
    return true
  const nullSender = /^\s*<\s*>/.test(rawHeader(headers, 'return-path') ?? '')
  return failed && phrased && (nullSender || machineWords.test(notice.slice(0, 20_000)))
}

/** Words that only software writes. */
const machineWords =
  /\b[45]\d\d[ -#]?(?:\d\.\d\.\d)?\b.{0,80}@|\(#[45]\.\d\.\d\)|final-recipient:|diagnostic-code:|remote host said|<<< [45]\d\d|this (?:is an|message was (?:created|generated)|mail was) auto|automatically (?:generated|created)|mail delivery|user unknown|mailbox (?:is )?(?:full|unavailable)|not listed in|reason:|original message|returned/i

function isDaemon(headers: HeaderList, envelope: MailEnvelope): boolean {
  const from = rawHeader(headers, 'from') ?? ''
  if (/^\s*<\s*>\s*$/.test(from)) return true
  if (daemonName.test(envelope.from ?? from.replace(/^[\s"<]+/, ''))) return true
  if (daemonTitle.test(envelope.fromName ?? from)) return true
  return /^\s*<?mailer-daemon/i.test(rawHeader(headers, 'return-path') ?? '')
}
