/** @file The steps of the ops that only tf.keras.optimizers use, as named terms. */
import type { Reckon } from './accounts';

/** Dense and sparse: the factors are taken in the same order. */
export const kerasMomentum: Reckon = (by, inputs, note, attributes) => {
  const { var: w, accum, lr, grad, momentum: mu } = inputs;
  const down = note('lr·g', by.multiply(grad!, lr!));
  const kept = note('momentum·a', by.multiply(accum!, mu!));
  const a = note('a′ = momentum·a − lr·g', by.subtract(kept, down));
  if (attributes['useNesterov'] !== true) {
    return { formula: 'w′ = w + a′, a′ = momentum·a − lr·g', after: by.add(w!, a) };
  }
  const ahead = note('momentum·a′', by.multiply(a, mu!));
  const step = note('momentum·a′ − lr·g', by.subtract(ahead, down));
  return {
    formula: 'w′ = w + (momentum·a′ − lr·g), a′ = momentum·a − lr·g', after: by.add(w!, step),
  };
};

export const adagradV2: Reckon = (by, { var: w, accum, lr, epsilon, grad }, note, attributes) => {
  const square = note('g²', by.multiply(grad!, grad!));
  const sum = note('A′', attributes['updateSlots'] === false ? accum! : by.add(accum!, square));
  const bottom = note('√A′+ε', by.add(by.root(sum), epsilon!));
  const step = note('lr·g/(√A′+ε)', by.divide(by.multiply(grad!, lr!), bottom));
  return { formula: 'w′ = w − lr·g/(√A′+ε), A′ = A + g²', after: by.subtract(w!, step) };
};

export const amsgrad: Reckon = (by, inputs, note) => {
  const { var: w, m, v, vhat, beta1_power, beta2_power, lr, beta1, beta2, epsilon, grad } = inputs;
  note('lr', lr!);
  const moved = by.multiply(by.subtract(grad!, m!), by.subtract(1, beta1!));
  const nextM = note('m′', by.add(m!, moved));
  const square = by.subtract(by.multiply(grad!, grad!), v!);
  const nextV = note('v′', by.add(v!, by.multiply(square, by.subtract(1, beta2!))));
  const largest = note('v̂′ = max(v̂, v′)', by.maximum(vhat!, nextV));
  const correction1 = note('1−β₁ᵗ', by.subtract(1, beta1_power!));
  const correction2 = note('1−β₂ᵗ', by.subtract(1, beta2_power!));
  const rate = note('lr_t', by.divide(by.multiply(lr!, by.root(correction2)), correction1));
  const bottom = note('√v̂′+ε', by.add(by.root(largest), epsilon!));
  const step = note('lr_t·m′/(√v̂′+ε)', by.divide(by.multiply(nextM, rate), bottom));
  return {
    formula: 'w′ = w − lr_t·m′/(√v̂′+ε), lr_t = lr·√(1−β₂ᵗ)/(1−β₁ᵗ), v̂′ = max(v̂, v′)',
    after: by.subtract(w!, step),
  };
};
