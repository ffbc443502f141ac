/**
 * @file The random family joined: ops that draw from the Philox stream of their seeds. Names only.
 */
import type { DType } from '../dtypes';
import type { RuleTable } from '../rule';
import type {
  CandidateAttributes, FixedAttributes, RangedAttributes,
} from './random/candidateSamplers';
import {
  accidentalHits, allCandidates, fixedCandidates, learnedCandidates, logUniformCandidates,
  uniformCandidates,
} from './random/candidateSamplers';
import type { NoAttributes } from './math/operands';
import {
  normalFills, randomStandardNormal, randomUniform, truncatedFills, truncatedNormal, uniformFills,
} from './random/continuous';
import type { RealType } from './random/continuous';
import { randomGamma, randomGammaGrad } from './random/gammas';
import { multinomial, randomShuffle, randomUniformInt } from './random/integers';
import { randomPoisson } from './random/poissons';
import type { Seeds } from './random/shapedDraw';
import { statelessDraw, statelessMultinomial, statelessUniformInt } from './random/stateless';
import { withShapesInErrors } from './shapeErrors';

/** Attributes of the random ops, under TensorFlow's op type names. */
export interface RandomAttributes {
  RandomStandardNormal: Seeds & { readonly dtype: RealType };
  RandomUniform: Seeds & { readonly dtype: RealType };
  TruncatedNormal: Seeds & { readonly dtype: RealType };
  /** The output has the type of `minval`. */
  RandomUniformInt: Seeds;
  RandomShuffle: Seeds;
  Multinomial: Seeds & { readonly outputDtype: 'int32' | 'int64' };
  UniformCandidateSampler: RangedAttributes;
  LogUniformCandidateSampler: RangedAttributes;
  LearnedUnigramCandidateSampler: RangedAttributes;
  FixedUnigramCandidateSampler: FixedAttributes;
  AllCandidateSampler: CandidateAttributes;
  ComputeAccidentalHits: Seeds & { readonly numTrue: number };
  /** The output has the type of `alpha`. */
  RandomGamma: Seeds;
  RandomGammaGrad: NoAttributes;
  RandomPoissonV2: Seeds & { readonly dtype: DType };
  StatelessRandomUniform: { readonly dtype: DType };
  StatelessRandomNormal: { readonly dtype: DType };
  StatelessTruncatedNormal: { readonly dtype: DType };
  /** The output has the type of `minval`. */
  StatelessRandomUniformInt: NoAttributes;
  StatelessMultinomial: { readonly outputDtype: 'int32' | 'int64' };
}

export const randomRules: RuleTable<RandomAttributes> = withShapesInErrors({
  RandomStandardNormal: randomStandardNormal,
  RandomUniform: randomUniform,
  TruncatedNormal: truncatedNormal,
  RandomUniformInt: randomUniformInt,
  RandomShuffle: randomShuffle,
  Multinomial: multinomial,
  UniformCandidateSampler: uniformCandidates,
  LogUniformCandidateSampler: logUniformCandidates,
  LearnedUnigramCandidateSampler: learnedCandidates,
  FixedUnigramCandidateSampler: fixedCandidates,
  AllCandidateSampler: allCandidates,
  ComputeAccidentalHits: accidentalHits,
  RandomGamma: randomGamma,
  RandomGammaGrad: randomGammaGrad,
  RandomPoissonV2: randomPoisson,
  StatelessRandomUniform: statelessDraw(uniformFills),
  StatelessRandomNormal: statelessDraw(normalFills),
  StatelessTruncatedNormal: statelessDraw(truncatedFills),
  StatelessRandomUniformInt: statelessUniformInt,
  StatelessMultinomial: statelessMultinomial,
});
