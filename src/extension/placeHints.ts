/**
 * @file The values of a debugged text at their places, as the text stands now: asked when another step is
 * shown, carried through edits, marked while the text is another than theirs. Knows no editor.
 */
import type { Question } from '../protocol/explanations';
import type { SessionState } from '../protocol/messages';
import type { PlaceDetails, PlaceGroup, RanModule, StepPlaces } from '../protocol/placeValues';
import { besideFile } from '../protocol/places';
import type { PlaceRecord } from '../protocol/records';
import type { EditTrail, TextRange } from './editTrail';
import type { LossDebugger } from './lossDebugger';
import { rowsByLine } from './rowPlaces';
import { covers, hintsOf, inText, knownAt, movedDown, rangeOf, rowsIn, type FoundPlace, type FoundValue, type Mark, type PlaceHint, type TextValues } from './shownPlaces';

/** The step that the values are of. */
export interface AskedStep {
  readonly state: SessionState;
  /** Null when the step cannot be evaluated again. */
  readonly places: StepPlaces | null;
  readonly mark: Mark;
}

/** A text with values, and with places of the step that they are of. */
export interface TextPlaces extends TextValues {
  /** The step that the values are of; null while none was asked for. */
  step(): AskedStep | null;
  /** Where a place of the step is in the text as it is now; null when it is touched, or in another file. */
  now(place: PlaceRecord): TextRange | null;
  /** The rows that a line (from 1) of the text as it is now contributes to. */
  rowsAt(line: number): string[];
}

/** A question about another step of the same text is answered in less than that: only a longer one is told of. ms */
const UNSEEN = 60;

type Shown = Pick<LossDebugger, 'view' | 'isCurrent' | 'isAwaited' | 'askShown'>;

