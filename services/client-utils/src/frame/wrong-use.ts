/** The command line itself is wrong: said in one line, exit code 2. */
export class WrongUseError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'WrongUseError'
  }
}

/** 0: done, or the answer is yes; 1: the answer is no; 2: wrong use. */
export type ExitCode = 0 | 1 | 2
