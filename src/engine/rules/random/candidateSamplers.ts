/**
 * @file Candidate samplers: classes drawn for a sampled loss, and how often each class is expected
 * among them (core/kernels/candidate_sampler_ops.cc).
 */
import type { Data } from '../../dtypes';
import { invalidArgument } from '../../errors';
import type { RandomSource } from '../../random';
import { none } from '../../rule';
import type { OutputSpec, Rule, Spec } from '../../rule';
import { withRank, withValue } from '../array/staticShape';
import { noGradientDefined } from '../noGradientDefined';
import { expm1f, log1pf } from './glibcFloat';
import type { FixedWeights, RangeSampler } from './rangeSamplers';
import {
  countedSampler, fixedSampler, logUniformSampler, uniformSampler,
} from './rangeSamplers';
import type { Seeds } from './shapedDraw';
import { SimplePhilox } from './simplePhilox';

const round = Math.fround;

/** TensorFlow sets 2048 numbers of 32 bits aside for every class to draw. */
const BLOCKS_PER_CLASS = 512;
const LARGEST_INT32 = 2 ** 31 - 1;

export interface CandidateAttributes extends Seeds {
  readonly numTrue: number;
  readonly numSampled: number;
  /** Each class at most once. */
  readonly unique: boolean;
}

export interface RangedAttributes extends CandidateAttributes {
  readonly rangeMax: number;
}

export interface FixedAttributes extends CandidateAttributes, FixedWeights {
  /** Nothing but the empty text is evaluated. */
  readonly vocabFile: string;
}

/** Outputs: classes [numSampled], expected counts of the true classes and of the sampled ones. */
function infer(classes: { readonly shape: OutputSpec['shape'] }, a: CandidateAttributes) {
  const [batch] = withRank(classes.shape, 2);
  return [
    { dtype: 'int64', shape: [a.numSampled] },
    { dtype: 'float32', shape: [batch!, a.numTrue] },
    { dtype: 'float32', shape: [a.numSampled] },
  ] as const;
}

function checkClasses({ dims }: Spec, attributes: CandidateAttributes, range: number): void {
  const { numTrue, numSampled, unique } = attributes;
  if (dims.length !== 2) throw invalidArgument('true_classes must be a matrix');
  if (dims[1] !== numTrue) {
    throw invalidArgument(
      `true_classes must have num_true columns, expected: ${dims[1]} was: ${numTrue}`,
    );
  }
  if (unique && numSampled > range) throw invalidArgument("Sampler's range is too small.");
}

/** Fills `drawn`; returns how many draws it took. */
function draw(sampler: RangeSampler, random: SimplePhilox, unique: boolean, drawn: Data): number {
  const used = new Set<number>();
  let tries = 0;
  for (let picked = 0; picked < drawn.length; tries++) {
    const value = sampler.sample(random);
    if (unique && used.has(value)) continue;
    used.add(value);
    drawn[picked++] = value;
  }
  return tries;
}

/** n·p, or 1 − (1 − p)ᵗ when t draws gave n different classes; float32 throughout. */
function expectedCount(p: number, count: number, tries: number): number {
  if (tries === count) return round(p * count);
  return -expm1f(round(tries * log1pf(-p)));
}

function ranged<A extends CandidateAttributes>(
  rangeOf: (attributes: A) => number,
  samplerOf: (attributes: A) => (classes: Data, random: RandomSource) => RangeSampler,
): Rule<A> {
  return {
    infer: ([classes], attributes) => infer(classes!, attributes),
    bind: ([classes], attributes) => {
      const { numTrue, numSampled, unique, seed, seed2 } = attributes;
      const samplerFor = samplerOf(attributes);
      checkClasses(classes!, attributes, rangeOf(attributes));
      return {
        outputs: [[numSampled], [classes!.dims[0]!, numTrue], [numSampled]],
        run: ([given], [drawn, ofTrue, ofDrawn], random) => {
          const generator = random.reserve(seed, seed2, BLOCKS_PER_CLASS * numSampled);
          const sampler = samplerFor(given!, random);
          const tries = draw(sampler, new SimplePhilox(generator), unique, drawn!);
          const expected = (value: number) =>
            expectedCount(sampler.probability(value), numSampled, tries);
          for (let i = 0; i < numSampled; i++) ofDrawn![i] = expected(drawn![i]!);
          for (let i = 0; i < given!.length; i++) ofTrue![i] = expected(given![i]!);
        },
      };
    },
    random: true,
    derivative: ({ node }) => {
      throw noGradientDefined(node);
    },
  };
}

