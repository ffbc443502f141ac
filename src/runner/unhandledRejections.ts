/**
 * @file Rejected promises that nobody takes. V8 tells Node of those of every realm, and Node would end the worker for
 * one; those of a script are the script's own failure.
 */

/** `process._tickCallback` hears of rejections without a turn of the event loop, which a run does not wait for. */
const node = process as unknown as { readonly _tickCallback?: () => void };

export class UnhandledRejections {
  private reasons: unknown[] = [];
  private isListening = false;
  private isAsking = false;

  /** A script begins. */
  begin(): void {
    if (!this.isListening) process.on('unhandledRejection', (reason) => this.hear(reason));
    this.isListening = true;
    this.reasons = [];
  }

  /** To be asked while a script runs, and when it has ended: what is heard then is the script's. */
  has(): boolean {
    this.isAsking = true;
    try {
      node._tickCallback?.();
    } finally {
      this.isAsking = false;
    }
    return this.reasons.length > 0;
  }

  take(): unknown {
    return this.reasons.shift();
  }

  /** The promise is not looked at: its script may have made it anything. */
  private hear(reason: unknown): void {
    if (this.isAsking) this.reasons.push(reason);
    // As Node does when nobody listens.
    else if (node._tickCallback !== undefined) throw reason;
  }
}
