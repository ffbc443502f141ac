/** @file Builds tf.while_loop in the three parts between which the program makes condition and body. */
import { Builder } from '../builder';
import { valueError } from '../errors';
import type { Graph, Origin, Tensor } from '../graph';
import type { Shape } from '../shape';
import { shapeText } from '../shape';
import type { ControlFlowContext } from './context';
import { isLoopConstantEnter } from './nodeKinds';
import { exitOf, mergeOf, nextIterationOf, switchOf } from './steeringNodes';
import type { WhileContext } from './whileContext';

/** One loop while it is built: the tensors of its variables at each place of the loop. */
export class LoopBuilding {
  private readonly build: Builder;
  private merges: readonly Tensor[] = [];
  private switches: readonly (readonly [Tensor, Tensor])[] = [];

  constructor(
    readonly context: WhileContext,
    origin: Origin,
  ) {
    this.build = new Builder(context.graph, origin);
  }

  private get graph(): Graph {
    return this.context.graph;
  }

  /**
   * Brings the initial values in. `shapes` null: each variable keeps its initial shape. Returns what
   * the condition is computed from. Throws ValueError when an initial shape is not within its shape.
   */
  begin(initial: readonly Tensor[], shapes: readonly Shape[] | null): readonly Tensor[] {
    const { context, build, graph } = this;
    const { outer } = context;
    context.values.clear();
    for (const tensor of initial) context.values.add(tensor);
    const real = outer === null ? initial : initial.map((x) => outer.addValue(x, build.origin));
    const enters = graph.withoutControl(() =>
      real.map((x) => {
        const enter = context.enterNode(build.origin, x, false, { useInputShape: shapes === null });
        graph.unfeedable.add(enter);
        return enter;
      }),
    );
    const pivot = nearestPivot(outer);
    if (pivot !== null) {
      for (const enter of enters) {
        if (isLoopConstantEnter(enter.node.inputs[0]!.node)) {
          graph.addControlInputs(enter.node, [pivot.node]);
        }
      }
    }
    if (shapes !== null) setShapes(real, enters, shapes);
    context.fixContext(enters);
    context.values.clear();
    for (const enter of enters) context.values.add(enter);
    context.loopEnters.splice(0, context.loopEnters.length, ...enters);
    this.merges = enters.map((enter) => mergeOf(build, [enter, enter]));
    context.pivotForPredicate = this.merges[0]!;
    return this.merges;
  }

  /** The condition is made: returns what the body is computed from. */
  condition(predicate: Tensor): readonly Tensor[] {
    const { context, build } = this;
    const pivot = build.make('LoopCond', [predicate], {}, 'LoopCond');
    context.pivot = pivot;
    this.switches = this.merges.map((merge) => switchOf(build, merge, pivot));
    const forBody = this.switches.map(([, inside]) =>
      build.make(inside.isRef ? 'RefIdentity' : 'Identity', [inside], {}),
    );
    context.pivotForBody = forBody[0]!;
    return forBody;
  }

  /**
   * The body is made: its results go round, and the exits are returned. Throws ValueError when a
   * result has a less specific shape than its variable, or another type.
   */
  finish(results: readonly Tensor[]): readonly Tensor[] {
    const { context, build } = this;
    if (this.merges.length !== results.length) {
      throw valueError(
        'Number of inputs and outputs of body must match loop_vars: ' +
          `${this.merges.length}, ${results.length}`,
      );
    }
    this.merges.forEach((merge, i) => addBackEdge(build, merge, results[i]!, true));
    const exits = this.switches.map(([outside]) => exitOf(build, outside));
    context.loopExits.splice(0, context.loopExits.length, ...exits);
    context.exitResult(exits);
    return exits;
  }
}

/** NextIteration of `result`, as the second input of `merge`. */
export function addBackEdge(
  build: Builder,
  merge: Tensor,
  result: Tensor,
  enforceShape: boolean,
): void {
  const next = nextIterationOf(build, result);
  if (enforceShape && !isWithinShape(next.shape, merge.shape)) {
    const input = merge.node.inputs[0]!.node.inputs[0]!;
    throw valueError(
      `Input tensor '${input.name}' enters the loop with shape ${shapeText(input.shape)}, but has ` +
        `shape ${shapeText(next.shape)} after one iteration. To allow the shape to vary across ` +
        'iterations, use the `shape_invariants` argument of tf.while_loop to specify a ' +
        'less-specific shape.',
    );
  }
  build.graph.updateInput(merge.node, 1, next);
}

function nearestPivot(from: ControlFlowContext | null): Tensor | null {
  for (let at = from; at !== null; at = at.outer) {
    const { controlPivot } = at;
    if (controlPivot !== null) return controlPivot;
  }
  return null;
}

function setShapes(
  initial: readonly Tensor[],
  enters: readonly Tensor[],
  shapes: readonly Shape[],
): void {
  enters.forEach((enter, i) => {
    const input = initial[i]!;
    const shape = shapes[i]!;
    if (!isWithinShape(input.shape, shape)) {
      throw valueError(
        `The shape invariant specified for ${input.name} is not compatible with the initial shape ` +
          `of the loop variable. It enters the loop with shape ${shapeText(input.shape)}, but the ` +
          `specified shape invariant is ${shapeText(shape)}.`,
      );
    }
    enter.refineShape(shape);
  });
}

/** True when every tensor of static shape `inner` has the shape `outer`. */
function isWithinShape(inner: Shape, outer: Shape): boolean {
  if (outer === null) return true;
  if (inner === null || inner.length !== outer.length) return false;
  return outer.every((dim, i) => dim === null || dim === inner[i]);
}
