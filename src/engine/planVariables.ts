/** @file Where each variable's value lies at each point of a plan, and which reads see which write. */
import type { Node, Tensor } from './graph';
import { isOp, ruleOf } from './ops';
import type { VariableInput } from './plan';
import { Cell } from './planSteps';
import { variableBehind, variableSpec } from './resourceVariables';
import { isFullyKnown } from './shape';

export class PlanVariables {
  /** Reads of which a node sees a later value than they were made with: what is observed of them. */
  readonly seenLater = new Map<Tensor, Cell>();
  /** The cell that holds a variable's value at this point of the schedule. */
  private readonly current = new Map<Node, Cell>();
  private readonly byNode = new Map<Node, VariableInput>();
  /** Variables written by what a node waits for; no entry where nothing is. */
  private readonly written = new Map<Node, ReadonlySet<Node>>();

  constructor(
    private readonly cells: ReadonlyMap<Tensor, Cell>,
    private readonly fed: ReadonlySet<Tensor>,
  ) {}

  inputs(): readonly VariableInput[] {
    return [...this.byNode.values()];
  }

  of(variable: Node): VariableInput {
    let input = this.byNode.get(variable);
    if (input === undefined) {
      const cell = Cell.perRun(variableSpec(variable).dtype, staticDims(variable), variable);
      input = { key: variable.name, cell, reader: null };
      this.byNode.set(variable, input);
    }
    return input;
  }

  /** The cell of the variable's value at this point. */
  now(variable: Node): Cell {
    return this.current.get(variable) ?? this.of(variable).cell;
  }

  /** From here on the variable's value lies in `cell`. */
  moveTo(variable: Node, cell: Cell): void {
    this.current.set(variable, cell);
  }

  resultCell(tensor: Tensor): Cell {
    const { node } = tensor;
    const isRead = isOp(node, 'VariableV2') && !this.fed.has(tensor);
    if (isRead) this.of(node).reader ??= node;
    return this.cells.get(tensor)!;
  }

  /** What `cell` shows now: the variable after its last write, if it is one's memory. */
  latest(cell: Cell): Cell {
    const last = cell.variable === null ? undefined : this.current.get(cell.variable);
    if (last === undefined) return cell;
    return cell.dims === null ? last : last.reshaped(cell.dims);
  }

  /**
   * A read of a variable is its memory in TensorFlow, not a copy: a node that waits for a write
   * sees what was written, also through a read that was made earlier (moving averages rely on it).
   */
  inputCell(input: Tensor, written: ReadonlySet<Node> | undefined): Cell {
    const handled = variableBehind(input);
    if (handled !== null) return this.now(handled);
    if (!input.isRef || this.fed.has(input)) {
      const cell = this.cells.get(input)!;
      const isStale = cell.variable !== null && written?.has(cell.variable) === true;
      if (!isStale) return cell;
      const latest = this.latest(cell);
      this.seenLater.set(input, latest);
      return latest;
    }
    return this.now(rootVariable(input));
  }

  /** Notes and gives the variables that are surely written before `node` runs. */
  writtenBefore(node: Node): ReadonlySet<Node> | undefined {
    let found: ReadonlySet<Node> | undefined;
    // One set however many writes a node waits for: a training op waits for those of all variables.
    let own: Set<Node> | undefined;
    const add = (before: Node) => {
      const more = this.written.get(before);
      if (more === undefined || more === found) return;
      if (found === undefined) found = more;
      else {
        found = own ??= new Set(found);
        for (const variable of more) own.add(variable);
      }
    };
    for (const input of node.inputs) if (!this.fed.has(input)) add(input.node);
    for (const before of node.controlInputs) add(before);
    if (found !== undefined) this.written.set(node, found);
    return found;
  }

  noteWrite(node: Node, written: readonly { readonly variable: Node; readonly cell: Cell }[]): void {
    for (const { variable, cell } of written) this.current.set(variable, cell);
    const before = this.written.get(node) ?? [];
    this.written.set(node, new Set([...before, ...written.map(({ variable }) => variable)]));
  }

  /** Notes that whoever waits for `node` waits for writes of these variables. */
  noteWritten(node: Node, variables: ReadonlySet<Node>): void {
    if (variables.size === 0) return;
    this.written.set(node, new Set([...(this.written.get(node) ?? []), ...variables]));
  }

  /** The variables that `node` reads by reference or by handle. */
  readBy(node: Node): Node[] {
    return node.inputs.flatMap((input) => {
      if (input.isRef && !this.fed.has(input)) return [rootVariable(input)];
      return variableBehind(input) ?? [];
    });
  }

  markReads(node: Node): void {
    for (const variable of this.readBy(node)) {
      if (!this.current.has(variable)) this.of(variable).reader ??= node;
    }
  }
}

/** The node that a reference or a handle stands for, through Assign and other writes. */
export function rootVariable(tensor: Tensor): Node {
  const handled = variableBehind(tensor);
  if (handled !== null) return handled;
  let { node } = tensor;
  while (!isOp(node, 'VariableV2')) {
    const [first] = ruleOf(node.op).writes ?? [];
    node = node.inputs[first ?? 0]!.node;
  }
  return node;
}

export function staticDims(variable: Node): readonly number[] | null {
  const { shape } = variableSpec(variable);
  return isFullyKnown(shape) ? shape : null;
}
