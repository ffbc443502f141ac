/** @file How each optimizer step is written as named terms, in the letters of the field. */
import type { Value } from '../value';
import type { UpdateOp } from '../rules/training/layouts';
import type { Arithmetic } from './arithmetic';
import { adagradV2, amsgrad, kerasMomentum } from './kerasAccounts';
import { addSign, powerSign } from './signAccounts';
import {
  tfjsAdadelta, tfjsAdagrad, tfjsAdam, tfjsAdamax, tfjsCenteredRMSProp, tfjsNesterov, tfjsRMSProp,
} from './tfjsAccounts';

/**
 * The inputs of the update by TensorFlow's names (`var`, `grad`, `lr`, slots …), before the step.
 */
export type Inputs = Readonly<Record<string, Value>>;

/** Notes a term under its name and hands the value back. */
export type Note = (name: string, value: Value) => Value;

export interface Account {
  readonly formula: string;
  /** The new variable, put together from terms that are noted on the way. */
  readonly after: Value;
}

/** One step, reckoned again in the optimizer's own order of operations (training_ops.cc). */
export type Reckon = (
  by: Arithmetic,
  inputs: Inputs,
  note: Note,
  attributes: Readonly<Record<string, unknown>>,
) => Account;

const gradientDescent: Reckon = (by, { var: w, alpha, delta }, note) => ({
  formula: 'w′ = w − lr·g',
  after: by.subtract(w!, note('lr·g', by.multiply(delta!, alpha!))),
});

const momentum: Reckon = (by, { var: w, accum, lr, grad, momentum: mu }, note, attributes) => {
  const kept = note('momentum·a', by.multiply(accum!, mu!));
  const a = note('a′ = momentum·a + g', by.add(kept, grad!));
  if (attributes['useNesterov'] !== true) {
    const step = note('lr·a′', by.multiply(a, lr!));
    return { formula: 'w′ = w − lr·a′', after: by.subtract(w!, step) };
  }
  const now = note('lr·g', by.multiply(grad!, lr!));
  const ahead = note('lr·momentum·a′', by.multiply(by.multiply(a, mu!), lr!));
  const step = note('lr·g + lr·momentum·a′', by.add(now, ahead));
  return { formula: 'w′ = w − (lr·g + lr·momentum·a′)', after: by.subtract(w!, step) };
};

/** m′ = m + (g − m)(1 − β) */
function movingMean(by: Arithmetic, mean: Value, sample: Value, rest: Value): Value {
  return by.add(mean, by.multiply(by.subtract(sample, mean), rest));
}

const adam: Reckon = (by, inputs, note, attributes) => {
  const { var: w, m, v, beta1_power, beta2_power, lr, beta1, beta2, epsilon, grad } = inputs;
  note('lr', lr!);
  const rest1 = by.subtract(1, beta1!);
  const nextM = note('m′', movingMean(by, m!, grad!, rest1));
  const square = by.multiply(grad!, grad!);
  const nextV = note('v′', movingMean(by, v!, square, by.subtract(1, beta2!)));
  const correction1 = note('1−β₁ᵗ', by.subtract(1, beta1_power!));
  const correction2 = note('1−β₂ᵗ', by.subtract(1, beta2_power!));
  const rate = note('lr_t', by.divide(by.multiply(lr!, by.root(correction2)), correction1));
  const bottom = note('√v′+ε', by.add(by.root(nextV), epsilon!));
  if (attributes['useNesterov'] === true) {
    const direction = note(
      '(1−β₁)·g+β₁·m′', by.add(by.multiply(grad!, rest1), by.multiply(beta1!, nextM)),
    );
    const step = note(
      'lr_t·((1−β₁)·g+β₁·m′)/(√v′+ε)', by.divide(by.multiply(direction, rate), bottom),
    );
    return {
      formula: 'w′ = w − lr_t·((1−β₁)·g+β₁·m′)/(√v′+ε), lr_t = lr·√(1−β₂ᵗ)/(1−β₁ᵗ)',
      after: by.subtract(w!, step),
    };
  }
  const step = note('lr_t·m′/(√v′+ε)', by.divide(by.multiply(nextM, rate), bottom));
  return {
    formula: 'w′ = w − lr_t·m′/(√v′+ε), lr_t = lr·√(1−β₂ᵗ)/(1−β₁ᵗ)',
    after: by.subtract(w!, step),
  };
};

const adaMax: Reckon = (by, inputs, note) => {
  const { var: w, m, v, beta1_power, lr, beta1, beta2, epsilon, grad } = inputs;
  const nextM = note('m′', movingMean(by, m!, grad!, by.subtract(1, beta1!)));
  const nextV = note('v′', by.maximum(by.multiply(beta2!, v!), by.absolute(grad!)));
  const correction = note('1−β₁ᵗ', by.subtract(1, beta1_power!));
  const rate = note('lr/(1−β₁ᵗ)', by.divide(lr!, correction));
  const ratio = note('m′/(v′+ε)', by.divide(nextM, by.add(nextV, epsilon!)));
  const step = note('lr/(1−β₁ᵗ)·m′/(v′+ε)', by.multiply(rate, ratio));
  return { formula: 'w′ = w − lr/(1−β₁ᵗ)·m′/(v′+ε)', after: by.subtract(w!, step) };
};

