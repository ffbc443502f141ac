/**
 * @file Entry of a realm for tests: the Python console and an engine module with a few known
 * functions.
 */
import { defineRealm, type RealmBoot } from '../../src/runner/defineRealm';
import { openPythonConsole } from './pythonConsole';

/** `_gradient_engine` for tests: primitives in and out, −1 and `error()` for failures. */
function engineFunctions({ host }: RealmBoot): Record<string, (...args: never[]) => unknown> {
  let failure = '';
  const fail = (type: string, message: string): number => {
    failure = JSON.stringify({ type, message });
    return -1;
  };
  return {
    error: () => failure,
    add: (a: number, b: number) => a + b,
    /** Fails as the engine would, with a registered error class. */
    failAs: (type: string, message: string) => fail(type, message),
    /** A JavaScript exception that crosses the border. */
    throwError: (message: string) => {
      throw new Error(message);
    },
    /**
     * Answers command ID and parks the script until the next one, as a step does; "stop" unwinds
     * it.
     */
    park: (id: number) => {
      host.post(JSON.stringify({ kind: 'reply', id, parked: true }));
      const command = JSON.parse(host.wait()) as { id: number; answer: string };
      if (command.answer !== 'stop') return 0;
      host.post(JSON.stringify({ kind: 'reply', id: command.id, parked: false }));
      return fail('StopScript', '');
    },
    /** A long computation of the engine that polls for interrupts. */
    compute: () => {
      while (!host.interrupted());
      return fail('KeyboardInterrupt', 'the engine was interrupted');
    },
    milliseconds: () => host.now(),
  };
}

/** The bundle's value. */
export const realm = defineRealm((boot) =>
  openPythonConsole(boot, () => ({ _gradient_engine: engineFunctions(boot) })),
);
