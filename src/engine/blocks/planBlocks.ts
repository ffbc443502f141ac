/**
 * @file Joins neighbouring steps of a plan into blocks: the memory of the plan, which steps a block takes, and the one
 * module with the functions of all blocks.
 */
import type { Data } from '../dtypes';
import { Cell, FixedStep, WriteStep, type Step } from '../planSteps';
import type { Dims } from '../shape';
import { PACKET } from '../rules/math/eigenFloat32';
import { sizeOf } from '../shape';
import type { FunctionCode } from '../wasm/module';
import { guestModuleBytes } from '../wasm/module';
import type { Arena } from './arena';
import { ARENA_PAGES, arenaForPlan, LONGEST, LONGEST_COPIED } from './arena';
import type { BlockOp, Place } from './blockCode';
import { blockFunction, CALLED, structureOf, wholeFunction } from './blockCode';
import type { Copied, Staged } from './blockStep';
import { BlockStep } from './blockStep';
import type { Lowering } from './lowerings';
import { loweringOf } from './lowerings';
import { wholeKernelOf, type WholeKernel } from './wholeKernels';

/** Ops of one block of tensors: so few that values stay in registers, and that blocks repeat in graphs of layers. */
const MOST_OPS = 8;
/** Ops of one block of single numbers. */
const MOST_SCALAR_OPS = 256;

/** A step that a block may take. */
interface Candidate {
  readonly step: FixedStep | WriteStep;
  readonly inputs: readonly Cell[];
  readonly lowering: Lowering | WholeKernel;
  /** Elements that a block has which takes it; 0: none does with another. */
  readonly count: number;
  readonly results: readonly { readonly cell: Cell; readonly key: string | null; readonly dims: Dims }[];
}

interface Block {
  readonly steps: readonly (FixedStep | WriteStep)[];
  readonly places: readonly Place[];
  readonly staged: readonly Staged[];
  readonly copied: readonly Copied[];
  /** What blocks have in common whose code is the same, with a table of addresses; null: its own code without one. */
  readonly structure: string | null;
  readonly code: (name: string) => FunctionCode;
  readonly canRefuse: boolean;
}

/** The memory of one plan that is made to run often. */
export class PlanBlocks {
  private readonly constants = new Map<Cell, number>();
  private readonly stages = new Map<Cell, Staged>();

  private constructor(readonly arena: Arena) {}

  /** Null where there is no memory to be had. */
  static make(): PlanBlocks | null {
    const arena = arenaForPlan();
    return arena === null ? null : new PlanBlocks(arena);
  }

  /** A fixed float32 cell that blocks can reach; null for what is too long for them. */
  cell(dims: Dims): Cell | null {
    const size = sizeOf(dims);
    const address = size > LONGEST ? null : this.arena.take(size);
    if (address === null) return null;
    return Cell.placed(dims, this.arena.floats.subarray(address / 4, address / 4 + size), address);
  }

  /** The steps with blocks in the place of what these can do. */
  join(steps: readonly Step[]): readonly Step[] {
    const joined: (Step | Block)[] = [];
    const runs: Candidate[] = [];
    const close = () => {
      if (runs.length === 0) return;
      const block = this.block(runs);
      if (block === null) joined.push(...runs.map(({ step }) => step));
      else joined.push(block);
      runs.length = 0;
    };
    for (const step of steps) {
      const candidate = this.candidate(step);
      const [first] = runs;
      if (first !== undefined && (candidate?.count !== first.count || runs.length >= mostOps(first.count))) close();
      if (candidate === null) joined.push(step);
      else runs.push(candidate);
    }
    close();
    return this.compiled(joined);
  }

  private candidate(step: Step): Candidate | null {
    if (step instanceof FixedStep) {
      const { inputCells, outputCells } = step;
      const [out] = outputCells;
      if (outputCells.length !== 1 || out!.address === null) return null;
      return this.lowered(step, inputCells, [{ cell: out!, key: null, dims: out!.dims! }]);
    }
    if (!(step instanceof WriteStep)) return null;
    const shapes = step.shapesOfAllRuns();
    if (shapes === null || step.written.some(({ cell }) => cell.dtype !== 'float32')) return null;
    const results = step.written.map(({ cell, key }, i) => ({ cell, key, dims: shapes[i]! }));
    return this.lowered(step, step.inputs, results);
  }

  private lowered(
    step: FixedStep | WriteStep, inputs: readonly Cell[], results: Candidate['results'],
  ): Candidate | null {
    const count = sizeOf(results[0]!.dims);
    if (count === 0 || count > LONGEST || results.some(({ dims }) => sizeOf(dims) !== count)) return null;
    if (inputs.some(({ dims }) => dims === null)) return null;
    const dims = inputs.map((cell) => cell.dims!);
    const elementwise = loweringOf(step.node, dims.map(sizeOf), count);
    const known = (index: number) => (inputs[index]!.isConstant ? inputs[index]!.value() : null);
    const lowering = elementwise ?? wholeKernelOf(step.node, dims, known);
    if (lowering === null) return null;
    const read = lowering.reads?.map((index) => inputs[index]!) ?? inputs;
    const isFar = (cell: Cell) => cell.address === null && sizeOf(cell.dims!) > LONGEST_COPIED;
    if (read.some((cell) => cell.dtype !== 'float32' || isFar(cell))) return null;
    if (count > LONGEST_COPIED && results.some(({ cell }) => cell.address === null)) return null;
    return { step, inputs: read, lowering, count: elementwise === null ? 0 : count, results };
  }

