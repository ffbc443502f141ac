/** @file Bridge functions of tf.cond and tf.while_loop: branches and loops of the current graph, by number. */
import { CondContext } from '../../../engine/controlFlow/condContext';
import type { ControlFlowContext } from '../../../engine/controlFlow/context';
import { LoopBuilding } from '../../../engine/controlFlow/loopBuilding';
import { WhileContext } from '../../../engine/controlFlow/whileContext';
import type { Tensor } from '../../../engine/graph';
import type { BridgeState } from './bridgeState';
import { FAILED, packTensor } from './bridgeState';
import { shapeOfText } from './describeNodes';
import { idsOf } from './makeNodes';

export function controlFlowFunctions(state: BridgeState) {
  const loops = new WeakMap<ControlFlowContext, LoopBuilding>();
  let answer: readonly Tensor[] = [];

  const contextOf = (index: number): ControlFlowContext => {
    const context = state.contexts[index];
    if (context === undefined) throw new RangeError(`No conditional or loop ${index}.`);
    return context;
  };
  const loopOf = (index: number): LoopBuilding => {
    const loop = loops.get(contextOf(index));
    if (loop === undefined) throw new RangeError(`No loop ${index} is being built.`);
    return loop;
  };
  const tensorsOf = (ids: string) => idsOf(ids).map((id) => state.graph.tensor(id));
  const giving = (tensors: () => readonly Tensor[]): number =>
    state.guard(() => {
      answer = tensors();
      return 0;
    });

  return {
    /** Number of the branch or loop that new nodes go to, −1 outside of all. */
    currentContext: (): number =>
      state.graph.context === null ? FAILED : state.contexts.indexOf(state.graph.context),

    /** 1 when new nodes go into a loop, also through a branch. */
    isInLoop: (): number => ((state.graph.context?.loop ?? null) === null ? 0 : 1),

    /** A branch of a conditional: its number. */
    newBranch: (predicate: number, pivot: number, branch: number): number =>
      state.guard(() => {
        const { graph } = state;
        const side = branch === 0 ? 0 : 1;
        const made = new CondContext(graph.tensor(predicate), graph.tensor(pivot), side);
        return state.contexts.push(made) - 1;
      }),

    /** A loop: its number. */
    newLoop: (
      parallelIterations: number,
      backProp: boolean,
      swapMemory: boolean,
      origin = state.here(),
    ): number =>
      state.guard(() => {
        const made = new WhileContext(state.graph, {
          parallelIterations, backProp, swapMemory, name: 'while_context', gradState: null,
        });
        loops.set(made, new LoopBuilding(made, origin));
        return state.contexts.push(made) - 1;
      }),

    enterContext: (index: number): void => contextOf(index).enter(),
    exitContext: (index: number): void => contextOf(index).exit(),

    /** 1 when the branch or loop is inside of no other. */
    isOutermost: (index: number): number => (contextOf(index).outer === null ? 1 : 0),

    /** 1 when the tensor is made inside of a conditional or loop. */
    isInContext: (id: number): number => (state.graph.tensor(id).node.context === null ? 0 : 1),

    /** The name of a branch or loop. */
    contextName: (index: number): string => contextOf(index).name,

    /** What stands in the branch for its result `id`: the id of a tensor, or −1 and an error. */
    branchOutput: (index: number, id: number, origin = state.here()): number =>
      state.guard(() => {
        const context = contextOf(index);
        if (!(context instanceof CondContext)) throw new RangeError(`${index} is no branch.`);
        return context.output(state.graph.tensor(id), origin).id;
      }),

    /** Makes the results (ids) of a branch or loop known around it. */
    exitResult: (index: number, ids: string): void => contextOf(index).exitResult(tensorsOf(ids)),

    /** Loop variables enter; then `answeredTensors` are what the condition sees. Shapes with `;`. */
    beginLoop: (index: number, ids: string, shapes: string): number =>
      giving(() =>
        loopOf(index).begin(tensorsOf(ids), ids === '' ? [] : shapes.split(';').map(shapeOfText)),
      ),

    /** The condition is made; then `answeredTensors` are what the body sees. */
    loopCondition: (index: number, predicate: number): number =>
      giving(() => loopOf(index).condition(state.graph.tensor(predicate))),

    /** The body is made; then `answeredTensors` are what the loop returns. */
    finishLoop: (index: number, ids: string): number =>
      giving(() => loopOf(index).finish(tensorsOf(ids))),

    /** Ids of the last answer, `12,15`. */
    /** Packed, each as a node that has this output alone. */
    answeredTensors: (): string => answer.map(packTensor).join(),

    /** No run may ask for these nodes any more. */
    preventFetching: (ids: string): void => {
      for (const id of idsOf(ids)) state.graph.unfetchable.add(state.graph.node(id));
    },
    preventFeeding: (ids: string): void => {
      for (const id of idsOf(ids)) state.graph.unfeedable.add(state.graph.tensor(id));
    },
    /** 1 when a run may ask for the node, or for a tensor of it. */
    isFetchable: (id: number): number => (state.graph.unfetchable.has(state.graph.node(id)) ? 0 : 1),
    isFeedable: (id: number): number => (state.graph.unfeedable.has(state.graph.tensor(id)) ? 0 : 1),
    /** Ids of the tensors and nodes among `ids` that may not be fetched; nearly always none. */
    unfetchableOf: (ids: string): string => {
      const { graph } = state;
      if (graph.unfetchable.size === 0) return '';
      return idsOf(ids).filter((id) => graph.unfetchable.has(graph.node(id))).join();
    },
  };
}
