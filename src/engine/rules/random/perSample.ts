/** @file What gamma and Poisson draws share: a stream of uniform numbers for each sample by itself. */
import type { Data, DType } from '../../dtypes';
import { invalidArgument } from '../../errors';
import type { Tensor } from '../../graph';
import type { Philox, RandomSource } from '../../random';
import type { Bound, OutputSpec, Spec } from '../../rule';
import { bracketText, sizeOf } from '../../shape';
import type { Value } from '../../value';
import { integersOf } from '../../value';
import { partialShape } from '../array/partialShape';
import { withRank } from '../array/staticShape';
import { boxMullerDouble, uniformDouble } from './distributions';
import type { Seeds } from './shapedDraw';
import { BLOCKS_PER_OUTPUT } from './shapedDraw';

/** Uniform and normal float64 numbers of one sample, two a block, the second one first. */
export class SampleStream {
  blocks = 0;
  private readonly uniforms = new Float64Array(2);
  private readonly normals = new Float64Array(2);
  private uniformsLeft = 0;
  private normalsLeft = 0;

  constructor(private readonly generator: Philox) {}

  uniform(): number {
    if (this.uniformsLeft === 0) {
      const block = this.generator.next();
      this.blocks++;
      this.uniforms[0] = uniformDouble(block[0]!, block[1]!);
      this.uniforms[1] = uniformDouble(block[2]!, block[3]!);
      this.uniformsLeft = 2;
    }
    return this.uniforms[--this.uniformsLeft]!;
  }

  normal(): number {
    if (this.normalsLeft === 0) {
      boxMullerDouble(this.generator.next(), this.normals);
      this.blocks++;
      this.normalsLeft = 2;
    }
    return this.normals[--this.normalsLeft]!;
  }
}

/** `[shape…, parameter's shape…]` as far as it is known. */
export function inferPerSample(
  shape: Tensor, parameter: Tensor, known: Value | null, dtype: DType,
): OutputSpec[] {
  withRank(shape.shape, 1);
  const first = partialShape(shape, known);
  const last = parameter.shape;
  return [{ dtype, shape: first === null || last === null ? null : [...first, ...last] }];
}

/** Draws one number from `stream`. */
type Draw = (stream: SampleStream) => number;

/**
 * All samples of one parameter, then those of the next; each starts 256 blocks after the one
 * before, however many it used. `drawFor` makes what can be computed once for a parameter.
 */
export function bindPerSample(
  [shape, parameter]: readonly Spec[],
  { seed, seed2 }: Seeds,
  value: Value,
  drawFor: (parameter: number) => Draw,
): Bound {
  if (shape!.dims.length !== 1) {
    throw invalidArgument(
      `shape must be a vector of {int32,int64}, got shape ${bracketText(shape!.dims)}`,
    );
  }
  const dims = integersOf(value);
  for (const dim of dims) if (dim < 0) throw invalidArgument(`Dimension ${dim} must be >= 0`);
  const samples = sizeOf(dims);
  const parameters = sizeOf(parameter!.dims);
  const fill = (from: Data, out: Data, random: RandomSource) => {
    if (samples * parameters === 0) return;
    const blocks = samples * parameters * BLOCKS_PER_OUTPUT;
    const generator = random.reserve(seed, seed2, blocks);
    for (let p = 0; p < parameters; p++) {
      const draw = drawFor(from[p]!);
      for (let s = 0; s < samples; s++) {
        const stream = new SampleStream(generator);
        out[s * parameters + p] = draw(stream);
        generator.skip(BLOCKS_PER_OUTPUT - stream.blocks);
      }
    }
  };
  return {
    outputs: [[...dims, ...parameter!.dims]],
    run: (inputs, outputs, random) => fill(inputs[1]!, outputs[0]!, random),
  };
}
