/** @file Ops that shift or turn parts of a tensor: Roll, ReverseSequence; and DynamicPartition. */
import { invalidArgument } from '../../errors';
import { none } from '../../rule';
import type { Rule } from '../../rule';
import { bracketText, sameDims, sizeOf, stridesOf } from '../../shape';
import { integersOf } from '../../value';
import type { NoAttributes } from './attributes';
import { allAxes, range, reshape } from './gradientPieces';
import {
  axisOf, concatenate, mergeDim, mergeEqual, withRank, withRankAtLeast, withRankAtMost,
} from './staticShape';

const noShift = none('the shift and the axes of a roll are integers');

export const roll: Rule<NoAttributes> = {
  infer: ([input, shift, axis]) => {
    withRankAtMost(shift!.shape, 1);
    withRankAtMost(axis!.shape, 1);
    return [{ dtype: input!.dtype, shape: withRankAtLeast(input!.shape, 1) }];
  },
  needs: [1, 2],
  bind: ([input, shift, axis], _attributes, values) => {
    const { dims } = input!;
    if (dims.length === 0) throw invalidArgument('input must be 1-D or higher');
    if (shift!.dims.length > 1) {
      throw invalidArgument(
        `shift must be a scalar or a 1-D vector. Found: ${bracketText(shift!.dims)}`,
      );
    }
    if (axis!.dims.length > 1) {
      throw invalidArgument(
        `axis must be a scalar or a 1-D vector. Found: ${bracketText(axis!.dims)}`,
      );
    }
    if (!sameDims(shift!.dims, axis!.dims)) {
      throw invalidArgument('shift and axis must have the same size');
    }
    const by = dims.map(() => 0);
    const shifts = integersOf(values[1]!);
    integersOf(values[2]!).forEach((given, i) => {
      const at = axisOf(given, dims.length);
      if (at < 0 || at >= dims.length) throw invalidArgument(`axis ${given} is out of range`);
      by[at] = by[at]! + shifts[i]!;
    });
    const steps = stridesOf(dims);
    const targets = new Int32Array(sizeOf(dims));
    for (let flat = 0; flat < targets.length; flat++) {
      let to = 0;
      steps.forEach((step, d) => {
        const size = dims[d]!;
        const moved = ((Math.floor(flat / step) % size) + by[d]!) % size;
        to += (moved < 0 ? moved + size : moved) * step;
      });
      targets[flat] = to;
    }
    return {
      outputs: [dims],
      run: ([source], [out]) => {
        for (let i = 0; i < targets.length; i++) out![targets[i]!] = source![i]!;
      },
    };
  },
  derivative: ({ inputs, gradients, build }) => {
    const back = build.make('Neg', [inputs[1]!], {}, 'Neg');
    return [build.make('Roll', [gradients[0]!, back, inputs[2]!], {}), noShift, noShift];
  },
};

export interface SequenceAxes {
  readonly seqDim: number;
  readonly batchDim: number;
}