const adagrad: Reckon = (by, { var: w, accum, lr, grad }, note, attributes) => {
  const square = note('g²', by.multiply(grad!, grad!));
  const sum = note('A′', attributes['updateSlots'] === false ? accum! : by.add(accum!, square));
  const inverse = note('1/√A′', by.inverseRoot(sum));
  const step = note('lr·g/√A′', by.multiply(by.multiply(grad!, lr!), inverse));
  return { formula: 'w′ = w − lr·g/√A′, A′ = A + g²', after: by.subtract(w!, step) };
};

const adagradDA: Reckon = (by, inputs, note) => {
  const { gradient_accumulator: g0, gradient_squared_accumulator: q0, grad, lr, l1, l2 } = inputs;
  // int64 becomes the variable's dtype before it is multiplied.
  const t = by.add(inputs['global_step']!, 0);
  const sum = note('G′', by.add(g0!, grad!));
  const squares = note('Q′', by.add(q0!, by.multiply(grad!, grad!)));
  const isShrinking = l1!.data[0]! > 0;
  const strength = by.multiply(l2!, by.multiply(t, lr!));
  const bottom = note('l2·t·lr+√Q′', by.add(strength, by.root(squares, isShrinking)));
  if (!isShrinking) {
    const top = note('−lr·G′', by.multiply(by.negate(sum), lr!));
    return { formula: 'w′ = −lr·G′/(l2·t·lr+√Q′)', after: by.divide(top, bottom) };
  }
  const threshold = note('t·l1', by.multiply(t, l1!));
  const top = note('−lr·shrink(G′, t·l1)', by.multiply(by.negate(shrink(by, sum, threshold)), lr!));
  return {
    formula: 'w′ = −lr·shrink(G′, t·l1)/(l2·t·lr+√Q′), shrink(x, k) = sign(x)·max(|x|−k, 0)',
    after: by.divide(top, bottom),
  };
};

/** sign(x)·max(|x| − k, 0) */
export function shrink(by: Arithmetic, x: Value, threshold: Value): Value {
  return by.multiply(by.sign(x), by.maximum(by.subtract(by.absolute(x), threshold), 0));
}

const adadelta: Reckon = (by, inputs, note) => {
  const { var: w, accum, accum_update: u, lr, rho, epsilon, grad } = inputs;
  const rest = by.subtract(1, rho!);
  const squared = by.multiply(by.multiply(grad!, grad!), rest);
  const a = note('A′', by.add(by.multiply(accum!, rho!), squared));
  const top = note('√(U+ε)', by.root(by.add(u!, epsilon!)));
  const inverse = note('1/√(A′+ε)', by.inverseRoot(by.add(a, epsilon!)));
  const d = note('d', by.multiply(by.multiply(top, inverse), grad!));
  const step = note('lr·d', by.multiply(d, lr!));
  return {
    formula: 'w′ = w − lr·d, d = √(U+ε)/√(A′+ε)·g, A′ = ρ·A + (1−ρ)·g²',
    after: by.subtract(w!, step),
  };
};

const rmsProp: Reckon = (by, { var: w, ms, mom, lr, rho, momentum: mu, epsilon, grad }, note) => {
  const square = by.multiply(grad!, grad!);
  const s = note('s′', movingMean(by, ms!, square, by.subtract(1, rho!)));
  const bottom = note('√(s′+ε)', by.root(by.add(s, epsilon!)));
  const fresh = note('lr·g/√(s′+ε)', by.divide(by.multiply(grad!, lr!), bottom));
  const kept = note('momentum·q', by.multiply(mom!, mu!));
  const q = note('q′ = momentum·q + lr·g/√(s′+ε)', by.add(kept, fresh));
  return { formula: 'w′ = w − q′, s′ = s + (1−ρ)·(g²−s)', after: by.subtract(w!, q) };
};

const centeredRMSProp: Reckon = (by, inputs, note) => {
  const { var: w, mg, ms, mom, lr, rho, momentum: mu, epsilon, grad } = inputs;
  const rest = by.subtract(1, rho!);
  const s = note('s′', movingMean(by, ms!, by.multiply(grad!, grad!), rest));
  const c = note('c′', movingMean(by, mg!, grad!, rest));
  const variance = note('s′−c′²', by.subtract(s, by.multiply(c, c)));
  const bottom = note('√(s′−c′²+ε)', by.root(by.add(variance, epsilon!)));
  const fresh = note('lr·g/√(s′−c′²+ε)', by.divide(by.multiply(grad!, lr!), bottom));
  const kept = note('momentum·q', by.multiply(mom!, mu!));
  const q = note('q′ = momentum·q + lr·g/√(s′−c′²+ε)', by.add(kept, fresh));
  return { formula: 'w′ = w − q′', after: by.subtract(w!, q) };
};

