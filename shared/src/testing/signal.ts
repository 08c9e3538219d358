/** Something a test waits for instead of sleeping. */
export class Signal<T = void> {
  readonly promise: Promise<T>
  #resolve: (value: T) => void = () => {}

  constructor() {
    this.promise = new Promise((resolve) => {
      this.#resolve = resolve
    })
  }

  fire(value: T): void {
    this.#resolve(value)
  }
}