export const uniformCandidates = ranged<RangedAttributes>(
  ({ rangeMax }) => rangeMax,
  ({ rangeMax }) => {
    const sampler = uniformSampler(rangeMax);
    return () => sampler;
  },
);

export const logUniformCandidates = ranged<RangedAttributes>(
  ({ rangeMax }) => rangeMax,
  ({ rangeMax }) => {
    const sampler = logUniformSampler(rangeMax);
    return () => sampler;
  },
);

export const fixedCandidates = ranged<FixedAttributes>(
  ({ rangeMax }) => rangeMax,
  (attributes) => {
    if (attributes.unigrams.length === 0) {
      throw invalidArgument('Must provide either vocab_file or unigrams.');
    }
    if (attributes.vocabFile !== '') {
      throw invalidArgument('Must only provide one of vocab_file and unigrams.');
    }
    const sampler = fixedSampler(attributes);
    return () => sampler;
  },
);

/** Every class weighs one more than the op has seen it among the true ones of its earlier runs. */
export const learnedCandidates = ranged<RangedAttributes>(
  ({ rangeMax }) => rangeMax,
  ({ rangeMax }) => (classes, random) => {
    for (const value of classes) {
      // TensorFlow 1.15 would write outside its table; later releases say this.
      if (value >= 0 && value < rangeMax) continue;
      throw invalidArgument(
        `\`true_candidate\` out of range [0, ${rangeMax}), received ${value}`,
      );
    }
    const weights = random.recall() ?? new Int32Array(rangeMax).fill(1);
    const learned = weights.slice();
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    const count = Math.min(classes.length, LARGEST_INT32 - total);
    for (let i = 0; i < count; i++) learned[classes[i]!]! += 1;
    random.remember(learned);
    return countedSampler(weights);
  },
);

/** All classes in order, each expected once. */
export const allCandidates: Rule<CandidateAttributes> = {
  infer: ([classes], attributes) => infer(classes!, attributes),
  bind: ([classes], attributes) => {
    const { numTrue, numSampled } = attributes;
    checkClasses(classes!, attributes, numSampled);
    return {
      outputs: [[numSampled], [classes!.dims[0]!, numTrue], [numSampled]],
      run: (_inputs, [drawn, ofTrue, ofDrawn]) => {
        for (let i = 0; i < numSampled; i++) drawn![i] = i;
        ofTrue!.fill(1);
        ofDrawn!.fill(1);
      },
    };
  },
  derivative: ({ node }) => {
    throw noGradientDefined(node);
  },
};

const LOWEST_FLOAT = round(-3.4028234663852886e38);

/**
 * Where a sampled class is a true one: row (int32), place among the sampled (int64), and the lowest
 * float32, to be added to that logit. Of a class sampled twice the last place counts.
 */
export const accidentalHits: Rule<Seeds & { readonly numTrue: number }> = {
  infer: ([classes, sampled], { numTrue }) => {
    const [, width] = withRank(classes!.shape, 2);
    withValue(width!, numTrue);
    withRank(sampled!.shape, 1);
    return [
      { dtype: 'int32', shape: [null] },
      { dtype: 'int64', shape: [null] },
      { dtype: 'float32', shape: [null] },
    ];
  },
  needs: [0, 1],
  bind: ([classes, sampled], { numTrue }, values) => {
    if (classes!.dims.length !== 2 || classes!.dims[1] !== numTrue) {
      throw invalidArgument('true_candidates must be a batch_size * num_true matrix');
    }
    if (sampled!.dims.length !== 1) {
      throw invalidArgument(
        'sampled_candidates must be a vector, which is typically an output from CandidateSampler',
      );
    }
    const places = new Map<number, number>();
    values[1]!.data.forEach((value: number, i: number) => places.set(value, i));
    const rows: number[] = [];
    const hits: number[] = [];
    values[0]!.data.forEach((value: number, i: number) => {
      const place = places.get(value);
      if (place === undefined) return;
      rows.push(Math.floor(i / numTrue));
      hits.push(place);
    });
    const dims = [rows.length];
    return {
      outputs: [dims, dims, dims],
      run: (_data, [indices, ids, weights]) => {
        indices!.set(rows);
        ids!.set(hits);
        weights!.fill(LOWEST_FLOAT);
      },
    };
  },
  derivative: none('the places of equal classes are integers'),
};