const ftrl: Reckon = (by, inputs, note) => {
  const { var: w, accum, linear, grad, lr, l1, l2, lr_power } = inputs;
  const p = lr_power!.data[0]!;
  const raise = (n: Value, isExact = false) =>
    p === -0.5 ? by.root(n, isExact) : by.power(n, -p);
  const shrinkage = inputs['l2_shrinkage'];
  const g =
    shrinkage !== undefined && shrinkage.data[0]! > 0
      ? note('g+2·shrinkage·w', by.add(grad!, by.multiply(by.multiply(2, shrinkage), w!)))
      : grad!;
  const n = note('n′', by.add(accum!, by.multiply(grad!, grad!)));
  const raised = note('n′^(−p)', raise(n));
  const growth = by.subtract(raised, raise(accum!));
  const sigma = note('σ', by.divide(growth, lr!));
  const z = note('z′', by.add(linear!, by.subtract(g, by.multiply(sigma, w!))));
  const bottom = note('n′^(−p)/lr+2·l2', by.add(by.divide(raise(n, true), lr!), by.multiply(2, l2!)));
  const top = note('sign(z′)·l1−z′', by.subtract(by.multiply(l1!, by.sign(z)), z));
  return {
    formula: 'w′ = (sign(z′)·l1−z′)/(n′^(−p)/lr+2·l2) where |z′| > l1, else 0',
    after: by.whereAbove(by.absolute(z), l1!, by.divide(top, bottom)),
  };
};

const proximalDescent: Reckon = (by, { var: w, alpha, l1, l2, delta }, note) => {
  const p = note('p = w−lr·g', by.subtract(w!, note('lr·g', by.multiply(delta!, alpha!))));
  const bottom = note('1+l2·lr', by.add(1, by.multiply(l2!, alpha!)));
  if (!(l1!.data[0]! > 0)) return { formula: 'w′ = p/(1+l2·lr)', after: by.divide(p, bottom) };
  const top = note('shrink(p, lr·l1)', shrink(by, p, note('lr·l1', by.multiply(alpha!, l1!))));
  return {
    formula: 'w′ = shrink(p, lr·l1)/(1+l2·lr), shrink(x, k) = sign(x)·max(|x|−k, 0)',
    after: by.divide(top, bottom),
  };
};

const proximalAdagrad: Reckon = (by, { var: w, accum, lr, l1, l2, grad }, note) => {
  const sum = note('A′', by.add(accum!, by.multiply(grad!, grad!)));
  const e = note('e = lr/√A′', by.multiply(by.inverseRoot(sum), lr!));
  const p = note('p = w−e·g', by.subtract(w!, note('e·g', by.multiply(grad!, e))));
  const bottom = note('1+l2·e', by.add(1, by.multiply(e, l2!)));
  if (!(l1!.data[0]! > 0)) return { formula: 'w′ = p/(1+l2·e)', after: by.divide(p, bottom) };
  // Reckoned again without packets, as the kernel does.
  const again = by.multiply(by.inverseRoot(sum, true), lr!);
  const top = note('shrink(p, e·l1)', shrink(by, p, note('e·l1', by.multiply(again, l1!))));
  return {
    formula: 'w′ = shrink(p, e·l1)/(1+l2·e), shrink(x, k) = sign(x)·max(|x|−k, 0)',
    after: by.divide(top, by.add(1, by.multiply(again, l2!))),
  };
};

/** Total: an update op without an account does not compile. */
export const ACCOUNTS: Readonly<Record<UpdateOp, Reckon>> = {
  ApplyGradientDescent: gradientDescent,
  ApplyMomentum: momentum,
  ApplyAdam: adam,
  ApplyAdagrad: adagrad,
  ApplyAdagradDA: adagradDA,
  ApplyAdadelta: adadelta,
  ApplyRMSProp: rmsProp,
  ApplyCenteredRMSProp: centeredRMSProp,
  ApplyFtrl: ftrl,
  ApplyFtrlV2: ftrl,
  ApplyProximalGradientDescent: proximalDescent,
  ApplyProximalAdagrad: proximalAdagrad,
  ApplyAdaMax: adaMax,
  ApplyKerasMomentum: kerasMomentum,
  ApplyAdagradV2: adagradV2,
  ApplyAdamWithAmsgrad: amsgrad,
  ApplyAddSign: addSign,
  ApplyPowerSign: powerSign,
  ApplyTfjsNesterov: tfjsNesterov,
  ApplyTfjsAdagrad: tfjsAdagrad,
  ApplyTfjsAdadelta: tfjsAdadelta,
  ApplyTfjsAdam: tfjsAdam,
  ApplyTfjsAdamax: tfjsAdamax,
  ApplyTfjsRMSProp: tfjsRMSProp,
  ApplyTfjsCenteredRMSProp: tfjsCenteredRMSProp,
};
