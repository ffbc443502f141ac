/** @file A step of small tensors kept as its plain numbers: its record is made of them when somebody asks for it. */
import type { DType } from '../engine/dtypes';
import { allocate } from '../engine/dtypes';
import type { Tensor } from '../engine/graph';
import { isVariableTensor } from '../engine/resourceVariables';
import { ledgerInputs } from '../engine/updateLedger';
import type { Value } from '../engine/value';
import type { StepRecord } from '../protocol/records';
import type { Observed } from './recordMaker';

type Variables = ReadonlyMap<string, Value>;

/** What a step's record is made of. */
export interface StepValues {
  readonly before: Variables;
  readonly written: Variables;
  readonly values: ReadonlyMap<Tensor, Value>;
}

/** Makes the record of one step of a layout. */
export type MakeRecord = (values: StepValues, index: number, driver: StepRecord['driver']) => StepRecord;

/** One tensor among the numbers. */
interface Part {
  readonly dtype: DType;
  readonly dims: Value['dims'];
  readonly size: number;
}

interface StatePart extends Part {
  readonly key: string;
  readonly isWritten: boolean;
}

/** What the objects around the numbers take, those of the journal and of the run to be repeated too; measured, in bytes. */
const PACKED_BYTES = 500;

/** Their elements are no numbers. */
const NO_NUMBERS: ReadonlySet<DType> = new Set<DType>(['string', 'resource', 'variant']);

/** Where each tensor of a step lies among its numbers: the same in every step of one kind. */
export class StepLayout {
  /** As many numbers as a step has, to be copied and overwritten: an array of doubles from its birth. */
  private readonly template: readonly number[];

  private constructor(
    private readonly wanted: readonly Tensor[],
    private readonly parts: readonly Part[],
    private readonly state: readonly StatePart[],
    readonly trainingOp: string,
    readonly rowCount: number,
    readonly make: MakeRecord,
  ) {
    const states = state.reduce((sum, { size, isWritten }) => sum + (isWritten ? 2 * size : size), 0);
    const count = parts.reduce((sum, { size }) => sum + size, states);
    const template = [0.5];
    while (template.length < count) template.push(0.5);
    this.template = template;
  }

  /** Null when a tensor is missing or has more than `most` elements: such a step is recorded at once. */
  static of(
    observed: readonly Observed[], wanted: readonly Tensor[], values: readonly (Value | null)[],
    before: Variables, written: Variables, most: number, trainingOp: string, make: MakeRecord,
  ): StepLayout | null {
    // Of eager execution the next step has other nodes.
    if (observed.some(({ op }) => op.site !== undefined)) return null;
    const parts: Part[] = [];
    for (const value of values) {
      if (value === null || !isSmall(value, most)) return null;
      parts.push(partOf(value));
    }
    const state: StatePart[] = [];
    for (const key of stateKeys(observed)) {
      const value = before.get(key);
      if (value === undefined || !isSmall(value, most)) return null;
      state.push({ ...partOf(value), key, isWritten: written.has(key) });
    }
    const rowCount = observed.reduce((sum, { updates }) => sum + updates.length, 0);
    return new StepLayout(wanted, parts, state, trainingOp, rowCount, make);
  }

  /** The numbers of a step; null when it is not of this layout. */
  pack(values: readonly (Value | null)[], before: Variables, written: Variables): readonly number[] | null {
    const { parts, state } = this;
    const numbers = this.template.slice();
    let at = 0;
    for (let i = 0; i < parts.length; i++) {
      const value = values[i];
      if (value == null || !isLike(value, parts[i]!)) return null;
      at = copied(value.data, numbers, at);
    }
    for (const part of state) {
      const value = before.get(part.key);
      if (value === undefined || !isLike(value, part)) return null;
      at = copied(value.data, numbers, at);
      const after = written.get(part.key);
      if (after === undefined ? part.isWritten : !part.isWritten || !isLike(after, part)) return null;
      if (after !== undefined) at = copied(after.data, numbers, at);
    }
    return numbers;
  }

  unpack(numbers: readonly number[]): StepValues {
    let at = 0;
    const next = ({ dtype, dims, size }: Part): Value => {
      const data = allocate(dtype, size);
      for (let i = 0; i < size; i++) data[i] = numbers[at++]!;
      return { dtype, dims, data };
    };
    const values = new Map(this.wanted.map((tensor, i) => [tensor, next(this.parts[i]!)]));
    const before = new Map<string, Value>();
    const written = new Map<string, Value>();
    for (const part of this.state) {
      before.set(part.key, next(part));
      if (part.isWritten) written.set(part.key, next(part));
    }
    return { before, written, values };
  }
}

/** One step of a layout. */
export class PackedStep {
  constructor(
    private readonly layout: StepLayout,
    private readonly numbers: readonly number[],
    readonly index: number,
    readonly driver: StepRecord['driver'],
  ) {}

  get trainingOp(): string {
    return this.layout.trainingOp;
  }

  get rowCount(): number {
    return this.layout.rowCount;
  }

  get bytes(): number {
    return PACKED_BYTES + 8 * this.numbers.length;
  }

  make(): StepRecord {
    return this.layout.make(this.layout.unpack(this.numbers), this.index, this.driver);
  }
}

/** The variables whose values a record of these rows shows or reckons with. */
function stateKeys(observed: readonly Observed[]): ReadonlySet<string> {
  const keys = new Set<string>();
  for (const { op, updates } of observed) {
    if (op.globalStep !== null) keys.add(op.globalStep);
    for (const { update, chain } of updates) {
      keys.add(update.variable.key);
      for (const { key } of update.slots) keys.add(key);
      for (const node of chain) for (const input of ledgerInputs(node) ?? []) if (isVariableTensor(input)) keys.add(input.node.name);
    }
  }
  return keys;
}

function isSmall({ dtype, data }: Value, most: number): boolean {
  return data.length <= most && !NO_NUMBERS.has(dtype);
}

function partOf({ dtype, dims, data }: Value): Part {
  return { dtype, dims, size: data.length };
}

function isLike(value: Value, { dtype, dims, size }: Part): boolean {
  if (value.data.length !== size || value.dtype !== dtype) return false;
  return value.dims === dims || (value.dims.length === dims.length && value.dims.every((dim, i) => dim === dims[i]));
}

/** Copies `data` to `numbers` from `at` on; where it ends. */
function copied(data: Value['data'], numbers: number[], at: number): number {
  for (let i = 0; i < data.length; i++) numbers[at++] = data[i]!;
  return at;
}
