/** @file From which numbers on a finding is worth saying. Every one can be set by the user. */

export interface Thresholds {
  /** Steps that are looked back upon. */
  readonly window: number;
  /** Vanishing: RMS of the weakest weight matrix's gradient ÷ that of the strongest, below this. */
  readonly vanishingRatio: number;
  /** Exploding: ‖g‖ ÷ its median over the window, above this. */
  readonly explodingFactor: number;
  /** Diverging: loss ÷ its least over the window, above this, while it rises. */
  readonly divergingFactor: number;
  /** All zero: share of zeros in a gradient, from here on. */
  readonly zeroShare: number;
  /** Dead ReLU: share of its outputs that are 0, from here on. */
  readonly deadShare: number;
  /** Saturated sigmoid or tanh: share of its outputs at an end, from here on. */
  readonly saturatedShare: number;
  /** A value clip that turns the gradient by more than this, degrees. */
  readonly turnedDegrees: number;
  /** A threshold never binds when the largest norm of the window is below this share of it. */
  readonly unboundShare: number;
  /** Rows made dense: elements of the variable, from here on. */
  readonly denseElements: number;
  /** A clip that fires in every step of the window shrinks by less than this factor. */
  readonly alwaysFactor: number;
}

export const DEFAULT_THRESHOLDS: Thresholds = {
  window: 20,
  vanishingRatio: 1e-5,
  explodingFactor: 100,
  divergingFactor: 2,
  zeroShare: 1,
  deadShare: 0.95,
  saturatedShare: 0.95,
  turnedDegrees: 30,
  unboundShare: 0.1,
  denseElements: 100_000,
  alwaysFactor: 0.01,
};
