/** @file What runs now and how it is ended: paused at a step, stopped by an interrupt, ended with its worker. */
import type { LossSession } from './lossSession';

/** How long a stopped run may take to its next step before it is interrupted, and then to its end. ms */
const PATIENCE = { interrupt: 300, end: 1300 };

export interface Run {
  /** Started by typing: the next key makes it useless. */
  readonly isLive: boolean;
  /** It goes no further than the step that it makes now. */
  isStopped: boolean;
  /** Stopped to go on later from there. */
  isPaused: boolean;
  /** It has steps between which it can rest. */
  canPause: boolean;
}

export class CurrentRun {
  #run: Run | null = null;
  #isEnding = false;
  #timers: readonly NodeJS.Timeout[] = [];
  readonly #withSession: (act: (session: LossSession) => void) => void;
  readonly #reason: string;

  /** `reason`: said of a worker that had to be ended. */
  constructor(withSession: (act: (session: LossSession) => void) => void, reason: string) {
    this.#withSession = withSession;
    this.#reason = reason;
  }

  get now(): Run | null {
    return this.#run;
  }

  begin(isLive: boolean): Run {
    this.#run = { isLive, isStopped: false, isPaused: false, canPause: false };
    this.#isEnding = false;
    return this.#run;
  }

  end(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers = [];
    this.#run = null;
  }

  /** The step that is being made is made; then it rests. */
  pause(): boolean {
    if (!this.#run?.canPause || this.#run.isStopped) return false;
    this.#run.isStopped = true;
    this.#run.isPaused = true;
    return true;
  }

  /** A next key has no patience; what was paused can still be stopped. */
  stop(patience = PATIENCE.interrupt): void {
    if (!this.#run || this.#isEnding) return;
    this.#isEnding = true;
    this.#run.isStopped = true;
    this.#run.isPaused = false;
    this.#timers = [
      setTimeout(() => this.#withSession((session) => session.interrupt()), patience),
      setTimeout(() => this.#withSession((session) => session.end(this.#reason)), PATIENCE.end),
    ];
  }
}
