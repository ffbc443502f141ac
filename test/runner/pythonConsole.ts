/**
 * @file A handler that runs Python files and reports prints, errors and ends: the runtime without
 * a session.
 */
import {
  FatalPythonError,
  PythonRuntime,
  type PythonSetup,
} from '../../src/frontends/python/realm/pythonRuntime';
import type { RealmBoot } from '../../src/runner/defineRealm';
import type { RealmHandler } from '../../src/runner/realmHost';

type ConsoleCommand =
  | { readonly kind: 'python'; readonly id: number; readonly path: string; readonly text: string }
  | { readonly kind: 'call'; readonly id: number; readonly name: string; readonly text: string };

/**
 * Boots Python; answers `python` (run a file) and `call` (a function of
 * `_gradient_runtime.exports`).
 */
export async function openPythonConsole(
  boot: RealmBoot,
  modules: PythonSetup['modules'] = () => ({}),
): Promise<RealmHandler> {
  const { host } = boot;
  const post = (event: object): void => host.post(JSON.stringify(event));
  const runtime = await PythonRuntime.boot(
    {
      stdout: (text) => post({ kind: 'print', stream: 'stdout', text }),
      stderr: (text) => post({ kind: 'print', stream: 'stderr', text }),
      log: (text) => post({ kind: 'log', text }),
      interruptFlag: boot.interruptFlag,
      listFolder: (path) => host.listFolder(path),
      readFile: (path) => host.readFile(path),
    },
    {
      parts: {
        standardLibrary: boot.take('stdlib.zip'),
        packages: boot.take('packages.zip'),
        wasm: boot.take('pyodide.asm.wasm'),
      },
      modules,
      preload: [],
    },
  );

  const answer = (command: ConsoleCommand): object => {
    if (command.kind === 'call') return { result: runtime.call(command.name, command.text) };
    return { outcome: runtime.run(command.path, command.text) };
  };
  return {
    handle(commandText) {
      const command = JSON.parse(commandText) as ConsoleCommand;
      try {
        const result = answer(command);
        if (runtime.isWornOut) host.retire('the last file left its memory much larger');
        post({ kind: 'reply', id: command.id, ...result });
      } catch (error) {
        if (!(error instanceof FatalPythonError)) throw error;
        host.fail(error.message);
      }
    },
  };
}
