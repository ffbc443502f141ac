/**
 * @file What a script read from its clocks. The first run of a text reads real ones; a run of the same text again, for a
 * step back or a fork, is given the same readings, so that it does the same.
 */
export class Readings {
  private of: string | null = null;
  private began = 0;
  private start = 0;
  private taken: number[] = [];
  private next = 0;

  constructor(private readonly clock: () => number) {}

  /** A run of `text` begins. */
  begin(text: string): void {
    this.next = 0;
    if (text === this.of) return;
    this.of = text;
    this.taken = [];
    this.began = Date.now();
    this.start = this.clock();
  }

  /** Milliseconds since the first run of the text began. */
  now(): number {
    const known = this.taken[this.next++];
    if (known !== undefined) return known;
    // A run that goes on longer than the one before must not go back in time.
    const reading = Math.max(this.clock() - this.start, this.taken.at(-1) ?? 0);
    this.taken.push(reading);
    return reading;
  }

  /** Milliseconds since 1970 when the first run of the text began. */
  get epoch(): number {
    return this.began;
  }
}
