/** @file The engine's side of the door: eager nodes, variables, tapes and steps for a script, by number. */
import { EagerGraph } from '../../engine/eager/eagerGraph';
import type { Tape } from '../../engine/eager/tape';
import { tapeGradientSteps } from '../../engine/eager/tapeGradients';
import { EngineError } from '../../engine/errors';
import type { ExecutionOptions } from '../../engine/execution';
import type { FunctionAnswer, FunctionCall, GradientResult, GradientSteps } from '../../engine/gradients';
import type { Node, Origin, Tensor } from '../../engine/graph';
import type { Op } from '../../engine/ops';
import { isOpName } from '../../engine/ops';
import { none } from '../../engine/rule';
import type { InputGradient } from '../../engine/rule';
import { isFullyKnown } from '../../engine/shape';
import type { ProgramHost } from '../program';
import { StopProgram } from '../program';
import type {
  ClipReport, ComputedReport, Door, DoorType, Elements, Failure, GradientAnswer, StepReport, WantedFunction,
} from './door';
import { ScriptReports } from './scriptReports';
import { DESK, DOOR_TYPES, FAILED, WANTS_FUNCTION } from './door';

/** What a script asks besides the engine. */
export type DoorSurroundings = Pick<Door, 'print' | 'interrupted' | 'now' | 'epoch' | 'resolve'>;

interface Kind {
  readonly op: Op;
  readonly attributes: unknown;
}

interface SiteNote {
  readonly tensor: Tensor;
  readonly visits: number;
}

export class ScriptBridge {
  private graph: EagerGraph;
  private desk: Int32Array = new Int32Array(0);
  private readonly kinds: Kind[] = [];
  private readonly kindNumbers = new Map<string, number>();
  private readonly tapes = new Map<number, Tape>();
  private tapeCount = 0;
  private readonly notes = new Map<number, SiteNote>();
  /** A parked program has begun its next step already: what is shown is the step before. */
  private notesOfStep: ReadonlyMap<number, SiteNote> = new Map();
  private suspended: (readonly Tape[])[] = [];
  /** A gradient function of the script may ask for gradients itself: the innermost is last. */
  private readonly running: GradientSteps[] = [];
  private wantedCall: FunctionCall | null = null;
  private found: readonly GradientResult[] = [];
  private readonly registered = new Map<string, 'function' | 'none'>();
  private looks = 0;
  private failure: Failure = { type: 'Error', message: '' };
  /** Where the node was made whose failure has this message. */
  private failedAt: { readonly message: string; readonly origin: Origin } | null = null;

  constructor(
    private readonly host: ProgramHost,
    options: ExecutionOptions,
    private readonly surroundings: DoorSurroundings,
  ) {
    this.graph = new EagerGraph(options);
  }

  /** The desk of the script realm. */
  use(desk: Int32Array): void {
    this.desk = desk;
  }

  here(): Origin {
    return this.desk[DESK.origin] ?? -1;
  }

  originOfFailure(message: string): Origin | null {
    return this.failedAt !== null && message.includes(this.failedAt.message) ? this.failedAt.origin : null;
  }

  /** What the noted expressions had last, and how often one came by; and what they had in the last step that was made. */
  get noted(): { readonly last: ReadonlyMap<number, SiteNote>; readonly ofStep: ReadonlyMap<number, SiteNote> } {
    return { last: this.notes, ofStep: this.notesOfStep };
  }

  private note(site: number, tensor: Tensor): void {
    const visits = this.notes.get(site)?.visits ?? 0;
    this.notes.set(site, { tensor, visits: visits + 1 });
  }

  /** The tensor with this id; null when the script let go of it. */
  tensorOf(id: number): Tensor | null {
    try {
      return this.graph.tensor(id);
    } catch (error) {
      if (error instanceof RangeError) return null;
      throw error;
    }
  }

