import winston from 'winston'
import { redact } from './redact.ts'

export const LOG_LEVELS = ['error', 'warn', 'info', 'debug'] as const
export type LogLevel = (typeof LOG_LEVELS)[number]

/** Structured log lines that carry ids, not content. */
export interface Logger {
  error(message: string, fields?: Record<string, unknown>): void
  warn(message: string, fields?: Record<string, unknown>): void
  info(message: string, fields?: Record<string, unknown>): void
  debug(message: string, fields?: Record<string, unknown>): void
}

export interface LoggerSettings {
  readonly service: string
  /** Default `info`. */
  readonly level?: LogLevel
  /** Where lines go; default standard error, so that standard output stays for data. */
  readonly stream?: NodeJS.WritableStream
}

/** One JSON object a line: time, level, service, message, fields. Redacted by field name before it is written. */
export function createLogger({ service, level = 'info', stream }: LoggerSettings): Logger {
  const logger = winston.createLogger({
    level,
    format: winston.format.printf((info) => String(info.message)),
    transports: [
      stream === undefined
        ? new winston.transports.Console({ stderrLevels: [...LOG_LEVELS] })
        : new winston.transports.Stream({ stream }),
    ],
  })
  const write =
    (lineLevel: LogLevel) =>
    (message: string, fields: Record<string, unknown> = {}) => {
      const safe = redact({ ...fields }, level === 'debug') as Record<string, unknown>
      const text = redact(message, level === 'debug')
      logger.log(
        lineLevel,
        JSON.stringify({ time: new Date().toISOString(), level: lineLevel, service, message: text, ...safe }),
      )
    }
  return { error: write('error'), warn: write('warn'), info: write('info'), debug: write('debug') }
}

/** For tests and tools that want no log. */
export const silentLogger: Logger = { error: () => {}, warn: () => {}, info: () => {}, debug: () => {} }
