/** @file A training run with many shapes for the panel's tests: softplus regression, Adam, clip by global norm, a None. */
import type { SessionState } from '../../src/protocol/messages';
import type { RowRecord, StepRecord } from '../../src/protocol/records';
import { toWire } from '../../src/protocol/wireNumber';
import { normOf, tensorOf } from './computedTensor';
import { FILE, historyEntry, place } from './notesProgram';

const LIMIT = 1.5;
const RATE = 0.05;
const [BETA1, BETA2, EPSILON] = [0.9, 0.999, 1e-8];
const f = Math.fround;

interface Parameter {
  readonly name: string;
  readonly line: number;
  readonly shape: readonly number[];
  readonly values: readonly number[];
  readonly m: readonly number[];
  readonly v: readonly number[];
}

/** A small generator with a fixed start, so that the pictures are the same in every run. */
function samples(count: number, start: number): number[] {
  let seed = start;
  return Array.from({ length: count }, () => {
    seed = (seed * 1103515245 + 12345) % 2 ** 31;
    return f(seed / 2 ** 30 - 1);
  });
}

const POINTS = 24;
const INPUTS = Array.from({ length: POINTS }, (_, i) => samples(6, 7 + i));
const TARGETS = INPUTS.map((x) => f(3 * (x[0] ?? 0) - 2 * (x[3] ?? 0) * (x[1] ?? 0) + 4));

function parameter(name: string, line: number, shape: readonly number[], seed: number): Parameter {
  const values = samples(
    shape.reduce((a, b) => a * b, 1),
    seed,
  ).map((x) => f(0.6 * x));
  const zeros = values.map(() => 0);
  return { name, line, shape, values, m: zeros, v: zeros };
}

/** Mean squared error of bias + Σ k·log(1 + exp(x·kernel)); exact derivatives by the chain rule. */
function lossAndGradients(kernel: readonly number[], output: readonly number[], bias: number) {
  const gradients = { kernel: kernel.map(() => 0), output: output.map(() => 0), bias: [0] };
  let loss = 0;
  INPUTS.forEach((x, n) => {
    const pre = output.map((_, j) =>
      x.reduce((sum, xi, i) => sum + xi * (kernel[i * 4 + j] ?? 0), 0),
    );
    const hidden = pre.map((z) => Math.log1p(Math.exp(z)));
    const error =
      hidden.reduce((sum, h, j) => sum + h * (output[j] ?? 0), bias) - (TARGETS[n] ?? 0);
    loss += (error * error) / POINTS;
    const upstream = (2 * error) / POINTS;
    gradients.bias[0] = (gradients.bias[0] ?? 0) + upstream;
    pre.forEach((z, j) => {
      gradients.output[j] = (gradients.output[j] ?? 0) + upstream * (hidden[j] ?? 0);
      const local = upstream * (output[j] ?? 0) * (1 / (1 + Math.exp(-z)));
      x.forEach(
        (xi, i) => (gradients.kernel[i * 4 + j] = (gradients.kernel[i * 4 + j] ?? 0) + local * xi),
      );
    });
  });
  return { loss: f(loss), gradients };
}

/** `steps` steps of Adam; with `breakAt` the loss divides by 0 at that step, as 0/0 does. */
export function regressionState(steps: number, cursor: number, breakAt?: number): SessionState {
  let parameters = [
    parameter('dense/kernel', 8, [6, 4], 11),
    parameter('dense/output', 9, [4], 23),
    parameter('dense/bias', 10, [], 5),
  ];
  const records: StepRecord[] = [];
  for (let index = 1; index <= steps; index++) {
    const [kernel, output, bias] = parameters.map((p) => p.values);
    const computed = lossAndGradients(kernel ?? [], output ?? [], bias?.[0] ?? 0);
    const broken = breakAt !== undefined && index >= breakAt;
    const raw = [computed.gradients.kernel, computed.gradients.output, computed.gradients.bias].map(
      (values) => values.map((g, i) => f(broken && i % 5 === 0 ? g * NaN : g)),
    );
    const { record, next } = adamStep(parameters, raw, broken ? NaN : computed.loss, index);
    records.push(record);
    parameters = next;
  }
  return {
    path: FILE,
    version: 3,
    script: 'parked',
    framework: {
      name: 'TensorFlow 1.15', noValue: 'None', minimizers: 'minimize() or apply_gradients()',
      example: 'train_op = tf.train.GradientDescentOptimizer(0.1).minimize(loss)',
    },
    waitsAt: null,
    cursor,
    stepCount: steps,
    trainingOps: [{ name: 'train_op', optimizer: 'AdamOptimizer' }],
    record: records[cursor - 1] ?? null,
    error: null,
    findings: [
      {
        code: 'no-gradient',
        severity: 'warning',
        place: place(18),
        variable: 'gate:0',
        message: 'gate:0 is trainable but gets no gradient: tf.argmax cuts the path.',
      },
    ],
    history: records.map(historyEntry),
    timelines: [{ id: 0, fork: null, stepCount: records.length, cursor: records.length }],
    timeline: 0,
    stopped: null,
    dropped: [],
    baseline: null,
  };
}

