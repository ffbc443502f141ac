/** @file From a key to the values of the text behind its lines: the extension's own way, over the real worker. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { TypedFile } from '../runner/typing/typedFile';

/** As package.json has it. ms */
const DELAY = 200;

export interface Typed {
  readonly text: string;
  /** Where a digit is typed: at the end of a constant, so that each key makes another number and the file runs. */
  readonly spots: readonly string[];
  readonly steps: number;
  readonly keys: number;
}

const FILE: Typed = {
  text: readFileSync(path.join(process.cwd(), 'test/bench/typedFile.py'), 'utf8'),
  spots: ['RATE = 0.01', 'stddev=0.3', '1e-3', 'LIMIT = 1.0'],
  steps: 5,
  keys: 60,
};

export interface TypingTimes {
  /** ms from the key to the hints of the new text, without the wait for the next key. */
  readonly toHints: readonly number[];
  /** Of them until the run is over and the panel has it. */
  readonly toState: readonly number[];
  readonly hints: number;
}

/** Throws when a key brings no new values. */
export async function measureTyping({ text, spots, steps, keys }: Typed = FILE): Promise<TypingTimes> {
  const toHints: number[] = [];
  const toState: number[] = [];
  let heard: () => void = () => undefined;
  const file = new TypedFile({ liveDelay: DELAY, changed: () => heard() });
  file.edit(0, 0, text);
  await file.debugger.load();
  await file.debugger.step(steps);
  await file.settled();
  for (let key = 0; key < keys; key++) {
    const spot = spots[key % spots.length]!;
    const at = file.text.indexOf(spot) + spot.length;
    const isErased = /\d/.test(file.text[at] ?? '');
    const began = performance.now();
    file.edit(at, at + Number(isErased), isErased ? '' : String(1 + (key % 8)));
    const shown = file.text;
    let stateAt: number | null = null;
    await new Promise<void>((resolve, reject) => {
      const tooLong = setTimeout(() => reject(new Error(`no values of key ${key}: ${JSON.stringify(file.debugger.view.error)}`)), 5000);
      const look = () => {
        if (file.debugger.isCurrent) stateAt ??= performance.now();
        if (!file.debugger.isCurrent || file.hints.hints().some(({ mark }) => mark !== 'none')) return;
        clearTimeout(tooLong);
        resolve();
      };
      heard = look;
      file.whenChanged = look;
    });
    const now = performance.now();
    if (file.text !== shown || file.debugger.view.state?.cursor !== steps) throw new Error('another text or step');
    toHints.push(now - began - DELAY);
    toState.push((stateAt ?? now) - began - DELAY);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const hints = file.hints.hints().length;
  await file.dispose();
  return { toHints, toState, hints };
}
