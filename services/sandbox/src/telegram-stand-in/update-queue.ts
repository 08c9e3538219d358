import { type Answer, failed, succeeded, type Update } from './wire.ts'

const CONFLICT = 'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running'
const MAX_WAIT_SECONDS = 50

interface Poll {
  readonly limit: number
  readonly answer: (answer: Answer) => void
}

/** Updates not yet confirmed, and the one long poll that may wait for more. */
export class UpdateQueue {
  #updates: Update[] = []
  #waiting: Poll | null = null
  #nextId: number

  constructor(firstId: number) {
    this.#nextId = firstId
  }

  get unconfirmed(): number {
    return this.#updates.length
  }

  push(content: object): number {
    const update_id = this.#nextId++
    this.#updates.push({ update_id, ...content })
    this.#serve()
    return update_id
  }

  /**
   * `getUpdates`: an offset confirms (forgets) everything below it, a negative one all but the last; a second poll ends
   * the waiting one with 409.
   */
  poll(parameters: Readonly<Record<string, unknown>>): { answer: Promise<Answer>; cancel: () => void } {
    const offset = Number(parameters.offset ?? 0)
    const limit = Math.min(Math.max(Number(parameters.limit ?? 100), 1), 100)
    const seconds = Math.min(Math.max(Number(parameters.timeout ?? 0), 0), MAX_WAIT_SECONDS)
    this.#end(failed(409, CONFLICT))
    if (offset < 0) this.#updates = this.#updates.slice(offset)
    else this.#updates = this.#updates.filter((update) => update.update_id >= offset)
    if (this.#updates.length > 0 || seconds === 0) {
      return { answer: Promise.resolve(succeeded(this.#updates.slice(0, limit))), cancel: () => {} }
    }
    return this.#wait(limit, seconds)
  }

  /** Ends a waiting poll with an empty answer. */
  close(): void {
    this.#end(succeeded([]))
  }

  #wait(limit: number, seconds: number): { answer: Promise<Answer>; cancel: () => void } {
    let cancel = () => {}
    const answer = new Promise<Answer>((resolve) => {
      const timer = setTimeout(() => this.#end(succeeded([])), seconds * 1_000)
      const poll: Poll = {
        limit,
        answer: (given) => {
          clearTimeout(timer)
          resolve(given)
        },
      }
      this.#waiting = poll
      cancel = () => {
        if (this.#waiting === poll) this.#end(succeeded([]))
      }
    })
    return { answer, cancel: () => cancel() }
  }

  #serve(): void {
    if (this.#waiting !== null) this.#end(succeeded(this.#updates.slice(0, this.#waiting.limit)))
  }

  #end(answer: Answer): void {
    const poll = this.#waiting
    this.#waiting = null
    poll?.answer(answer)
  }
}
