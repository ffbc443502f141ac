/** @file Data as a model is given it: lists, dictionaries, single tensors, made what it takes, or tfjs's words why not. */
import { expandDims, gather, slice } from '../ops/shapes';
import { cast } from '../ops/elementwise';
import { Tensor } from '../tensor';
import { sameShape } from '../types';
import type { LossFunction } from './losses';
import { binaryCrossentropy, categoricalCrossentropy, meanSquaredError } from './losses';
import type { Shape } from './shapes';

export type Data = Tensor | readonly Tensor[] | Readonly<Record<string, Tensor>>;

export function checkBatchSize(size: number): void {
  if (!(size > 0 && Number.isInteger(size))) throw new Error(`batchSize is required to be a positive integer, but got ${size}`);
}

export function ranked(tensors: Tensor | readonly Tensor[]): Tensor[] {
  const list = tensors instanceof Tensor ? [tensors] : tensors;
  return list.map((tensor) => {
    if (tensor.rank === 0) throw new Error('Expected tensor to be at least 1D, but received a 0D tensor (scalar).');
    return tensor.rank === 1 ? expandDims(tensor, 1) : tensor;
  });
}

/** The tensors in the order of `names`. */
export function standardized(data: Data, names: readonly string[], shapes: readonly Shape[], prefix: string): Tensor[] {
  const arrays = ranked(inOrder(data, names, prefix));
  names.forEach((name, i) => {
    const wanted = shapes[i]!;
    const { shape } = arrays[i]!;
    if (shape.length !== wanted.length) {
      throw new Error(`Error when checking ${prefix}: expected ${name} to have ${wanted.length} dimension(s). but got array with shape ${shape.join()}`);
    }
    for (let axis = 1; axis < wanted.length; axis++) {
      const dim = wanted[axis]!;
      if (dim === null || dim < 0 || dim === shape[axis]) continue;
      throw new Error(
        `${prefix} expected a batch of elements where each example has shape [${wanted.slice(1).join()}] ` +
        `(i.e.,tensor shape [*,${wanted.slice(1).join()}]) but the ${prefix} received an input with ${shape[0]} examples, ` +
        `each with shape [${shape.slice(1).join()}] (tensor shape [${shape.join()}])`,
      );
    }
  });
  return arrays;
}

function inOrder(data: Data, names: readonly string[], prefix: string): readonly Tensor[] {
  if (data instanceof Tensor) {
    if (names.length > 1) throw new Error(`The model ${prefix} expects ${names.length} Tensor(s), but only received one Tensor. Found: Tensor with shape ${data.shape.join()}`);
    return [data];
  }
  if (Array.isArray(data)) {
    if (data.length !== names.length) {
      throw new Error(
        `Error when checking model ${prefix}: the Array of Tensors that you are passing to your model is not the size the model expected. ` +
        `Expected to see ${names.length} Tensor(s), but instead got the following list of Tensor(s): ${data.join()}`,
      );
    }
    return data as readonly Tensor[];
  }
  return names.map((name) => {
    const found = (data as Readonly<Record<string, Tensor | undefined>>)[name];
    if (found === undefined || found === null) throw new Error(`No data provided for "${name}". Need data for each key in: ${names.join()}`);
    return found;
  });
}

/** What predict says of data that does not fit. */
export function checkInputData(data: Tensor | readonly Tensor[], names: readonly string[], shapes: readonly Shape[], checksBatch: boolean): void {
  const list = data instanceof Tensor ? [data] : data;
  if (list.length !== names.length) {
    throw new Error(data instanceof Tensor
      ? `The model expects ${names.length}  Tensors, but only received one Tensor. Found: array with shape ${JSON.stringify(data.shape)}.`
      : 'Error when checking model : the Array of Tensors that you are passing to your model is not the size the the model expected. ' +
        `Expected to see ${names.length} Tensor(s), but instead got ${list.length} Tensors(s).`);
  }
  names.forEach((name, i) => {
    const wanted = shapes[i]!;
    const { shape } = list[i]!;
    if (shape.length !== wanted.length) {
      throw new Error(`Error when checking : expected ${name} to have ${wanted.length} dimension(s), but got array with shape ${JSON.stringify(shape)}`);
    }
    wanted.forEach((dim, axis) => {
      if (axis === 0 && !checksBatch) return;
      if (dim !== null && dim !== shape[axis]) {
        throw new Error(`Error when checking : expected ${name} to have shape ${JSON.stringify(wanted)} but got array with shape ${JSON.stringify(shape)}.`);
      }
    });
  });
}

