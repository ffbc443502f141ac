/**
 * @file The values of a debugged file at their places in a module that it imports, as the module's text stands now. What
 * runs is the module on the disk: while its editor has another text the values are marked, and carried through the edits.
 */
import type { PlaceDetails } from '../protocol/placeValues';
import { textDigest } from '../protocol/textDigest';
import { EditTrail, type TextEdit } from './editTrail';
import { covers, movedDown, rangeOf, type FoundValue, type PlaceHint, type PlaceHints, type TextValues } from './placeHints';

/** The module's text in its editor; `version` is another after every change. */
export interface ModuleText {
  readonly version: number;
  getText(): string;
}

export class ModuleHints implements TextValues {
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
    return places.flatMap((found): PlaceHint[] => {
      const { after } = found;
      const within = rangeOf(found.within);
      const now = this.#now(within);
      if (after === null || now === null) return [];
      const line = after.line - 1 + now.startLine - within.startLine;
      return [{ line, character: after.column - 1, found, mark: isSame ? mark : 'gone' }];
    });
  }

  async details(hint: PlaceHint): Promise<PlaceDetails | null> {
    return this.#isWhatRan() ? this.#values.details(hint) : null;
  }

  async valueAt(line: number, character: number): Promise<FoundValue | null> {
    if (this.#isWhatRan() && this.#values.beside(this.#file).mark === 'none') return this.#values.valueIn(this.#file, line, character);
    const found = this.#values.beside(this.#file).places.flatMap((value): FoundValue[] => {
      const within = rangeOf(value.within);
      const now = this.#now(within);
      const range = now === null ? null : movedDown(rangeOf(value.place), now.startLine - within.startLine);
      return range !== null && covers(range, line, character) ? [{ found: value, range, isStale: true }] : [];
    });
    return found.at(-1) ?? null;
  }

  #now(range: ReturnType<typeof rangeOf>) {
    return this.#ran === null ? null : this.#trail.moved(range, this.#ran);
  }

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
