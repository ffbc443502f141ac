/**
 * @file How each optimizer step on some rows is written as named terms. Every input is cut to the
 * rows that the gradient touches; the order of operations is that of TensorFlow's sparse kernels.
 */
import type { SparseUpdateOp } from '../rules/training/sparseLayouts';
import type { Value } from '../value';
import { sizeOf } from '../shape';
import type { Inputs, Reckon } from './accounts';
import { ACCOUNTS, shrink } from './accounts';
import type { Arithmetic } from './arithmetic';
import { arithmeticOf } from './arithmetic';

const SHRINK = 'shrink(x, k) = sign(x)·max(|x|−k, 0)';
const wide = arithmeticOf('float64');

/** Rows of one element have loops of their own in several kernels. */
function isNarrow({ var: w }: Inputs): boolean {
  return sizeOf(w!.dims.slice(1)) === 1;
}

const momentum: Reckon = (by, inputs, note, attributes) => {
  if (attributes['useNesterov'] !== true) {
    return ACCOUNTS.ApplyMomentum(by, inputs, note, attributes);
  }
  const { var: w, accum, lr, grad, momentum: mu } = inputs;
  const kept = note('momentum·a', by.multiply(accum!, mu!));
  const a = note('a′ = momentum·a + g', by.add(kept, grad!));
  const now = note('lr·g', by.multiply(lr!, grad!));
  const ahead = note('lr·momentum·a′', by.multiply(by.multiply(lr!, mu!), a));
  const step = note('lr·g + lr·momentum·a′', by.add(now, ahead));
  return { formula: 'w′ = w − (lr·g + lr·momentum·a′)', after: by.subtract(w!, step) };
};

const adagrad: Reckon = (by, inputs, note, attributes) => {
  if (!isNarrow(inputs)) return ACCOUNTS.ApplyAdagrad(by, inputs, note, attributes);
  const { var: w, accum, lr, grad } = inputs;
  const square = note('g²', by.multiply(grad!, grad!));
  const sum = note('A′', attributes['updateSlots'] === false ? accum! : by.add(accum!, square));
  const root = note('√A′', by.root(sum));
  const step = note('lr·g/√A′', by.divide(by.multiply(lr!, grad!), root));
  return { formula: 'w′ = w − lr·g/√A′, A′ = A + g²', after: by.subtract(w!, step) };
};

const adagradDA: Reckon = (by, inputs, note) => {
  const { gradient_accumulator: g0, gradient_squared_accumulator: q0, grad, lr, l1, l2 } = inputs;
  const isShrinking = l1!.data[0]! > 0;
  const sum = note('G′', by.add(g0!, grad!));
  if (isNarrow(inputs)) {
    // float64 all along; t comes as int64.
    const t = wide.add(inputs['global_step']!, 0);
    const square = wide.multiply(wide.add(grad!, 0), wide.add(grad!, 0));
    const squares = note('Q′', by.add(wide.add(q0!, square), 0));
    const strength = wide.multiply(wide.multiply(t, l2!), lr!);
    const bottom = note('l2·t·lr+√Q′', wide.add(strength, by.root(squares)));
    const threshold = isShrinking ? wide.multiply(t, l1!) : null;
    const opposite = by.negate(sum);
    if (!isShrinking) {
      const top = note('−lr·G′', wide.multiply(opposite, lr!));
      return { formula: 'w′ = −lr·G′/(l2·t·lr+√Q′)', after: by.add(wide.divide(top, bottom), 0) };
    }
    const above = wide.subtract(by.absolute(sum), wide.multiply(t, l1!));
    const scaled = wide.multiply(by.sign(opposite), lr!);
    const top = note('−lr·shrink(G′, t·l1)', wide.multiply(scaled, wide.maximum(above, 0)));
    return {
      formula: `w′ = −lr·shrink(G′, t·l1)/(l2·t·lr+√Q′), ${SHRINK}`,
      after: by.add(wide.divide(top, bottom), 0),
    };
  }
  const t = by.add(inputs['global_step']!, 0);
  const squares = note('Q′', by.add(q0!, by.multiply(grad!, grad!)));
  const mean = note('G′/t', by.divide(sum, t));
  const slope = by.divide(by.root(squares, isShrinking), by.multiply(t, lr!));
  const bottom = note('l2+√Q′/(t·lr)', by.add(l2!, slope));
  if (!isShrinking) {
    return { formula: 'w′ = −(G′/t)/(l2+√Q′/(t·lr))', after: by.divide(by.negate(mean), bottom) };
  }
  const shrunk = note('shrink(G′/t, l1)', shrink(by, mean, l1!));
  return {
    formula: `w′ = −shrink(G′/t, l1)/(l2+√Q′/(t·lr)), ${SHRINK}`,
    after: by.divide(by.negate(shrunk), bottom),
  };
};

/** ρ·mean + (1−ρ)·sample, as the sparse kernels write a moving mean. */
function decayed(by: Arithmetic, mean: Value, sample: Value, rho: Value): Value {
  return by.add(by.multiply(mean, rho), by.multiply(sample, by.subtract(1, rho)));
}

const rmsProp: Reckon = (by, { var: w, ms, mom, lr, rho, momentum: mu, epsilon, grad }, note) => {
  const s = note('s′', decayed(by, ms!, by.multiply(grad!, grad!), rho!));
  const inverse = note('1/√(s′+ε)', by.inverseRoot(by.add(s, epsilon!)));
  const rate = by.multiply(inverse, lr!);
  const fresh = note('lr·g/√(s′+ε)', by.multiply(rate, grad!));
  const kept = note('momentum·q', by.multiply(mom!, mu!));
  const q = note('q′ = momentum·q + lr·g/√(s′+ε)', by.add(kept, fresh));
  return { formula: 'w′ = w − q′, s′ = ρ·s + (1−ρ)·g²', after: by.subtract(w!, q) };
};

