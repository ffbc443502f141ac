/** @file Steering nodes for gradients that may be rows: one node per tensor, named as TensorFlow names them. */
import type { Builder } from '../builder';
import type { Arrived } from '../gradients';
import { Tensor } from '../graph';
import { densify } from '../gradientSums';
import type { Slices } from '../rule';
import { addBackEdge } from './loopBuilding';
import { exitOf, mergeOf, switchOf } from './steeringNodes';
import type { WhileContext } from './whileContext';

/** The tensors of a gradient in a fixed order: itself, or values, indices and dense shape. */
export function tensorsOf(gradient: Arrived): readonly Tensor[] {
  if (gradient instanceof Tensor) return [gradient];
  const { values, indices, denseShape } = gradient;
  return denseShape === null ? [values, indices] : [values, indices, denseShape];
}

/** The inverse of `tensorsOf` for rows. */
function slicesOf([values, indices, denseShape]: readonly Tensor[]): Slices {
  return { kind: 'slices', values: values!, indices: indices!, denseShape: denseShape ?? null };
}

export function mapRows(rows: Slices, change: (tensor: Tensor) => Tensor): Slices {
  return slicesOf(tensorsOf(rows).map(change));
}

/** A dense gradient as rows: all of them. */
function asRows(build: Builder, gradient: Arrived): Slices {
  if (!(gradient instanceof Tensor)) return gradient;
  const denseShape = build.make('Shape', [gradient], { outType: 'int32' });
  const count = build.inScope('strided_slice', () => {
    const begin = build.integers([0], 'stack');
    const end = build.integers([1], 'stack_1');
    return build.make(
      'StridedSlice',
      [denseShape, begin, end, build.integers([1], 'stack_2')],
      { beginMask: 0, endMask: 0, ellipsisMask: 0, newAxisMask: 0, shrinkAxisMask: 1 },
      `${build.graph.scope}/`,
    );
  });
  const indices = build.inScope('range', () => {
    const start = build.scalar('int32', 0, 'start');
    const delta = build.scalar('int32', 1, 'delta');
    return build.make('Range', [start, count, delta], {}, `${build.graph.scope}/`);
  });
  return { kind: 'slices', values: gradient, indices, denseShape };
}

/** All as rows; int32 indices become int64 only beside others that are. */
function allAsRows(build: Builder, gradients: readonly Arrived[]): Slices[] {
  const rows = gradients.map((gradient) => asRows(build, gradient));
  if (new Set(rows.map(({ indices }) => indices.dtype)).size < 2) return rows;
  return rows.map((item) =>
    item.indices.dtype === 'int32'
      ? { ...item, indices: build.make('Cast', [item.indices], { dstT: 'int64' }) }
      : item,
  );
}

/** The one of the gradients that is there; rows when one of them is rows. */
export function mergeGradients(build: Builder, gradients: readonly Arrived[], name: string): Arrived {
  if (gradients.every((gradient): gradient is Tensor => gradient instanceof Tensor)) {
    return mergeOf(build, gradients, name);
  }
  return build.inScope(name, () => {
    const parts = allAsRows(build, gradients).map(tensorsOf);
    return slicesOf(parts[0]!.map((_, i) => mergeOf(build, parts.map((part) => part[i]!))));
  });
}

/** [gradient if false, gradient if true]. */
export function switchGradient(
  build: Builder,
  gradient: Arrived,
  predicate: Tensor,
  name = 'Switch',
): readonly [Arrived, Arrived] {
  if (gradient instanceof Tensor) return switchOf(build, gradient, predicate, name);
  return build.inScope(name, () => {
    const pairs = tensorsOf(gradient).map((tensor) => switchOf(build, tensor, predicate));
    return [slicesOf(pairs.map(([off]) => off)), slicesOf(pairs.map(([, on]) => on))];
  });
}

/** The gradient of an Exit comes into the gradient loop. */
export function enterGradient(build: Builder, loop: WhileContext, gradient: Arrived): Arrived {
  if (gradient instanceof Tensor) {
    return loop.enterNode(build.origin, gradient, false, { name: 'b_exit' });
  }
  return mapRows(gradient, (tensor) => loop.enterNode(build.origin, tensor, false));
}

export function exitGradient(build: Builder, gradient: Arrived): Arrived {
  if (gradient instanceof Tensor) return exitOf(build, gradient);
  return mapRows(gradient, (tensor) => exitOf(build, tensor));
}

/** `gradient` goes round the gradient loop, into the second input of `merge`. */
export function sendRound(build: Builder, merge: Arrived, gradient: Arrived): void {
  if (merge instanceof Tensor) {
    const dense = gradient instanceof Tensor ? gradient : densify(build, gradient);
    addBackEdge(build, merge, dense, false);
    return;
  }
  const rows = tensorsOf(asRows(build, gradient));
  tensorsOf(merge).forEach((part, i) => addBackEdge(build, part, rows[i]!, false));
}
