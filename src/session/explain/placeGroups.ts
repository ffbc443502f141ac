/** @file What a place of the text that has several tensors had in a step: each part, and the norm of all together. */
import { isVariableTensor } from '../../engine/resourceVariables';
import type { Tensor } from '../../engine/graph';
import type { NotedGroup, NotedPart } from '../../frontends/program';
import type { GroupPart, PlaceGroup, ValueDigest } from '../../protocol/placeValues';
import { fromWire, toWire, type WireNumber } from '../../protocol/wireNumber';
import { recordOf } from './placeRecords';
import type { LookedAt, TensorsOfStep } from './tensorsOfStep';

/** The tensors of a group that are to be looked at. */
export function tensorsOf({ parts }: NotedGroup): Tensor[] {
  return parts.flatMap((part) => {
    if (part.kind === 'none') return [];
    return part.kind === 'tensor' ? [part.tensor] : [part.values, part.indices, ...(part.denseShape === null ? [] : [part.denseShape])];
  });
}

/** Nothing where the step has no number of any part. */
export function groupOf(noted: NotedGroup, step: TensorsOfStep, looked: ReadonlyMap<Tensor, LookedAt>): PlaceGroup[] {
  const { kind, place, within, after, visits, form, count } = noted;
  const parts = noted.parts.map((part) => partOf(part, step, looked));
  if (parts.every(({ value }) => value === null)) return [];
  const isPairs = arePairs(noted);
  const turns = Math.max(...tensorsOf(noted).map((tensor) => looked.get(tensor)?.turns ?? 0));
  const measured = parts.filter(({ isNone, path }) => !isNone && (!isPairs || path.endsWith('[0]')));
  return [{
    kind, after, visits, form, count, parts, isPairs,
    place: recordOf(place), within: recordOf(within), name: place.name,
    norm: normOf(measured.map(({ value }) => value)),
    ...(turns > 0 ? { turns } : {}),
    gradientNorm: isPairs ? null : normOf(measured.map(({ gradient }) => gradient)),
  }];
}

function partOf(part: NotedPart, step: TensorsOfStep, looked: ReadonlyMap<Tensor, LookedAt>): GroupPart {
  const { path } = part;
  if (part.kind === 'none') return { path, isNone: true, value: null, sparse: null, gradient: null, op: '', node: '', rows: [] };
  const tensor = part.kind === 'tensor' ? part.tensor : part.values;
  const found = looked.get(tensor);
  return {
    path, isNone: false,
    value: found === undefined ? null : step.digest(found.value),
    sparse: part.kind === 'rows' ? sparseOf(part, looked) : null,
    gradient: found?.gradient === undefined ? null : step.digest(found.gradient),
    op: tensor.node.op, node: tensor.node.name, rows: step.rowsOf(tensor),
  };
}

function sparseOf({ indices, denseShape }: Extract<NotedPart, { kind: 'rows' }>, looked: ReadonlyMap<Tensor, LookedAt>) {
  const known = looked.get(indices)?.value.data;
  if (known === undefined) return null;
  const shape = denseShape === null ? undefined : looked.get(denseShape)?.value.data;
  return { distinct: new Set(known).size, of: shape?.[0] === undefined ? null : Number(shape[0]) };
}

/** Each element has two, the second a variable: what compute_gradients returns and apply_gradients takes. */
function arePairs({ parts, count }: NotedGroup): boolean {
  return parts.length === 2 * count && parts.every((part, i) => {
    if (!/^\[\d+\]\[[01]\]$/.test(part.path)) return false;
    return i % 2 === 0 || (part.kind === 'tensor' && isVariableTensor(part.tensor));
  });
}

function normOf(digests: readonly (ValueDigest | null)[]): WireNumber | null {
  if (digests.length === 0) return null;
  let squares = 0;
  for (const digest of digests) {
    if (digest === null || !/^(b?float|double|half)/.test(digest.dtype)) return null;
    squares += fromWire(digest.health.norm) ** 2;
  }
  return toWire(Math.sqrt(squares));
}
