/** Every limit of receiving, in one place, with its reason. Spans are real milliseconds. */
export const receivingLimits = {
  /** Bytes of a mail that is fetched whole; beyond them the attachments stay on the server and only the texts are read. */
  wholeMailBytes: 10_485_760,
  /** Bytes fetched of one text part of a large mail; nobody writes a megabyte by hand. */
  textPartBytes: 1_048_576,
  /** Text parts fetched of a large mail. */
  textParts: 10,
  /** Mails between two writes of the checkpoint: what a crash makes us read again. */
  checkpointEvery: 20,
  /** How often an idle link is made to answer; half-open ones are found in `probeMs` + `socketMs`, less than a minute. */
  probeMs: 20_000,
  /** Silence of the server after which the link counts as dead. */
  socketMs: 25_000,
  /** Connecting, TLS and greeting. */
  connectMs: 20_000,
  /** One command on a link that answers otherwise; a large mail on a slow link is the longest. */
  commandMs: 180_000,
  /** First and longest wait between two attempts to connect. */
  reconnectMinMs: 250,
  reconnectMaxMs: 120_000,
  /** A connection that lived this long was a good one: the next attempt starts from the shortest wait. */
  survivedMs: 180_000,
  /** How far back a folder is read again after its UIDVALIDITY changed, before the newest mail that was seen. */
  rereadMs: 30 * 86_400_000,
  /** Attempts to store a mail as read while the store answers; then it is kept raw and shown. */
  storeAttempts: 5,
} as const
