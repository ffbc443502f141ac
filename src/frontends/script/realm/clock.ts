/**
 * @file Timers of a script. Time does not pass by itself: when nothing else is left to do the earliest timer fires, at
 * once, so that a program that waits a second between steps needs none.
 */

interface Timer {
  readonly number: number;
  readonly due: number;
  readonly every: number | null;
  readonly back: () => void;
}

type Back = ((...args: unknown[]) => void) | undefined;

export class Clock {
  private timers: Timer[] = [];
  private made = 0;
  private now = 0;

  /** Milliseconds that timers have waited, and nobody else. */
  get waited(): number {
    return this.now;
  }

  /** Lets the earliest timer fire; false when there is none. */
  fireNext(): boolean {
    if (this.timers.length === 0) return false;
    const next = this.timers.reduce((a, b) => (b.due < a.due || (b.due === a.due && b.number < a.number) ? b : a));
    this.timers = this.timers.filter((timer) => timer !== next);
    this.now = Math.max(this.now, next.due);
    if (next.every !== null) this.timers.push({ ...next, due: this.now + Math.max(next.every, 1) });
    next.back();
    return true;
  }

  private add(back: Back, after: unknown, isEvery: boolean, args: unknown[]): number {
    if (typeof back !== 'function') throw new TypeError('The "callback" argument must be of type function.');
    const delay = Math.max(Number(after) || 0, 0);
    const number = ++this.made;
    this.timers.push({ number, due: this.now + delay, every: isEvery ? delay : null, back: () => back(...args) });
    return number;
  }

  private cancel(number: unknown): void {
    this.timers = this.timers.filter((timer) => timer.number !== number);
  }

  globals() {
    return {
      setTimeout: (back: Back, after?: unknown, ...args: unknown[]) => this.add(back, after, false, args),
      setInterval: (back: Back, after?: unknown, ...args: unknown[]) => this.add(back, after, true, args),
      setImmediate: (back: Back, ...args: unknown[]) => this.add(back, 0, false, args),
      requestAnimationFrame: (back: Back) => this.add(() => back?.(this.now), 16, false, []),
      clearTimeout: (number: unknown) => this.cancel(number),
      clearInterval: (number: unknown) => this.cancel(number),
      clearImmediate: (number: unknown) => this.cancel(number),
      cancelAnimationFrame: (number: unknown) => this.cancel(number),
      queueMicrotask: (back: () => void) => void Promise.resolve().then(back),
    };
  }
}
