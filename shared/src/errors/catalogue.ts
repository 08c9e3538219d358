/**
 * Every failure a person can meet: a stable code, what it means for them and what to do. `docs/errors.md` lists the
 * same codes (a test holds the two together).
 */
export interface CatalogueEntry {
  /** transient: may pass by itself; permanent: somebody must act; bug: a fault of Outrider. */
  readonly kind: 'transient' | 'permanent' | 'bug'
  readonly meaning: string
  readonly remedy: string
}

export const CATALOGUE = {
  CONFIG_INVALID: {
    kind: 'permanent',
    meaning: 'The service did not start: settings are missing or wrong.',
    remedy: 'Set the named variables in the environment or in .env (see .env.example), then start it again.',
  },
  INIT_DATA_INVALID: {
    kind: 'permanent',
    meaning: 'Nothing was loaded: the init file has errors.',
    remedy: 'Correct the named places of the file and run `client-utils init FILE` again.',
  },
  CAMPAIGN_UNKNOWN: {
    kind: 'permanent',
    meaning: 'There is no campaign of this name, so nothing was started.',
    remedy: 'Run `client-utils init FILE` first, or name one of the campaigns it lists.',
  },
  CONTACT_UNKNOWN: {
    kind: 'permanent',
    meaning: 'No contact has this id, address or handle.',
    remedy: 'Run `client-utils contact list` to see who is known.',
  },
  STORE_UNREACHABLE: {
    kind: 'transient',
    meaning: 'The database does not answer. Nothing is lost and nothing is sent until it does.',
    remedy: 'Check MONGODB_URI and that the database runs; the service goes on trying.',
  },
  STORE_LOCKED: {
    kind: 'permanent',
    meaning: 'Another process uses this data folder; two at once would damage it.',
    remedy: 'Stop the other process, or choose another folder.',
  },
  LEASE_LOST: {
    kind: 'transient',
    meaning: 'This worker was too slow: another one has taken the document over. Its own result is dropped.',
    remedy: 'Nothing; if it happens often, the machine is too busy for the lease time.',
  },
  CONFLICT: {
    kind: 'transient',
    meaning: 'The conversation changed while a decision was made; the decision is made again.',
    remedy: 'Nothing.',
  },
  MAIL_AUTH_FAILED: {
    kind: 'permanent',
    meaning: 'The mail server refuses the user name or password. The account is paused; other accounts go on.',
    remedy: 'Correct the password in the named environment variable and restart mail_worker.',
  },
  MAIL_SENDER_REFUSED: {
    kind: 'permanent',
    meaning:
      'A mail server refuses this sender (policy, authentication, reputation). Nothing more leaves from the account; it is read on.',
    remedy: 'Run `client-utils doctor`, remove the cause, then set the account going again.',
  },
  MAIL_UNREACHABLE: {
    kind: 'transient',
    meaning: 'The mail server cannot be reached. Mail waits and is not lost; it is tried again.',
    remedy: 'Check host, port and network; `client-utils doctor` shows which step fails.',
  },
  MAIL_REFUSED: {
    kind: 'permanent',
    meaning: 'The mail server refused this message for good; it was not sent.',
    remedy: 'Read the reason; for a policy or authentication reason run `client-utils doctor`.',
  },
  MAIL_UNREADABLE: {
    kind: 'permanent',
    meaning: 'A mail could not be read. It is kept raw; its sender gets no answer by itself.',
    remedy: 'Open the raw file named in the dead inbox document and answer by hand.',
  },
  MAIL_TOO_LARGE: {
    kind: 'permanent',
    meaning: 'A mail is larger than the limit; only its head was read.',
    remedy: 'Open it in the mailbox itself.',
  },
  SEND_UNCERTAIN: {
    kind: 'permanent',
    meaning:
      'The connection broke while a message was handed over: it may or may not have been delivered. It is not sent again.',
    remedy: 'Look into the Sent folder or ask the recipient; then approve or discard it with client-utils.',
  },
  SUPPRESSED: {
    kind: 'permanent',
    meaning: 'This person asked for silence or complained. Nothing is sent to them on any channel.',
    remedy: 'Nothing: stop is final.',
  },
  TELEGRAM_AUTH_FAILED: {
    kind: 'permanent',
    meaning: 'Telegram refuses the bot token (401).',
    remedy: 'Copy the token from @BotFather into the named environment variable and restart telegram_bot.',
  },
  TELEGRAM_CONFLICT: {
    kind: 'permanent',
    meaning: 'Another process reads this bot (409): Telegram gives updates to one poller only.',
    remedy: 'Stop the other poller or delete its webhook; this one tries again on its own.',
  },
  TELEGRAM_UNREACHABLE: {
    kind: 'transient',
    meaning: 'The Telegram Bot API does not answer. Messages wait; it is tried again.',
    remedy: 'Check the network and apiRoot of the account.',
  },
  MODEL_UNREACHABLE: {
    kind: 'transient',
    meaning: 'Ollama does not answer. The offline brain takes over; stop keeps working.',
    remedy: 'Check OLLAMA_HOST and that the server runs.',
  },
  MODEL_MISSING: {
    kind: 'permanent',
    meaning: 'Ollama runs but does not have the model. The offline brain is used.',
    remedy: 'Run `ollama pull <model>`, or name another one in OLLAMA_MODEL.',
  },
  MODEL_ANSWER_UNUSABLE: {
    kind: 'transient',
    meaning: 'The model gave no usable answer. The offline brain answered instead.',
    remedy: 'If it happens often, choose a larger model (README, "Which model").',
  },
  FILE_MISSING: {
    kind: 'permanent',
    meaning: 'A file that was to be read or attached is not there.',
    remedy: 'Put it in the named place and run `client-utils init FILE` again.',
  },
  INPUT_INVALID: {
    kind: 'permanent',
    meaning: 'An input could not be read; what was good in it was still used where that is safe.',
    remedy: 'Correct the named line and field.',
  },
} as const satisfies Record<string, CatalogueEntry>

export type ErrorCode = keyof typeof CATALOGUE