  door(): Door {
    const { graph, tapes, surroundings } = this;
    const reports = new ScriptReports(this.host, graph, () => this.here());
    const tapeOf = (number: number): Tape => {
      const tape = tapes.get(number);
      if (tape === undefined) throw new RangeError(`No tape ${number}.`);
      return tape;
    };
    return {
      ...surroundings,
      kind: (op, attributes) => this.kindNumber(op, attributes),
      make: (kind, count) => this.guard(() => {
        this.look();
        const { op, attributes } = this.kinds[kind]!;
        return this.leave(graph.make({ op, inputs: this.taken(count), attributes: attributes as never, origin: this.here() }));
      }),
      custom: (name, count) => this.guard(() => {
        this.registered.set(name, 'function');
        const before = graph.gradientOverrides;
        graph.gradientOverrides = new Map([['IdentityN', name]]);
        try {
          return this.leave(graph.make({ op: 'IdentityN', inputs: this.taken(count), attributes: {}, origin: this.here() }));
        } finally {
          graph.gradientOverrides = before;
        }
      }),
      constant: (type, rank, elements) => this.guard(() => {
        this.look();
        const dims = Array.from(this.desk.subarray(DESK.list, DESK.list + rank));
        const value = { dtype: typeNumbered(type), dims, data: copyOf(elements) };
        return this.leave(graph.make({ op: 'Const', inputs: [], attributes: { value }, origin: this.here() }));
      }),
      read: (id, target) => this.guard(() => {
        const { data } = graph.execution.now.valueOf(graph.tensor(id));
        for (let i = 0; i < data.length; i++) target[i] = data[i]!;
        return 0;
      }),
      describe: (id) => this.guard(() => this.leaveTensors([graph.tensor(id)], false)),
      release: (count) => {
        for (let i = 0; i < count; i++) graph.release(this.desk[DESK.list + i]!);
      },

      variable: (name, initial, trainable) => this.guard(() => {
        const value = graph.tensor(initial);
        const attributes = { dtype: value.dtype, shape: value.shape, container: '', sharedName: '' };
        const origin = this.here();
        const node = graph.make({ op: 'VarHandleOp', inputs: [], attributes, name, origin });
        const handle = node.outputs[0]!;
        if (trainable) graph.setTrainable(handle);
        this.assigned(handle, value);
        return this.leave(node);
      }),
      readVariable: (handle) => this.guard(() => this.leave(this.readOf(graph.tensor(handle)))),
      assign: (handle, value) => this.guard(() => {
        this.assigned(graph.tensor(handle), graph.tensor(value));
        return 0;
      }),
      forgetVariable: (handle) => {
        graph.execution.forgetVariable(graph.tensor(handle).node.name);
        graph.release(handle);
      },

      openTape: () => {
        const tape = graph.openTape(false);
        tapes.set(this.tapeCount, tape);
        graph.pushTape(tape);
        return this.tapeCount++;
      },
      closeTape: (number) => {
        graph.closeTape(tapeOf(number));
        tapes.delete(number);
      },
      watch: (number, id) => {
        const tensor = graph.tensor(id);
        if (tensor.dtype === 'resource') tapeOf(number).watchVariable(tensor);
        else tapeOf(number).watch(tensor);
      },
      suspendTapes: () => void this.suspended.push(graph.swapTapes([])),
      resumeTapes: () => void graph.swapTapes(this.suspended.pop() ?? []),
      gradients: (number, target, seed, count) => this.guard(() => {
        // What the gradients are made of is recorded by the tapes around this one only.
        graph.popTape(tapeOf(number));
        const steps = tapeGradientSteps({
          graph,
          tape: tapeOf(number),
          targets: [graph.tensor(target)],
          sources: this.taken(count),
          outputGradients: [seed < 0 ? null : graph.tensor(seed)],
          registered: this.registered,
          origin: this.here(),
        });
        this.running.push(steps);
        return this.advance([]);
      }),
      wanted: () => JSON.stringify(this.wantedFunction()),
      resume: (count) => this.guard(() => this.advance(this.resumed(count))),
      abandon: () => void this.running.pop()?.return([]),
      answers: () => JSON.stringify(this.found.map((result) => this.answerOf(result))),
      overrideGradients: (ops, name) => {
        this.registered.set(name, 'function');
        graph.gradientOverrides = new Map(ops.split(',').map((op) => [op, name]));
      },

      beginStep: () => graph.beginStep(),
      abandonStep: () => graph.abandonStep(),
      endStep: (name, count, report) => this.guard(() => {
        const nodes: Node[] = [];
        for (let i = 0; i < count; i++) nodes.push(graph.node(this.desk[DESK.list + i]!));
        const made = reports.step(name, nodes, JSON.parse(report) as StepReport);
        this.notesOfStep = new Map(this.notes);
        return made;
      }),
      computed: (report) => this.guard(() => reports.computed(JSON.parse(report) as ComputedReport)),
      clipped: (report) => this.guard(() => reports.clipped(JSON.parse(report) as ClipReport)),
      isDerived: (id) => graph.isDerived(graph.tensor(id)),

      note: (site, id) => this.note(site, graph.tensor(id)),
      failure: () => JSON.stringify(this.failure),
      log: (text) => this.host.log(text),
    };
  }

  /** A loop of few turns may make much. */
  private look(): void {
    if (++this.looks % 64 === 0 && this.surroundings.interrupted()) throw new StopProgram();
  }

  private kindNumber(op: string, json: string): number {
    const key = `${op} ${json}`;
    const known = this.kindNumbers.get(key);
    if (known !== undefined) return known;
    if (!isOpName(op)) return FAILED;
    this.kindNumbers.set(key, this.kinds.length);
    return this.kinds.push({ op, attributes: JSON.parse(json) as unknown }) - 1;
  }

