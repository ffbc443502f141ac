/** @file The wait between the last key and the next run of the text. */

export class LiveTimer {
  #timer: NodeJS.Timeout | undefined;

  get isWaiting(): boolean {
    return this.#timer !== undefined;
  }

  /** Calls `act` after `delay` ms, unless it is started again or cleared before. */
  start(delay: number, act: () => void): void {
    this.clear();
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      act();
    }, delay);
  }

  clear(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