function adamStep(
  parameters: readonly Parameter[],
  raw: readonly (readonly number[])[],
  loss: number,
  t: number,
) {
  const norm = normOf(raw.flat());
  const factor = LIMIT * Math.min(1 / norm, 1 / LIMIT);
  const rate = RATE * (Math.sqrt(1 - BETA2 ** t) / (1 - BETA1 ** t));
  const next: Parameter[] = [];
  const rows = parameters.map((p, index): RowRecord => {
    const gradient = raw[index] ?? [];
    const applied = gradient.map((g) => f(g * factor));
    const m = p.m.map((old, i) => f(BETA1 * old + (1 - BETA1) * (applied[i] ?? 0)));
    const v = p.v.map((old, i) => f(BETA2 * old + (1 - BETA2) * (applied[i] ?? 0) ** 2));
    const update = m.map((mi, i) => f((rate * mi) / (Math.sqrt(v[i] ?? 0) + EPSILON)));
    const values = p.values.map((value, i) => f(value - (update[i] ?? 0)));
    next.push({ ...p, values, m, v });
    const tensor = (of: readonly number[]) => tensorOf(of, p.shape);
    return {
      variable: `${p.name}:0`,
      name: p.name,
      place: place(p.line),
      dtype: 'float32',
      shape: p.shape,
      gradient: { kind: 'dense', tensor: tensor(gradient) },
      stages: [
        {
          op: 'clip_by_global_norm',
          isClip: true,
          place: place(31),
          thresholds: [LIMIT],
          norm: toWire(norm),
          factor: toWire(factor),
          angleDegrees: Number.isFinite(norm) ? 0 : null,
          clippedElements: norm > LIMIT ? gradient.length : 0,
          fired: norm > LIMIT,
          output: tensor(applied),
        },
      ],
      applied: tensor(applied),
      before: tensor(p.values),
      after: tensor(values),
      updateRatio: toWire(normOf(update) / normOf(p.values)),
      slots: [
        { name: 'm', variable: `${p.name}/Adam:0`, before: tensor(p.m), after: tensor(m) },
        { name: 'v', variable: `${p.name}/Adam_1:0`, before: tensor(p.v), after: tensor(v) },
      ],
      formula: 'after = before − lrₜ·m/(√v + ε)',
      terms: [
        { name: 'lrₜ', tensor: tensorOf([f(rate)]) },
        { name: 'm', tensor: tensor(m) },
        { name: 'v', tensor: tensor(v) },
        { name: 'lrₜ·m/(√v + ε)', tensor: tensor(update) },
      ],
      residual: Number.isFinite(norm) ? 0 : 'NaN',
    };
  });
  const record: StepRecord = {
    index: t,
    phase: 'applied',
    driver: 'script',
    trainingOp: 'train_op',
    optimizer: 'AdamOptimizer',
    ops: [{ name: 'train_op', optimizer: 'AdamOptimizer', rowCount: rows.length + 1 }],
    place: place(34),
    loss: tensorOf([loss]),
    globalStep: t,
    gradientNorm: toWire(norm),
    appliedNorm: toWire(norm * factor),
    rows: [...rows, gateRow()],
  };
  return { record, next };
}

function gateRow(): RowRecord {
  const values = tensorOf([0.1, 0.2, 0.3].map(f), [3]);
  return {
    variable: 'gate:0',
    name: 'gate',
    place: place(12),
    dtype: 'float32',
    shape: [3],
    gradient: {
      kind: 'none',
      reason: 'ArgMax picks an index: it has no derivative.',
      cutAt: { op: 'ArgMax', place: place(18) },
    },
    stages: [],
    applied: null,
    before: values,
    after: values,
    updateRatio: 0,
    slots: [],
    formula: null,
    terms: [],
    residual: null,
  };
}