  /** Null when the memory is full. */
  private block(candidates: readonly Candidate[]): Block | null {
    const places: Place[] = [];
    const numbers = new Map<Cell, number>();
    const staged = new Set<Staged>();
    const copied = new Map<string, Copied>();
    const placeOf = (cell: Cell, size: number): number | null => {
      const address = this.addressOf(cell, size, staged);
      if (address === null) return null;
      return places.push({ address, hasOneElement: size === 1 }) - 1;
    };
    let values = 0;
    const ops: BlockOp[] = [];
    const [{ count, lowering: first }] = candidates as [Candidate];
    for (const { inputs, lowering, results } of candidates) {
      const operands: number[] = [];
      for (const { root, dims } of inputs) {
        // A kernel finds its operands in their order, each in its own place.
        const number = (count === 0 ? undefined : numbers.get(root)) ?? placeOf(root, sizeOf(dims!));
        if (number === null) return null;
        numbers.set(root, number);
        operands.push(number);
      }
      const written: number[] = [];
      for (const { cell, key, dims } of results) {
        const address = cell.address ?? this.arena.take(sizeOf(dims));
        if (address === null) return null;
        written.push(places.push({ address, hasOneElement: count === 1 }) - 1);
        numbers.set(cell.root, -1 - values++);
        if (key !== null) copied.set(`${key} ${copied.size}`, { key, cell, dims, address, size: count });
      }
      if (isElementwise(lowering)) ops.push({ operands, results: written, emit: lowering.emit });
    }
    const steps = candidates.map(({ step }) => step);
    const common = { steps, places, staged: [...staged], copied: [...copied.values()] };
    if (!isElementwise(first)) {
      const code = (name: string) => wholeFunction(name, first, places.length - 1, this.arena);
      return { ...common, structure: first.structure, code, canRefuse: false };
    }
    const plan = { count, places, ops };
    const isByTable = count > 1;
    return {
      ...common,
      structure: isByTable ? structureOf(plan, steps.map(({ node }) => node.op)) : null,
      code: (name) => blockFunction(name, plan, this.arena, isByTable),
      canRefuse: count >= PACKET && steps.some(({ node }) => CAN_REFUSE.has(node.op)),
    };
  }

  private addressOf(cell: Cell, size: number, staged: Set<Staged>): number | null {
    if (cell.address !== null) return cell.address;
    if (cell.isConstant) {
      let address = this.constants.get(cell) ?? null;
      if (address === null) {
        address = this.arena.take(size);
        if (address === null) return null;
        this.arena.floats.set(cell.value().data, address / 4);
        this.constants.set(cell, address);
      }
      return address;
    }
    let stage = this.stages.get(cell);
    if (stage === undefined) {
      const address = this.arena.take(size);
      if (address === null) return null;
      const slots: Data[] = [];
      cell.connect(slots, 0);
      stage = { root: cell, slots, address, size };
      this.stages.set(cell, stage);
    }
    staged.add(stage);
    return stage.address;
  }

  /** One module for all blocks; the steps as they were where no module can be made. */
  private compiled(joined: readonly (Step | Block)[]): readonly Step[] {
    const functions: FunctionCode[] = [];
    const byStructure = new Map<string, { readonly name: string }>();
    const made = new Map<Block, { readonly name: string; readonly table: number }>();
    for (const block of joined) {
      if (!isBlock(block)) continue;
      const { structure, places } = block;
      let known = structure === null ? undefined : byStructure.get(structure);
      if (known === undefined) {
        known = { name: `b${functions.length}` };
        functions.push(block.code(known.name));
        if (structure !== null) byStructure.set(structure, known);
      }
      const table = structure === null ? 0 : this.arena.take(places.length);
      if (table === null) return unjoined(joined);
      if (structure !== null) this.arena.words.set(places.map(({ address }) => address), table / 4);
      made.set(block, { name: known.name, table });
    }
    if (functions.length === 0) return unjoined(joined);
    const exports = this.instance(functions);
    if (exports === null) return unjoined(joined);
    return joined.map((item) => {
      if (!isBlock(item)) return item;
      const { steps, staged, copied, canRefuse } = item;
      const { name, table } = made.get(item)!;
      return new BlockStep(steps, staged, copied, this.arena, exports[name]!, table, canRefuse);
    });
  }

  private instance(functions: readonly FunctionCode[]): { readonly [name: string]: (table: number) => void } | null {
    try {
      const module = new WebAssembly.Module(guestModuleBytes(functions, ARENA_PAGES, Object.keys(CALLED)));
      const given = { memory: this.arena.memory, ...CALLED };
      return new WebAssembly.Instance(module, { given }).exports as { [name: string]: (table: number) => void };
    } catch (error) {
      // Instructions that it does not know, a host that forbids to make code, no room for constants.
      if (error instanceof WebAssembly.CompileError || error instanceof RangeError) return null;
      throw error;
    }
  }
}

/** Ops whose vectors leave some numbers to the kernel. */
const CAN_REFUSE: ReadonlySet<string> = new Set(['Sin', 'Cos', 'Sqrt', 'ApplyAdam', 'ResourceApplyAdam']);

/** So many ops a block takes that has this number of elements. */
function mostOps(count: number): number {
  if (count === 0) return 1;
  return count === 1 ? MOST_SCALAR_OPS : MOST_OPS;
}

function isElementwise(lowering: Lowering | WholeKernel): lowering is Lowering {
  return !('structure' in lowering);
}

function isBlock(item: Step | Block): item is Block {
  return 'places' in item;
}

function unjoined(joined: readonly (Step | Block)[]): readonly Step[] {
  return joined.flatMap((item): readonly Step[] => (isBlock(item) ? item.steps : [item]));
}
