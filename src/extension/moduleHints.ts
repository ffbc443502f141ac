/**
 * @file The values of a debugged file at their places in a module that it imports, as the module's text stands now. What
 * runs is the module on the disk: while its editor has another text the values are marked, and carried through the edits.
 */
import type { PlaceDetails } from '../protocol/placeValues';
import type { PlaceRecord } from '../protocol/records';
import { textDigest } from '../protocol/textDigest';
import { EditTrail, type TextEdit, type TextRange } from './editTrail';
import type { AskedStep, PlaceHints, TextPlaces } from './placeHints';
import { rowsMadeAt } from './rowPlaces';
import { hintsOf, knownAt, movedDown, rangeOf, type FoundValue, type PlaceHint } from './shownPlaces';

/** The module's text in its editor; `version` is another after every change. */
export interface ModuleText {
  readonly version: number;
  getText(): string;
}

export class ModuleHints implements TextPlaces {
  readonly #values: PlaceHints;
  readonly #file: string;
  readonly #text: ModuleText;
  readonly #trail = new EditTrail();
  /** The trail's version when the text was last seen to be what ran; null: never. */
  #ran: number | null = null;
  #digest = { version: -1, text: '' };

  /** `file`: as places call it, `./sub/utils.py`. */
  constructor(values: PlaceHints, file: string, text: ModuleText) {
    this.#values = values;
    this.#file = file;
    this.#text = text;
  }

  /** The module's text was changed in its editor. */
  edited(edits: readonly TextEdit[]): void {
    this.#trail.note(edits);
  }

  hints(): PlaceHint[] {
    const { places, mark } = this.#values.beside(this.#file);
    const isSame = this.#isWhatRan();
    return hintsOf(places, this.#shift, isSame ? mark : 'gone');
  }

  async details(hint: PlaceHint): Promise<PlaceDetails | null> {
    return this.#isWhatRan() ? this.#values.details(hint) : null;
  }

  async valueAt(line: number, character: number): Promise<FoundValue | null> {
    if (this.#isWhatRan() && this.#values.beside(this.#file).mark === 'none') return this.#values.valueIn(this.#file, line, character);
    return knownAt(this.#values.beside(this.#file).places, this.#shift, line, character);
  }

  step(): AskedStep | null {
    const step = this.#values.step();
    return step && (this.#isWhatRan() ? step : { ...step, mark: 'gone' });
  }

  now(place: PlaceRecord): TextRange | null {
    const shift = place.file === this.#file ? this.#shift(place) : null;
    return shift === null ? null : movedDown(rangeOf(place), shift);
  }

  rowsAt(line: number): string[] {
    if (!this.#isWhatRan()) return [];
    const rows = this.#values.step()?.state.record?.rows ?? [];
    return [...new Set([...rowsMadeAt(this.#file, line, rows), ...this.#values.rowsIn(this.#file, line)])];
  }

  /** By how many lines a place has moved since the text was what ran; null when it is touched, or the text never was. */
  readonly #shift = (place: PlaceRecord): number | null => {
    const range = rangeOf(place);
    const now = this.#ran === null ? null : this.#trail.moved(range, this.#ran);
    return now === null ? null : now.startLine - range.startLine;
  };

  /** Whether the editor has the text that the values are of. */
  #isWhatRan(): boolean {
    const { version } = this.#text;
    if (this.#digest.version !== version) this.#digest = { version, text: textDigest(this.#text.getText()) };
    const isSame = this.#digest.text === this.#values.beside(this.#file).digest;
    if (isSame) {
      this.#ran = this.#trail.version;
      this.#trail.forgetBefore(this.#ran);
    }
    return isSame;
  }
}
