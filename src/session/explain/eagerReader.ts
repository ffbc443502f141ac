/** @file Reads the last step of eager execution: its tensors have their values still, nothing is run again. */
import type { EagerGraph } from '../../engine/eager/eagerGraph';
import type { State } from '../../engine/execution';
import { EngineError } from '../../engine/errors';
import type { Node, Tensor } from '../../engine/graph';
import type { Value } from '../../engine/value';
import type { Dialect } from '../../frontends/dialect';
import { userError } from '../refusals';
import type { StepRows } from '../stepObserver';
import type { StepRun } from '../stepRun';
import { StepReader, type ReadTensors } from './stepReader';

export class EagerStepReader extends StepReader {
  private readonly kept: readonly Node[];
  private readonly known: ReadonlySet<Node>;
  private readonly readers = new Map<Tensor, Node[]>();

  /** Throws ValueError when what led to the step is not all there: it was too large, or is inside of a tf.function. */
  constructor(index: number, run: StepRun, before: State, about: StepRows, graph: EagerGraph, dialect: Dialect) {
    super(index, run, before, about);
    const shown = about.rows.flatMap(({ start }) => start ?? []);
    const [target] = run.request.targets;
    this.kept = target === undefined ? [] : keptBehind(graph, target, about.loss === null ? shown : [about.loss, ...shown], dialect);
    this.known = new Set(this.kept);
    for (const node of this.kept) {
      for (const input of node.inputs) {
        const list = this.readers.get(input);
        if (list === undefined) this.readers.set(input, [node]);
        else list.push(node);
      }
    }
  }

  override canRead({ node }: Tensor): boolean {
    return this.known.has(node);
  }

  override read(tensors: Iterable<Tensor>): Map<Tensor, Value> {
    const values = new Map<Tensor, Value>();
    for (const tensor of tensors) if (tensor.value !== null) values.set(tensor, tensor.value);
    return values;
  }

  override readAll(tensors: Iterable<Tensor>): ReadTensors {
    return { values: this.read(tensors), turns: new Map() };
  }

  override executed(): ReadonlySet<Node> {
    return this.known;
  }

  override nodes(): readonly Node[] {
    return this.kept;
  }

  override consumersOf(tensor: Tensor): readonly Node[] {
    return this.readers.get(tensor) ?? [];
  }

  /** Nothing of eager execution runs again by itself; a copy of its ops does. */
  override lossWith(loss: Tensor): number {
    throw new EngineError('NotImplementedError', `the ops behind the loss (${loss.node.op}) cannot be evaluated apart from the program`);
  }
}

function keptBehind(graph: EagerGraph, target: Node, tensors: readonly Tensor[], { notAllKept }: Dialect): readonly Node[] {
  try {
    return graph.nodesBehind(target, tensors);
  } catch (error) {
    if (!(error instanceof EngineError && error.kind === 'ResourceExhaustedError')) throw error;
    throw userError(notAllKept);
  }
}
