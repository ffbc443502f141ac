/** @file The steps of TensorFlow.js's optimizers as named terms, in the order of its ops. */
import type { Reckon } from './accounts';
import type { Arithmetic } from './arithmetic';
import type { Value } from '../value';

/** rate·x + rest·y */
function mixed(by: Arithmetic, x: Value, rate: Value, y: Value, rest: Value): Value {
  return by.add(by.multiply(x, rate), by.multiply(y, rest));
}

export const tfjsNesterov: Reckon = (by, { var: w, accum, lr, momentum: mu, grad }, note) => {
  const a = note('a′ = momentum·a + g', by.add(note('momentum·a', by.multiply(mu!, accum!)), grad!));
  const ahead = note('g + momentum·a′', by.add(grad!, by.multiply(a, mu!)));
  return { formula: 'w′ = w − lr·(g + momentum·a′)', after: by.subtract(w!, note('lr·(g + momentum·a′)', by.multiply(lr!, ahead))) };
};

export const tfjsAdagrad: Reckon = (by, { var: w, accum, lr, epsilon, grad }, note) => {
  const sum = note('A′', by.add(accum!, note('g²', by.multiply(grad!, grad!))));
  const bottom = note('√(A′+ε)', by.root(by.add(sum, epsilon!), true));
  const step = note('lr·g/√(A′+ε)', by.multiply(by.divide(grad!, bottom), lr!));
  return { formula: 'w′ = w − lr·g/√(A′+ε), A′ = A + g²', after: by.subtract(w!, step) };
};

export const tfjsAdadelta: Reckon = (by, inputs, note) => {
  const { var: w, accum_grad: a, accum_var: u, lr, rho, rest, epsilon, grad } = inputs;
  const top = note('√(U+ε)', by.root(by.add(u!, epsilon!), true));
  const bottom = note('√(A+ε)', by.root(by.add(a!, epsilon!), true));
  const update = note('u = √(U+ε)/√(A+ε)·g', by.multiply(by.divide(top, bottom), grad!));
  note('A′', mixed(by, a!, rho!, by.multiply(grad!, grad!), rest!));
  note('U′', mixed(by, u!, rho!, by.multiply(update, update), rest!));
  return { formula: 'w′ = w − lr·u, u = √(U+ε)/√(A+ε)·g', after: by.subtract(w!, note('lr·u', by.multiply(update, lr!))) };
};

export const tfjsAdam: Reckon = (by, inputs, note) => {
  const { var: w, m, v, beta1_power, beta2_power, lr, beta1, beta2, rest1, rest2, epsilon, grad } = inputs;
  note('lr', lr!);
  const nextM = note('m′', mixed(by, m!, beta1!, grad!, rest1!));
  const nextV = note('v′', mixed(by, v!, beta2!, by.multiply(grad!, grad!), rest2!));
  const correction1 = note('1−β₁ᵗ', by.subtract(1, beta1_power!));
  const correction2 = note('1−β₂ᵗ', by.subtract(1, beta2_power!));
  const unbiasedM = note('m̂ = m′/(1−β₁ᵗ)', by.divide(nextM, correction1));
  const unbiasedV = note('v̂ = v′/(1−β₂ᵗ)', by.divide(nextV, correction2));
  const bottom = note('√v̂+ε', by.add(by.root(unbiasedV, true), epsilon!));
  const step = note('lr·m̂/(√v̂+ε)', by.multiply(by.divide(unbiasedM, bottom), lr!));
  return { formula: 'w′ = w − lr·m̂/(√v̂+ε)', after: by.subtract(w!, step) };
};

export const tfjsAdamax: Reckon = (by, inputs, note) => {
  const { var: w, m, v, beta1_power, iteration, decay, lr, beta1, beta2, rest1, epsilon, grad } = inputs;
  const rate = note('lr/(t·decay+1)', by.divide(lr!, by.add(by.multiply(iteration!, decay!), 1)));
  const nextM = note('m′', mixed(by, m!, beta1!, grad!, rest1!));
  const nextV = note('v′ = max(β₂·v, |g|)', by.maximum(by.multiply(v!, beta2!), by.absolute(grad!)));
  const factor = note('lr/(1−β₁ᵗ)', by.divide(rate, note('1−β₁ᵗ', by.subtract(1, beta1_power!))));
  const ratio = note('m′/(v′+ε)', by.divide(nextM, by.add(nextV, epsilon!)));
  return { formula: 'w′ = w − lr/(1−β₁ᵗ)·m′/(v′+ε)', after: by.subtract(w!, note('lr/(1−β₁ᵗ)·m′/(v′+ε)', by.multiply(factor, ratio))) };
};

export const tfjsRMSProp: Reckon = (by, inputs, note) => {
  const { var: w, rms, momentum_accum: a, lr, rho, rest, momentum: mu, epsilon, grad } = inputs;
  const square = note('q′', mixed(by, rms!, rho!, by.multiply(grad!, grad!), rest!));
  const bottom = note('√(q′+ε)', by.root(by.add(square, epsilon!), true));
  const moved = note('lr·g/√(q′+ε)', by.divide(by.multiply(grad!, lr!), bottom));
  const next = note('a′', by.add(note('momentum·a', by.multiply(a!, mu!)), moved));
  return { formula: 'w′ = w − a′, a′ = momentum·a + lr·g/√(q′+ε)', after: by.subtract(w!, next) };
};

export const tfjsCenteredRMSProp: Reckon = (by, inputs, note) => {
  const { var: w, mg, rms, momentum_accum: a, lr, rho, rest, momentum: mu, epsilon, grad } = inputs;
  const square = note('q′', mixed(by, rms!, rho!, by.multiply(grad!, grad!), rest!));
  const average = note('h′', mixed(by, mg!, rho!, grad!, rest!));
  const around = by.add(by.multiply(average, average), epsilon!);
  const bottom = note('√(q′−(h′²+ε))', by.root(by.subtract(square, around), true));
  const moved = note('lr·g/√(q′−(h′²+ε))', by.divide(by.multiply(grad!, lr!), bottom));
  const next = note('a′', by.add(note('momentum·a', by.multiply(a!, mu!)), moved));
  return { formula: 'w′ = w − a′, a′ = momentum·a + lr·g/√(q′−(h′²+ε))', after: by.subtract(w!, next) };
};
