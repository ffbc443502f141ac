/** @file Which derivative a node has: its op's rule, another op's (gradient_override_map) or the program's own. */
import { EngineError } from './errors';
import type { Node } from './graph';
import { isOpName, ruleOf } from './ops';
import type { Backward, InputGradient, NoDerivative } from './rule';
import { none } from './rule';
import { noGradientDefined } from './rules/noGradientDefined';

/**
 * What a program registered under names of its own: a gradient function (tf.RegisterGradient), or
 * that there is none (tf.NotDifferentiable).
 */
export type Registered = ReadonlyMap<string, 'function' | 'none'>;

export type ChosenDerivative =
  | NoDerivative
  | { readonly kind: 'function'; readonly name: string }
  | {
      readonly kind: 'rule';
      readonly derive: (back: Backward<unknown>) => readonly InputGradient[];
      readonly passesSlices: boolean;
    };

/**
 * The derivative of `node` by the name that was in force for its op when it was made. Throws
 * LookupError for a name that nobody registered.
 */
export function derivativeOf(node: Node, registered?: Registered): ChosenDerivative {
  const name = node.graph.gradientTypes.get(node) ?? node.op;
  const own = registered?.get(name);
  if (own === 'function') return { kind: 'function', name };
  if (own === 'none') return none(`tf.NotDifferentiable("${name}") says that it has no gradient`);
  if (!isOpName(name)) throw noGradientDefined(node);
  const { derivative, passesSlices } = ruleOf(name);
  if (typeof derivative !== 'function') return derivative;
  if (name === node.op) return { kind: 'rule', derive: derivative, passesSlices: passesSlices === true };
  return { kind: 'rule', derive: borrowed(name, derivative), passesSlices: passesSlices === true };
}

/** The rule of another op: it may look for inputs or attributes that this node does not have. */
function borrowed(
  name: string,
  derive: (back: Backward<unknown>) => readonly InputGradient[],
): (back: Backward<unknown>) => readonly InputGradient[] {
  return (back) => {
    try {
      return derive(back);
    } catch (error) {
      if (error instanceof EngineError || !(error instanceof TypeError)) throw error;
      throw new EngineError(
        'ValueError',
        `The gradient of ${name} does not fit the op ${back.node.name} (${back.node.op}), ` +
          'for which gradient_override_map names it.',
        back.node.id,
      );
    }
  };
}