export const reverseSequence: Rule<SequenceAxes> = {
  infer: ([input, lengths], { seqDim, batchDim }) => {
    const [count] = withRank(lengths!.shape, 1);
    if (input!.shape === null) return [{ dtype: input!.dtype, shape: null }];
    const rank = input!.shape.length;
    for (const [name, axis] of [['batch_dim', batchDim], ['seq_dim', seqDim]] as const) {
      if (axis < rank) continue;
      throw invalidArgument(`${name} must be < input rank: ${axis} vs. ${rank}`);
    }
    const at = axisOf(batchDim, rank);
    const batch = mergeDim(input!.shape[at]!, count!);
    return [
      { dtype: input!.dtype, shape: input!.shape.map((dim, i) => (i === at ? batch : dim)) },
    ];
  },
  bind: ([input, lengths], { seqDim, batchDim }) => {
    const { dims } = input!;
    if (lengths!.dims.length !== 1) throw invalidArgument('seq_lengths must be 1-D');
    const [seq, batch] = [axisOf(seqDim, dims.length), axisOf(batchDim, dims.length)];
    if (seq === batch) throw invalidArgument(`batch_dim == seq_dim == ${seq}`);
    if (lengths!.dims[0] !== dims[batch]) {
      throw invalidArgument(
        `Length of seq_lengths != input.dims(${batch}), (${lengths!.dims[0]!} vs. ${dims[batch]!})`,
      );
    }
    const steps = stridesOf(dims);
    const count = sizeOf(dims);
    return {
      outputs: [dims],
      run: ([source, length], [out]) => {
        length!.forEach((wanted, i) => {
          if (wanted < 0) throw invalidArgument(`seq_lens(${i}) < 0`);
          if (wanted > dims[seq]!) {
            throw invalidArgument(`seq_lens(${i}) > input.dims(${seq})`);
          }
        });
        for (let i = 0; i < count; i++) {
          const at = Math.floor(i / steps[seq]!) % dims[seq]!;
          const wanted = length![Math.floor(i / steps[batch]!) % dims[batch]!]!;
          const from = at < wanted ? i + (wanted - 1 - 2 * at) * steps[seq]! : i;
          out![i] = source![from]!;
        }
      },
    };
  },
  derivative: ({ inputs, gradients, build, attributes }) => [
    build.make('ReverseSequence', [gradients[0]!, inputs[1]!], attributes),
    none('the lengths of sequences are integers'),
  ],
};

export interface Partitions {
  readonly numPartitions: number;
}

export const dynamicPartition: Rule<Partitions> = {
  infer: ([data, ids], { numPartitions }) => {
    const at = ids!.shape;
    const { dtype, shape } = data!;
    let rest = null;
    if (at !== null && shape !== null) {
      withRankAtLeast(shape, at.length);
      mergeEqual(shape.slice(0, at.length), at);
      rest = shape.slice(at.length);
    }
    const part = { dtype, shape: concatenate([null], rest) };
    return new Array(numPartitions).fill(part);
  },
  needs: [1],
  bind: ([data, ids], { numPartitions }, values) => {
    const at = ids!.dims;
    if (!sameDims(at, data!.dims.slice(0, at.length))) {
      throw invalidArgument(
        'data.shape must start with partitions.shape, got data.shape = ' +
          `${bracketText(data!.dims)}, partitions.shape = ${bracketText(at)}`,
      );
    }
    const counts = new Array<number>(numPartitions).fill(0);
    const id = integersOf(values[1]!);
    id.forEach((part, i) => {
      if (!(part >= 0 && part < numPartitions)) {
        const place = stridesOf(at).map((step, d) => Math.floor(i / step) % at[d]!);
        throw invalidArgument(
          `partitions${at.length === 0 ? '' : `[${place.join()}]`} = ${part} is not in ` +
            `[0, ${numPartitions})`,
        );
      }
      counts[part]! += 1;
    });
    const rest = data!.dims.slice(at.length);
    const width = sizeOf(rest);
    return {
      outputs: counts.map((count) => [count, ...rest]),
      run: ([source], outputs) => {
        const ends = new Array<number>(numPartitions).fill(0);
        id.forEach((part, i) => {
          outputs[part]!.set(source!.subarray(i * width, (i + 1) * width), ends[part]!);
          ends[part]! += width;
        });
      },
    };
  },
  derivative: ({ inputs, gradients, build, attributes }) => {
    const [data, ids] = [inputs[0]!, inputs[1]!];
    const shape = build.shapeOf(ids);
    const total = build.make('Prod', [shape, allAxes(build, shape)], { keepDims: false });
    const places = reshape(build, range(build, 0, total), shape);
    const parts = build.node('DynamicPartition', [places, ids], attributes).outputs;
    const stitched = build.make('DynamicStitch', [...parts, ...gradients], {});
    return [
      reshape(build, stitched, build.shapeOf(data)), none('partition numbers are integers'),
    ];
  },
};

