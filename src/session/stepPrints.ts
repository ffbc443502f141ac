/** @file What the program prints from the beginning of a step to that of the next one. */
import type { Journal } from './journal';

/** Lines of one step that are kept, and characters of them; the log has all of it. */
const MOST_LINES = 100;
const MOST_CHARACTERS = 8192;

export class StepPrints {
  private journal: Pick<Journal, 'notePrinted'> | null = null;
  private lines: string[] = [];
  private omitted = 0;
  private left = MOST_CHARACTERS;
  /** The last line has not ended, and whether it is one of those that are kept. */
  private open: 'kept' | 'omitted' | null = null;
  private isNew = false;

  /** A step begins: what is printed from now on is beside it, if it is made. */
  begin(): void {
    this.journal = null;
    this.lines = [];
    this.omitted = 0;
    this.left = MOST_CHARACTERS;
    this.open = null;
    this.isNew = false;
  }

  /** The step is made, the newest of `journal`. */
  madeIn(journal: Pick<Journal, 'notePrinted'>): void {
    this.journal = journal;
  }

  add(text: string): void {
    for (const piece of text.match(/[^\n]*\n|[^\n]+$/g) ?? []) {
      this.isNew = true;
      if (this.open === null) this.openLine();
      const line = piece.replace('\n', '');
      if (this.open === 'kept') this.write(line);
      if (piece.endsWith('\n')) this.open = null;
    }
  }

  /** Puts all that was printed so far beside the step. */
  keep(): void {
    if (!this.isNew || this.journal === null) return;
    this.isNew = false;
    this.journal.notePrinted({ lines: [...this.lines], omitted: this.omitted });
  }

  private openLine(): void {
    this.open = this.lines.length < MOST_LINES && this.left > 0 ? 'kept' : 'omitted';
    if (this.open === 'kept') this.lines.push('');
    else this.omitted++;
  }

  private write(text: string): void {
    const last = this.lines.length - 1;
    if (this.left > 0) this.lines[last] += text.length <= this.left ? text : `${text.slice(0, this.left)}…`;
    this.left -= text.length;
  }
}
