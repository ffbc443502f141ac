/** @file A run of the program: what it asks of which execution; with its training ops it is a step. */
import type { Execution, RunRequest, State } from '../engine/execution';
import type { TrainingOp } from '../frontends/program';

/** A run that is no step: it changed variables or drew random numbers between two steps. */
export interface Lead {
  readonly execution: Execution;
  readonly request: RunRequest;
}

export interface StepRun extends Lead {
  readonly ops: readonly TrainingOp[];
}

/** The state that `run` makes of `state`; the execution keeps its own. */
export function advanced(state: State, { execution, request }: Lead): State {
  const { changes } = execution.evaluate(request, state);
  return {
    ...state,
    variables: new Map([...state.variables, ...changes.variables]),
    random: new Map([...state.random, ...changes.random]),
    memories: new Map([...state.memories, ...changes.memories]),
  };
}

/** The present state: `earlier` itself, where it holds the same values. */
export function sharedState(earlier: State | null, { state }: Execution): State {
  return earlier !== null && isSameState(earlier, state) ? earlier : state;
}

function isSameState(a: State, b: State): boolean {
  return a.reseed === b.reseed && isSameMap(a.variables, b.variables) && isSameMap(a.random, b.random) && isSameMap(a.memories, b.memories);
}

function isSameMap(a: ReadonlyMap<string, unknown>, b: ReadonlyMap<string, unknown>): boolean {
  if (a.size !== b.size) return false;
  for (const [key, value] of a) if (b.get(key) !== value) return false;
  return true;
}