export function checkSampleCounts(inputs: readonly Tensor[], targets: readonly Tensor[]): void {
  const counts = (list: readonly Tensor[]): number[] => [...new Set(list.map(({ shape }) => shape[0]!))].sort();
  const shapes = (list: readonly Tensor[]): string => JSON.stringify(list.map(({ shape }) => shape));
  const [x, y] = [counts(inputs), counts(targets)];
  if (x.length > 1) throw new Error(`All input Tensors (x) should have the same number of samples. Got array shapes: ${shapes(inputs)}`);
  if (y.length > 1) throw new Error(`All target Tensors (y) should have the same number of samples. Got array shapes: ${shapes(targets)}`);
  if (x.length > 0 && y.length > 0 && !sameShape(x, y)) {
    throw new Error(`Input Tensors should have the same number of samples as target Tensors. Found ${x[0]} input sample(s) and ${y[0]} target sample(s).`);
  }
}

export function checkTargets(targets: readonly Tensor[], losses: readonly LossFunction[], outputs: readonly Shape[]): void {
  const needSameShape = [meanSquaredError, binaryCrossentropy, categoricalCrossentropy] as readonly LossFunction[];
  targets.forEach(({ shape }, i) => {
    const loss = losses[i];
    if (loss === undefined || loss === null) return;
    if (loss === categoricalCrossentropy && shape.at(-1) === 1) {
      throw new Error(
        `You are passing a target array of shape ${shape.join()} while using a loss 'categorical_crossentropy'. ` +
        `'categorical_crossentropy'expects targets to be binary matrices (1s and 0s) of shape [samples, classes].`,
      );
    }
    if (!needSameShape.includes(loss)) return;
    shape.slice(1).forEach((dim, axis) => {
      const out = outputs[i]![axis + 1];
      if (out !== null && out !== undefined && dim !== out) {
        throw new Error(
          `A target Tensor with shape ${shape.join()} was passed for an output of shape ${outputs[i]!.join()}, ` +
          'while using a loss function that expects targets to have the same shape as the output.',
        );
      }
    });
  });
}

/** The rows from `start` to `stop`. */
export function rows(tensor: Tensor, start: number, stop: number): Tensor {
  return slice(tensor, [start, ...tensor.shape.slice(1).map(() => 0)], [stop - start, ...tensor.shape.slice(1)]);
}

export function rowsAt(tensor: Tensor, indices: Tensor): Tensor {
  return gather(tensor, indices.dtype === 'int32' ? indices : cast(indices, 'int32'));
}

export function batchesOf(size: number, batchSize: number): (readonly [start: number, end: number])[] {
  const batches: (readonly [number, number])[] = [];
  for (let start = 0; start < size; start += batchSize) batches.push([start, Math.min(start + batchSize, size)]);
  return batches;
}

/** Lets go of what was made of the program's data. */
export function disposeNew(tensors: readonly (Tensor | null)[] | undefined, given: Data | undefined): void {
  if (tensors === undefined) return;
  const old = new Set(given instanceof Tensor ? [given] : Array.isArray(given) ? given as readonly Tensor[] : Object.values(given ?? {}) as Tensor[]);
  for (const tensor of tensors) if (tensor !== null && !old.has(tensor)) tensor.dispose();
}
