/** @file The norms of one variable over its own steps, kept while the run grows: a step adds one, no step is looked at again. */
import type { HistoryEntry } from '../../protocol/messages';
import { fromWire } from '../../protocol/wireNumber';
import { ValueSpan } from './sparkline';

export interface NormTrack {
  /** Indices of the steps that had a row of the variable; those of another training op have none. */
  readonly at: readonly number[];
  /** Null where the gradient was None. */
  readonly series: readonly (number | null)[];
  /** Of the values that are not None: the first and the last, null when there is none. */
  readonly first: number | null;
  readonly last: number | null;
  /** Of the finite ones. */
  readonly span: Readonly<ValueSpan>;
  readonly notFinite: number;
}

type Growing = { -readonly [K in keyof NormTrack]: NormTrack[K] } & {
  at: number[];
  series: (number | null)[];
  span: ValueSpan;
  /** The history that it is of. */
  of: readonly HistoryEntry[];
};

export class NormTracks {
  private readonly known = new Map<string, Growing>();

  of(variable: string, history: readonly HistoryEntry[]): NormTrack {
    const last = this.known.get(variable);
    if (last?.of === history) return last;
    const track = last && goesOn(last.of, history) ? last : empty();
    for (let i = track.of.length; i < history.length; i++) add(track, history[i]!, variable);
    track.of = history;
    this.known.set(variable, track);
    return track;
  }
}

/** A patched history begins with the entries of the one before: the same objects. */
function goesOn(before: readonly HistoryEntry[], history: readonly HistoryEntry[]): boolean {
  const end = before.length - 1;
  return end < history.length && before[end] === history[end];
}

function empty(): Growing {
  return {
    of: [], at: [], series: [], first: null, last: null, span: new ValueSpan(), notFinite: 0,
  };
}

function add(track: Growing, { index, norms }: HistoryEntry, variable: string): void {
  const norm = norms[variable];
  if (norm === undefined) return;
  const value = norm === null ? null : fromWire(norm);
  track.at.push(index);
  track.series.push(value);
  if (value === null) return;
  track.first ??= value;
  track.last = value;
  if (!Number.isFinite(value)) track.notFinite++;
  else track.span.add(value);
}