export class PlaceHints implements TextPlaces {
  readonly #of: Shown;
  readonly #trail: EditTrail;
  readonly #changed: () => void;
  /** What the newest question was about. */
  #asked: unknown = null;
  #isAsking = false;
  #places: readonly FoundPlace[] = [];
  #modules: readonly RanModule[] = [];
  #step: Omit<AskedStep, 'mark'> | null = null;
  /** What they are of. */
  #answered: unknown = null;
  #version = 0;
  /** The values were without a successor on its way since they were current: they stay marked so, nothing flickers. */
  #isGone = false;
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
    if (this.#isCurrent) this.#isGone = false;
    else if (!this.#of.isAwaited && !this.#of.isCurrent) this.#isGone = true;
    const { state } = this.#of.view;
    if (!isWanted) {
      this.#asked = null;
      this.#places = [];
      this.#modules = [];
      this.#step = null;
      this.#trail.forgetBefore(this.#trail.version);
    } else if (this.#of.isCurrent && state?.record && state !== this.#asked && !this.#isAsking && !this.#isDisposed) {
      this.#asked = state;
      this.#isAsking = true;
      const tell = setTimeout(() => this.#tell(), UNSEEN);
      try {
        await this.#ask(state);
      } finally {
        clearTimeout(tell);
        this.#isAsking = false;
      }
      return this.update(isWanted);
    }
    this.#tell();
  }

  hints(): PlaceHint[] {
    return hintsOf(this.#places, this.#shift, this.#mark);
  }

  /** What is known of a file beside the loss file (`./utils.py`), and the digest of the text that ran; null: none did. */
  beside(file: string): { readonly places: readonly FoundPlace[]; readonly mark: Mark; readonly digest: string | null } {
    const module = this.#modules.find((known) => known.file === file);
    const places = module ? this.#places.filter(({ place }) => place.file === file) : [];
    return { places, mark: this.#mark, digest: module?.digest ?? null };
  }

  step(): AskedStep | null {
    return this.#step && { ...this.#step, mark: this.#mark };
  }

  now(place: PlaceRecord): TextRange | null {
    const shift = this.#shift(place);
    return shift === null ? null : movedDown(rangeOf(place), shift);
  }

  rowsAt(line: number): string[] {
    return this.rowsIn(null, line);
  }

  /** As `rowsAt`, in a file beside the loss file (`./utils.py`) whose text is what ran. */
  rowsIn(file: string | null, line: number): string[] {
    if (!this.#isCurrent) return [];
    const values = this.#places.map((found) => ({ place: found.place, rows: rowsIn(found) }));
    return rowsByLine(file, line, this.#step?.places?.uses ?? [], values);
  }

  async valueAt(line: number, character: number): Promise<FoundValue | null> {
    // The question is about what is shown: it need not wait for the hints' own.
    return this.#of.isCurrent ? this.valueIn(null, line, character) : knownAt(this.#places, this.#shift, line, character);
  }

  /** As `valueAt`, in a file beside the loss file (`./utils.py`) whose text is what ran. */
  async valueIn(file: string | null, line: number, character: number): Promise<FoundValue | null> {
    const found = await this.#detailsAt(file, line + 1, character + 1);
    if (found === null) return null;
    const range = rangeOf(found.place);
    return { found, range: covers(range, line, character) ? range : null, isStale: false };
  }

  async details({ found }: PlaceHint): Promise<PlaceDetails | null> {
    const { file, line, column } = found.place;
    const isBeside = besideFile(found.place) !== null;
    if (!this.#isCurrent || 'parts' in found) return null;
    const details = await this.#detailsAt(isBeside ? file : null, line, column);
    return details && 'node' in details && details.node === found.node ? details : null;
  }

  async #detailsAt(file: string | null, line: number, column: number): Promise<PlaceDetails | PlaceGroup | null> {
    const question: Question = { kind: 'placeDetails', step: null, file, line, column };
    const outcome = this.#of.isCurrent ? await this.#of.askShown(question) : undefined;
    const answer = outcome?.kind === 'answer' ? outcome.answer : null;
    return answer?.kind === 'placeDetails' ? answer.found : null;
  }

  /** By how many lines a place has moved; null when it is not in the text any more, or in another file. */
  readonly #shift = (place: PlaceRecord): number | null => {
    if (besideFile(place) !== null) return null;
    const range = rangeOf(place);
    const now = this.#isCurrent ? range : this.#trail.moved(range, this.#version);
    return now === null ? null : now.startLine - range.startLine;
  };

  /** Nothing is told any more. */
  dispose(): void {
    this.#isDisposed = true;
  }

  /** The values are of what is shown, and that is of the text as it is; not so while their question waits. */
  get #isCurrent(): boolean {
    return this.#of.isCurrent && this.#of.view.state === this.#answered;
  }

  get #mark(): Mark {
    if (this.#isCurrent) return 'none';
    const isAwaited = this.#of.isAwaited || this.#of.isCurrent;
    return this.#isGone || !isAwaited ? 'gone' : 'awaited';
  }

  async #ask(shown: SessionState): Promise<void> {
    const outcome = await this.#of.askShown({ kind: 'placeValues', step: null, which: 'bound' });
    // The text changed meanwhile: what it makes is asked about when it is there.
    if (outcome === undefined) {
      this.#asked = null;
      return;
    }
    const answer = outcome.kind === 'answer' && outcome.answer.kind === 'placeValues' ? outcome.answer : null;
    // A step that cannot be evaluated again has no values but those of the panel.
    this.#places = answer === null ? [] : [...answer.places, ...answer.groups].sort(inText);
    this.#modules = answer?.modules ?? [];
    this.#step = { state: shown, places: answer };
    this.#answered = shown;
    if (outcome.kind !== 'answer') return;
    this.#version = outcome.version;
    this.#trail.forgetBefore(this.#version);
    this.#told = '';
  }

  #tell(): void {
    const now = `${this.#places.length} ${this.#mark}`;
    if (now === this.#told) return;
    this.#told = now;
    this.#changed();
  }
}
