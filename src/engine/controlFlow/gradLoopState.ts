/** @file What connects a forward loop with the loop that computes its gradient. */
import type { Origin, Tensor } from '../graph';
import type { WhileContext } from './whileContext';

export interface GradLoopState {
  readonly forwardContext: WhileContext;
  /** In the gradient loop: the value that `tensor` had in the same iteration of the forward loop. */
  realValue(tensor: Tensor, origin: Origin): Tensor;
}
