import type { AttachmentInfo, ReadMail } from '../reading/mail.ts'
import type { MailHead } from './imap-connection.ts'

const BOUNDARY = 'outrider-texts-of-a-large-mail'
const REPLACED = /^(content-type|content-transfer-encoding|content-disposition|content-length):/i

/** A small mail with the head and the texts of a large one, for the reader; its attachments are added afterwards. */
export function mailOfTexts({ header, texts }: MailHead): Buffer {
  const lines = unfoldedFields(header.toString('latin1')).filter((field) => !REPLACED.test(field))
  const head = [...lines, `Content-Type: multipart/mixed; boundary="${BOUNDARY}"`].join('\r\n')
  const parts = texts.flatMap(({ mimeHeader, content }) => [Buffer.from(`\r\n--${BOUNDARY}\r\n`), mimeHeader, content])
  return Buffer.concat([Buffer.from(`${head}\r\n`, 'latin1'), ...parts, Buffer.from(`\r\n--${BOUNDARY}--\r\n`)])
}

/** The mail as read, with the attachments that stayed on the server. */
export function withAttachments(mail: ReadMail, attachments: readonly AttachmentInfo[]): ReadMail {
  return { ...mail, attachments: [...attachments, ...mail.attachments], truncated: true }
}

/** Header fields, each with its continuation lines. */
function unfoldedFields(header: string): string[] {
  return header
    .trimEnd()
    .split(/\r?\n(?![ \t])/)
    .filter((field) => field !== '')
}
