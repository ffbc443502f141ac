/**
 * @file The optimizer steps that recordUpdates.py recorded, as inputs in layout order and results.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Op } from '../../../src/engine/ops';
import type { UpdateInput, UpdateOp } from '../../../src/engine/rules/training/layouts';
import { UPDATE_LAYOUTS } from '../../../src/engine/rules/training/layouts';
import type { SparseUpdateOp } from '../../../src/engine/rules/training/sparseLayouts';
import { SPARSE_LAYOUTS } from '../../../src/engine/rules/training/sparseLayouts';
import type { Value } from '../../../src/engine/value';
import type { RecordedNumber, RecordedValue } from './recordedValue';
import { readValue } from './recordedValue';

/** Ops on references: those on handles alone are recorded by test/oracle/tensorflow. */
type Recordable = Extract<UpdateOp | SparseUpdateOp, Op>;

interface Recorded {
  readonly op: Recordable;
  readonly attributes: Readonly<Record<string, boolean>>;
  readonly inputs: Readonly<Record<string, RecordedValue>>;
  readonly after: Readonly<Record<string, readonly RecordedNumber[]>>;
}

export interface RecordedUpdate {
  readonly title: string;
  readonly op: Recordable;
  readonly attributes: Readonly<Record<string, boolean>>;
  readonly inputs: readonly Value[];
  /** The variable and its slots after the step, in layout order. */
  readonly after: readonly Value[];
}

const cases: readonly Recorded[] = JSON.parse(
  readFileSync(join('test', 'oracle', 'engine', 'updates.json'), 'utf8'),
);

export const recordedUpdates: readonly RecordedUpdate[] = cases.map(
  ({ op, attributes, inputs, after }) => {
    const layout: readonly UpdateInput[] = { ...UPDATE_LAYOUTS, ...SPARSE_LAYOUTS }[op];
    const [dtype, dims] = inputs['var']!;
    const written = layout.filter(({ role }) => role === 'variable' || role === 'slot');
    const rows = inputs['indices'] === undefined ? '' : ` rows [${inputs['indices'][2].join()}]`;
    return {
      title: `${op} ${JSON.stringify(attributes)} on ${dtype}[${dims.join()}]${rows}`,
      op,
      attributes: { useLocking: false, ...attributes },
      inputs: layout.map(({ name }) => readValue(inputs[name]!)),
      after: written.map(({ name }) => readValue([dtype, dims, after[name]!])),
    };
  },
);
