/** @file How a longer run is divided: into commands short enough to be stopped and shown. Pure. */

/** What one command of a longer run should take, ms: Stop is heard between two, the panel moves. */
const WANTED = 100;
export const FIRST_CHUNK = 8;
const MOST = 1000;
/** A chunk grows at most by this: the next steps may be slower than the last. */
const GROWTH = 4;

/** The size of the first chunk, and of the one after a chunk of `steps` that took `ms`. */
export function nextChunk(last: { readonly steps: number; readonly ms: number } | null): number {
  if (!last) return FIRST_CHUNK;
  const fitting = Math.floor((last.steps * WANTED) / Math.max(last.ms, 1));
  return Math.max(1, Math.min(fitting, last.steps * GROWTH, MOST));
}

/** A part of a way that is walked again: so many steps of one training op; null: in turn. */
export interface Stretch {
  readonly trainingOp: string | null;
  readonly count: number;
}

/**
 * The way to a step, as it was gone: where the user chose among several training ops, the same
 * again; an op that the text no longer has takes its turn.
 */
export function wayTo(
  cursor: number,
  gone: readonly { readonly index: number; readonly trainingOp: string }[],
  isChosen: boolean,
  known: readonly { readonly name: string }[],
): readonly Stretch[] {
  if (!isChosen) return [{ trainingOp: null, count: cursor }];
  // Of a long way only some steps are told; between them it goes on as before.
  const names = new Map(gone.map(({ index, trainingOp }) => [index, trainingOp]));
  let name: string | undefined;
  const way: Stretch[] = [];
  for (let i = 0; i < cursor; i++) {
    name = names.get(i + 1) ?? name;
    const trainingOp = known.some((op) => op.name === name) ? (name ?? null) : null;
    const last = way.at(-1);
    if (last && last.trainingOp === trainingOp) {
      way[way.length - 1] = { trainingOp, count: last.count + 1 };
    } else way.push({ trainingOp, count: 1 });
  }
  return way;
}
