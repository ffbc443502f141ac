/** @file What the editor may ask to see inside of, by the numbers that it asks with; they hold until the next rest. */
import { Handles } from '@vscode/debugadapter';
import type { DebugProtocol as Dap } from '@vscode/debugprotocol';
import type { Shown } from './shown';

/** Elements that are shown when the editor does not say how many. */
const PAGE = 100;

export class VariableTable {
  readonly #held = new Handles<{ readonly shown: readonly Shown[] } | Shown>();

  reset(): void {
    this.#held.reset();
  }

  referenceOf(shown: readonly Shown[]): number {
    return this.#held.create({ shown });
  }

  /** Elements from `start` on; of what is no list of elements everything. */
  async inside(reference: number, start = 0, count = PAGE): Promise<readonly Shown[]> {
    const held = this.#held.get(reference);
    if (held === undefined) return [];
    if ('shown' in held) return held.shown;
    return (await held.inside?.(start, count === 0 ? PAGE : count)) ?? [];
  }

  /** As the protocol has it, without its name: an expression has none. */
  variable(shown: Shown): Omit<Dap.Variable, 'name'> {
    const { value, type, evaluateName, elements, inside, set } = shown;
    return {
      value,
      variablesReference: inside ? this.#held.create(shown) : 0,
      ...(type === undefined ? {} : { type }),
      ...(evaluateName === undefined ? {} : { evaluateName }),
      ...(elements === undefined ? {} : { indexedVariables: elements }),
      ...(set ? {} : { presentationHint: { attributes: ['readOnly'] } }),
    };
  }
}
