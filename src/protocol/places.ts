/** @file Places in files beside the loss file: they are called by their path from its folder, `./sub/utils.py`. */
import type { PlaceRecord } from './records';

/** `sub/utils.py` for a place beside the loss file, null for one in it. */
export function besideFile(place: PlaceRecord): string | null {
  return place.file.startsWith('./') ? place.file.slice(2) : null;
}

/** `line 4`, and `utils.py line 4` for a place beside the loss file, from the words for its line. */
export function withFile(place: PlaceRecord, words: string): string {
  const file = besideFile(place);
  return file === null ? words : `${file} ${words}`;
}
