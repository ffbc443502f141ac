/**
 * @file The values of a debugged text at their places, as the text stands now: asked when another step is
 * shown, carried through edits, marked while the text is another than theirs. Knows no editor.
 */
import type { Question } from '../protocol/explanations';
import type { PlaceDetails, PlaceValue } from '../protocol/placeValues';
import { besideFile } from '../protocol/places';
import type { PlaceRecord } from '../protocol/records';
import type { EditTrail, TextRange } from './editTrail';
import type { LossDebugger } from './lossDebugger';

/** A value where it stands in the text as it is now; line and character from 0. */
export interface PlaceHint {
  readonly line: number;
  readonly character: number;
  readonly found: PlaceValue;
  /** The value is of another text, or of another step than the one that is shown. */
  readonly isStale: boolean;
  /** It is to be seen that it is: not while a run is awaited that soon replaces it. */
  readonly isMarked: boolean;
}

/** How long values of another text are awaited to be replaced before they are marked: nothing flickers. ms */
const GRACE = 300;

type Shown = Pick<LossDebugger, 'view' | 'isCurrent' | 'isAwaited' | 'askShown'>;

export class PlaceHints {
  readonly #of: Shown;
  readonly #trail: EditTrail;
  readonly #changed: () => void;
  /** What the newest question was about. */
  #asked: unknown = null;
  #isAsking = false;
  #places: readonly PlaceValue[] = [];
  /** What they are of. */
  #answered: unknown = null;
  #version = 0;
  /** Runs since the text became another than that of the values. */
  #grace: NodeJS.Timeout | undefined;
  #isOverdue = false;
  #isDisposed = false;
  /** Of the last word to the listener. */
  #told = '';

  /** `changed`: hints are other ones, or are marked otherwise, than when it was last called. */
  constructor(of: Shown, trail: EditTrail, changed: () => void) {
    this.#of = of;
    this.#trail = trail;
    this.#changed = changed;
  }

  /** What is shown may be another: asks for its values, if they are wanted. One question at a time. */
  async update(isWanted: boolean): Promise<void> {
    this.#watchGrace();
    const { state } = this.#of.view;
    if (!isWanted) {
      this.#asked = null;
      this.#places = [];
    } else if (this.#of.isCurrent && state?.record && state !== this.#asked && !this.#isAsking && !this.#isDisposed) {
      this.#asked = state;
      this.#isAsking = true;
      try {
        await this.#ask();
      } finally {
        this.#isAsking = false;
      }
      return this.update(isWanted);
    }
    this.#tell();
  }

  /** The hints of the text as it is now, in its order. */
  hints(): PlaceHint[] {
    const isCurrent = this.#isCurrent;
    const isMarked = this.#isMarked;
    return this.#places.flatMap((found) => {
      const { after } = found;
      if (after === null || besideFile(found.place) !== null) return [];
      const within = rangeOf(found.within);
      const now = isCurrent ? within : this.#trail.moved(within, this.#version);
      if (now === null) return [];
      const line = after.line - 1 + now.startLine - within.startLine;
      return [{ line, character: after.column - 1, found, isStale: !isCurrent, isMarked }];
    });
  }

  /** All about the value of a hint; null when the text is another by now, or the step cannot be asked. */
  async details({ found }: PlaceHint): Promise<PlaceDetails | null> {
    const { file, line, column } = found.place;
    const isBeside = besideFile(found.place) !== null;
    const question: Question = { kind: 'placeDetails', step: null, file: isBeside ? file : null, line, column };
    const outcome = this.#isCurrent ? await this.#of.askShown(question) : undefined;
    const answer = outcome?.kind === 'answer' ? outcome.answer : null;
    const details = answer?.kind === 'placeDetails' ? answer.found : null;
    return details?.node === found.node ? details : null;
  }

  /** Nothing is told any more. */
  dispose(): void {
    clearTimeout(this.#grace);
    this.#isDisposed = true;
  }

  /** The values are of what is shown, and that is of the text as it is; not so while their question waits. */
  get #isCurrent(): boolean {
    return this.#of.isCurrent && this.#of.view.state === this.#answered;
  }

  get #isMarked(): boolean {
    const isAwaited = this.#of.isAwaited || this.#isAsking;
    return !this.#isCurrent && (this.#isOverdue || !isAwaited);
  }

  /** From the first key on: whoever types on sees soon that the values are not of this text. */
  #watchGrace(): void {
    if (this.#isCurrent) {
      clearTimeout(this.#grace);
      this.#grace = undefined;
      this.#isOverdue = false;
    } else if (this.#grace === undefined && !this.#isDisposed) {
      this.#grace = setTimeout(() => {
        this.#isOverdue = true;
        this.#tell();
      }, GRACE);
    }
  }

  async #ask(): Promise<void> {
    const outcome = await this.#of.askShown({ kind: 'placeValues', step: null, which: 'bound' });
    // The text changed meanwhile: what it makes is asked about when it is there.
    if (outcome === undefined) {
      this.#asked = null;
      return;
    }
    const answer = outcome.kind === 'answer' && outcome.answer.kind === 'placeValues' ? outcome.answer : null;
    // A step that cannot be evaluated again has no values but those of the panel.
    this.#places = answer?.places ?? [];
    this.#answered = this.#asked;
    if (outcome.kind !== 'answer') return;
    this.#version = outcome.version;
    this.#trail.forgetBefore(this.#version);
    this.#told = '';
  }

  #tell(): void {
    const now = `${this.#places.length} ${this.#isMarked}`;
    if (now === this.#told) return;
    this.#told = now;
    this.#changed();
  }
}

function rangeOf({ line, column, endLine, endColumn }: PlaceRecord): TextRange {
  return { startLine: line - 1, startCharacter: column - 1, endLine: endLine - 1, endCharacter: endColumn - 1 };
}