const centeredRMSProp: Reckon = (by, inputs, note) => {
  const { var: w, mg, ms, mom, lr, rho, momentum: mu, epsilon, grad } = inputs;
  const s = note('s′', decayed(by, ms!, by.multiply(grad!, grad!), rho!));
  const c = note('c′', decayed(by, mg!, grad!, rho!));
  const spread = note('s′+ε−c′²', by.subtract(by.add(s, epsilon!), by.multiply(c, c)));
  const inverse = note('1/√(s′+ε−c′²)', by.inverseRoot(spread));
  const rate = by.multiply(inverse, lr!);
  const fresh = note('lr·g/√(s′+ε−c′²)', by.multiply(rate, grad!));
  const kept = note('momentum·q', by.multiply(mom!, mu!));
  const q = note('q′ = momentum·q + lr·g/√(s′+ε−c′²)', by.add(kept, fresh));
  return { formula: 'w′ = w − q′', after: by.subtract(w!, q) };
};

const ftrl: Reckon = (by, inputs, note) => {
  const { var: w, accum, linear, grad, lr, l1, l2, lr_power } = inputs;
  const p = lr_power!.data[0]!;
  const raise = (n: Value) => (p === -0.5 ? by.root(n) : by.power(n, -p));
  const shrinkage = inputs['l2_shrinkage'];
  const g =
    shrinkage !== undefined && shrinkage.data[0]! > 0
      ? note('g+2·shrinkage·w', by.add(grad!, by.multiply(by.multiply(2, shrinkage), w!)))
      : grad!;
  const n = note('n′', by.add(accum!, by.multiply(grad!, grad!)));
  const raised = note('n′^(−p)', raise(n));
  const sigma = note('σ', by.divide(by.subtract(raised, raise(accum!)), lr!));
  const moved = by.multiply(sigma, w!);
  const z = note(
    'z′',
    isNarrow(inputs)
      ? by.subtract(by.add(linear!, g), moved)
      : by.add(linear!, by.subtract(g, moved)),
  );
  const bottom = note('n′^(−p)/lr+2·l2', by.add(by.divide(raised, lr!), by.multiply(2, l2!)));
  // min(z′, l1) is −max(−z′, −l1).
  const least = by.negate(by.maximum(by.negate(z), by.negate(l1!)));
  const kept = note('z′ within ±l1', by.maximum(least, by.negate(l1!)));
  return {
    formula: 'w′ = ((z′ within ±l1) − z′)/(n′^(−p)/lr+2·l2)',
    after: by.divide(by.subtract(kept, z), bottom),
  };
};

/**
 * A proximal step with the rate e, whose name in the terms is `rate`; `again` is how the kernel has it the
 * second time.
 */
function proximal(
  by: Arithmetic,
  inputs: Inputs,
  note: (name: string, value: Value) => Value,
  rate: string,
  e: Value,
  again = e,
): ReturnType<Reckon> {
  const { var: w, grad, l1, l2 } = inputs;
  const step = note(`${rate}·g`, by.multiply(grad!, e));
  const p = note(`p = w−${rate}·g`, by.subtract(w!, step));
  // Rows of one element are divided in float64.
  const divide = isNarrow(inputs) ? wide : by;
  const bottom = note(`1+l2·${rate}`, divide.add(1, by.multiply(l2!, again)));
  if (!(l1!.data[0]! > 0)) {
    return { formula: `w′ = p/(1+l2·${rate})`, after: by.add(divide.divide(p, bottom), 0) };
  }
  const top = note(`shrink(p, ${rate}·l1)`, shrink(by, p, by.multiply(again, l1!)));
  return {
    formula: `w′ = shrink(p, ${rate}·l1)/(1+l2·${rate}), ${SHRINK}`,
    after: by.add(divide.divide(top, bottom), 0),
  };
}

const proximalAdagrad: Reckon = (by, inputs, note) => {
  const { accum, lr, grad } = inputs;
  const sum = note('A′', by.add(accum!, by.multiply(grad!, grad!)));
  const e = isNarrow(inputs) ? by.divide(lr!, by.root(sum)) : by.multiply(lr!, by.inverseRoot(sum));
  const isShrinking = inputs['l1']!.data[0]! > 0;
  const again = isNarrow(inputs) || !isShrinking ? e : by.multiply(lr!, by.inverseRoot(sum, true));
  return proximal(by, inputs, note, 'e', note('e = lr/√A′', e), again);
};

/** Total: a sparse update op without an account does not compile. */
export const SPARSE_ACCOUNTS: Readonly<Record<SparseUpdateOp, Reckon>> = {
  SparseApplyMomentum: momentum,
  SparseApplyAdagrad: adagrad,
  SparseApplyKerasMomentum: ACCOUNTS.ApplyKerasMomentum,
  SparseApplyAdagradV2: ACCOUNTS.ApplyAdagradV2,
  SparseApplyAdagradDA: adagradDA,
  SparseApplyAdadelta: ACCOUNTS.ApplyAdadelta,
  SparseApplyRMSProp: rmsProp,
  SparseApplyCenteredRMSProp: centeredRMSProp,
  SparseApplyFtrl: ftrl,
  SparseApplyFtrlV2: ftrl,
  SparseApplyProximalGradientDescent: (by, inputs, note) =>
    proximal(by, inputs, note, 'lr', inputs['alpha']!),
  SparseApplyProximalAdagrad: proximalAdagrad,
};
