/** @file GatherTree: the ids of the beams of a search, followed back from each beam's last step. */
import { invalidArgument } from '../../errors';
import { none } from '../../rule';
import type { Rule } from '../../rule';
import { bracketText, sameDims, sizeOf } from '../../shape';
import type { NoAttributes } from './attributes';
import { mergeDim, mergeEqual, withRank } from './staticShape';

const noPath = none('gather_tree follows integer ids');

/**
 * Step ids and parent ids [time, batch, beam], lengths [batch], the end's id -> [time, batch, beam].
 * After the end of a beam, and beyond the length of its example, the end's id stands
 * (contrib/seq2seq/kernels/beam_search_ops.cc).
 */
export const gatherTree: Rule<NoAttributes> = {
  infer: ([ids, parents, lengths, end]) => {
    const own = withRank(ids!.shape, 3);
    const others = withRank(parents!.shape, 3);
    const [count] = withRank(lengths!.shape, 1);
    withRank(end!.shape, 0);
    const [time, batch, beam] = mergeEqual(own, others)!;
    return [{ dtype: ids!.dtype, shape: [time!, mergeDim(batch!, count!), beam!] }];
  },
  bind: ([ids, parents, lengths, end]) => {
    const { dims } = ids!;
    if (dims.length !== 3) {
      throw invalidArgument(`step_ids must be a 3-tensor, saw shape: ${bracketText(dims)}`);
    }
    if (lengths!.dims.length !== 1) {
      throw invalidArgument(
        `max_sequence_lengths must be a vector, saw shape: ${bracketText(lengths!.dims)}`,
      );
    }
    if (end!.dims.length !== 0) {
      throw invalidArgument(`end_token must be a scalar, saw shape: ${bracketText(end!.dims)}`);
    }
    if (!sameDims(dims, parents!.dims)) {
      throw invalidArgument(
        'step_ids.shape must match parent_ids.shape.  but shapes are: ' +
        `${bracketText(dims)} and ${bracketText(parents!.dims)}`,
      );
    }
    const [steps, batch, beams] = dims as readonly [number, number, number];
    if (lengths!.dims[0] !== batch) {
      throw invalidArgument(
        'batch size dimensions step_ids.shape[1] and max_sequence_lengths.shape[0] must match.  ' +
        `but shapes are: ${bracketText(dims)} and ${bracketText(lengths!.dims)}`,
      );
    }
    const row = batch * beams;
    return {
      outputs: [dims],
      run: ([id, parentOf, longest, endToken], [out]) => {
        const last = endToken![0]!;
        out!.fill(last, 0, sizeOf(dims));
        for (let b = 0; b < batch; b++) {
          const length = Math.min(steps, longest![b]!);
          for (let beam = 0; beam < beams && length > 0; beam++) {
            const place = b * beams + beam;
            let parent = beam;
            for (let t = length - 1; t >= 0; t--) {
              if (parent < 0 || parent > beams) {
                throw invalidArgument(
                  `Saw invalid parent id ${parent} at (batch, time, beam) == ` +
                  `(${b}, ${t}, ${beam})`,
                );
              }
              // TensorFlow lets the number of beams itself through, and reads on in the next row.
              const from = t * row + b * beams + parent;
              out![t * row + place] = id![from]!;
              parent = parentOf![from]!;
            }
            let hasEnded = false;
            for (let t = 0; t < length; t++) {
              if (hasEnded) out![t * row + place] = last;
              else hasEnded = out![t * row + place] === last;
            }
          }
        }
      },
    };
  },
  derivative: noPath,
};
