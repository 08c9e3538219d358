export { mailWorkerConfig, mailWorkerSchema } from './config.ts'
export { type MailWorker, type MailWorkerSettings, startMailWorker } from './mail-worker.ts'
