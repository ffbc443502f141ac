/** @file What a layer takes: rank, type and dims of its inputs. */
import type { Tensor } from '../tensor';
import type { Shape } from './shapes';
import type { SymbolicTensor } from './symbolic';

export interface InputSpec {
  readonly shape?: Shape;
  readonly ndim?: number;
  readonly minNDim?: number;
  readonly maxNDim?: number;
  readonly dtype?: string;
  readonly axes?: Readonly<Record<number, number | null>>;
}

/** Throws tfjs's words when an input is not as the layer takes it. */
export function checkInputs(layer: string, specs: readonly InputSpec[], inputs: readonly (Tensor | SymbolicTensor)[]): void {
  if (specs.length === 0) return;
  if (inputs.length !== specs.length) {
    throw new Error(
      `Layer ${layer} expects ${specs.length} inputs, but it received ${inputs.length} input tensors. Input received: ${inputs.join()}`,
    );
  }
  inputs.forEach((x, i) => checkInput(`Input ${i} is incompatible with layer ${layer}`, specs[i]!, x));
}

function checkInput(words: string, spec: InputSpec, x: Tensor | SymbolicTensor): void {
  const { ndim, minNDim, maxNDim, dtype, axes = {}, shape = [] } = spec;
  const dims: Shape = x.shape;
  const rank = spec.shape?.length ?? ndim;
  if (ndim !== undefined || spec.shape !== undefined) {
    if (x.rank !== rank && ndim !== undefined) throw new Error(`${words}: expected ndim=${ndim}, found ndim=${x.rank}`);
  }
  if (maxNDim !== undefined && x.rank > maxNDim) throw new Error(`${words}: expected max_ndim=${maxNDim}, found ndim=${x.rank}`);
  if (minNDim !== undefined && x.rank < minNDim) throw new Error(`${words}: expected min_ndim=${minNDim}, found ndim=${x.rank}.`);
  if (dtype !== undefined && x.dtype !== dtype) throw new Error(`${words} : expected dtype=${dtype}, found dtype=${x.dtype}.`);
  for (const [key, value] of Object.entries(axes)) {
    const found = dims.at(Number(key));
    if (value !== null && found !== value && found !== null) {
      throw new Error(`${words}: expected axis ${key} of input shape to have value ${value} but got shape ${dims.join()}.`);
    }
  }
  shape.forEach((dim, i) => {
    const found = dims[i];
    if (dim !== null && found !== null && found !== undefined && dim !== found) {
      throw new Error(`${words}: expected shape=${shape.join()}, found shape=${dims.join()}.`);
    }
  });
}
