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