  /** Runs `body`; a throw becomes FAILED and what `failure` returns. */
  private guard(body: () => number): number {
    try {
      return body();
    } catch (error) {
      this.failure = failureOf(error);
      if (error instanceof EngineError && error.origin >= 0) {
        this.failedAt = { message: error.message, origin: error.origin };
      }
      return FAILED;
    }
  }

  private taken(count: number): readonly Tensor[] {
    const tensors: Tensor[] = [];
    for (let i = 0; i < count; i++) tensors.push(this.graph.tensor(this.desk[DESK.list + i]!));
    return tensors;
  }

  private leave(node: { readonly outputs: readonly Tensor[]; readonly id: number }): number {
    if (node.outputs.length > 0) return this.leaveTensors(node.outputs, true);
    this.graph.expose(node as Node);
    this.desk[DESK.list] = node.id;
    return 1;
  }

  private leaveTensors(tensors: readonly Tensor[], isNew: boolean): number {
    const { desk } = this;
    let at: number = DESK.list;
    for (const tensor of tensors) {
      if (isNew) this.graph.expose(tensor);
      const shape = tensor.shape ?? [];
      if (!isFullyKnown(shape)) throw new Error(`The shape of ${tensor.name} is not known.`);
      desk[at++] = tensor.id;
      desk[at++] = DOOR_TYPES.indexOf(tensor.dtype as DoorType);
      desk[at++] = shape.length;
      for (const dim of shape) desk[at++] = dim;
    }
    return tensors.length;
  }

  private readOf(handle: Tensor): Node {
    const { dtype } = handle.node.attributes as { readonly dtype: DoorType };
    return this.graph.make({ op: 'ReadVariableOp', inputs: [handle], attributes: { dtype }, origin: this.here() }) as unknown as Node;
  }

  private assigned(handle: Tensor, value: Tensor): Node {
    return this.graph.make({
      op: 'AssignVariableOp', inputs: [handle, value], attributes: { dtype: value.dtype }, origin: this.here(),
    } as never) as unknown as Node;
  }

  // ---- gradients ----

  private advance(answer: FunctionAnswer): number {
    const { graph } = this;
    const steps = this.running.at(-1)!;
    try {
      const step = graph.differentiating(() => steps.next(answer));
      if (step.done !== true) {
        this.wantedCall = step.value;
        return WANTS_FUNCTION;
      }
      this.found = step.value;
      for (const result of step.value) if (result.kind === 'dense') graph.markGradient(result.tensor);
    } catch (error) {
      this.running.pop();
      throw error;
    }
    this.running.pop();
    return 0;
  }

  private wantedFunction(): WantedFunction {
    const { node, name, gradients } = this.wantedCall!;
    const exposed = (tensor: Tensor): number => this.graph.expose(tensor);
    return {
      name,
      op: node.op,
      attributes: node.attributes,
      inputs: node.inputs.map(exposed),
      outputs: node.outputs.map(exposed),
      gradients: gradients.map((gradient) => (gradient === null || 'kind' in gradient ? -1 : exposed(gradient))),
      origin: node.origin,
    };
  }

  private resumed(count: number): InputGradient[] {
    const results: InputGradient[] = [];
    for (let i = 0; i < count; i++) {
      const id = this.desk[DESK.list + i]!;
      results.push(id < 0 ? none(`the gradient of ${this.wantedCall!.node.op} does not reach this input`) : this.graph.tensor(id));
    }
    return results;
  }

  private answerOf(result: GradientResult): GradientAnswer {
    switch (result.kind) {
      case 'dense':
        return { id: this.graph.expose(result.tensor), reason: '', cutBy: -1 };
      case 'sparse':
        throw new Error('A gradient of rows came where scripts have none.');
      case 'none':
        return { id: -1, reason: result.reason, cutBy: result.cutBy?.id ?? -1 };
    }
  }
}

function typeNumbered(code: number): DoorType {
  const type = DOOR_TYPES[code];
  if (type === undefined) throw new RangeError(`No element type ${code}.`);
  return type;
}

/** The script may write to its array later. */
function copyOf(elements: Elements): Float32Array | Int32Array | Uint8Array {
  const { length } = elements;
  // By their own class name the realm of the array cannot be told: its bytes per element and its use can.
  const kind = Object.prototype.toString.call(elements);
  const copy = kind === '[object Float32Array]' ? new Float32Array(length)
    : kind === '[object Int32Array]' ? new Int32Array(length) : new Uint8Array(length);
  for (let i = 0; i < length; i++) copy[i] = elements[i]!;
  return copy;
}

function failureOf(error: unknown): Failure {
  if (error instanceof StopProgram) return { type: 'Stop', message: error.message };
  if (error instanceof EngineError) return { type: error.kind, message: error.message };
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof RangeError && /array (buffer )?(allocation|length)/i.test(message)) {
    return { type: 'RangeError', message: `A tensor does not fit in memory: ${message}` };
  }
  return { type: 'Error', message };
}
