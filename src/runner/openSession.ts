/** @file Puts the pieces together inside the realm: interpreter, bridge, front-end, session; texts in and out. */
import { giveHelperThreads } from '../engine/threads/helperThreads';
import type { ProgramHost } from '../frontends/program';
import { PythonBridge } from '../frontends/python/bridge/pythonBridge';
import { mathOfModule, numpyFunctions } from '../frontends/python/numpy/numpyFunctions';
import { PythonFrontend } from '../frontends/python/pythonFrontend';
import { FatalPythonError, PythonRuntime } from '../frontends/python/realm/pythonRuntime';
import type { CommandText, SessionEvent } from '../protocol/messages';
import { Session } from '../session/session';
import { FrontendByPath } from '../frontends/frontendByPath';
import { ScriptFrontend } from '../frontends/script/scriptFrontend';
import type { ScriptProgram } from '../frontends/script/realm/scriptRealm';
import type { RealmBoot } from './defineRealm';
import type { RealmHandler } from './realmHost';

/** Imported at boot, so that no loss file pays for it. */
const PRELOAD = ['numpy', 'numpy.random', 'numpy.linalg', 'tensorflow'];

/** Boots Python with our packages and answers the commands of `protocol/messages`. */
export async function openSession(boot: RealmBoot): Promise<RealmHandler> {
  const { host } = boot;
  giveHelperThreads(boot.helpers);
  const post = (event: SessionEvent): void => host.post(JSON.stringify(event));
  // The bridge needs the session, which needs the interpreter, which needs the bridge: one must wait.
  let session: Session | undefined = undefined;
  const current = (): Session => {
    if (session === undefined) throw new Error('A program ran before the session was there.');
    return session;
  };
  const programHost: ProgramHost = {
    computedGradients: (call) => current().computedGradients(call),
    clipped: (call) => current().clipped(call),
    madeTrainingOp: (op) => current().madeTrainingOp(op),
    expectedUpdate: (node) => current().expectedUpdate(node),
    run: (execution, request) => current().run(execution, request),
    log: (text) => current().log(text),
  };
  let bridge: PythonBridge | undefined;
  const runtime = await PythonRuntime.boot(
    {
      stdout: (text) => session?.print(text, 'stdout'),
      stderr: (text) => session?.print(text, 'stderr'),
      log: (text) => (session === undefined ? host.log(text) : session.log(text)),
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
      modules: (heap, library, here) => {
        const math = mathOfModule(library);
        const made = new PythonBridge(programHost, heap, {
          isCancelled: () => host.interrupted(),
          here,
        });
        bridge = made;
        return {
          _gradient_engine: made.functions(),
          _gradient_numpy: numpyFunctions({
            heap,
            initialSeed: () => made.runSeed,
            ...(math === undefined ? {} : { math }),
          }),
        };
      },
      preload: PRELOAD,
    },
  );
  if (bridge === undefined) throw new Error('The interpreter booted without its engine module.');
  const scripts = new ScriptFrontend(programHost, {
    newProgram: () => host.newScriptRealm() as { readonly program: ScriptProgram },
    evaluate: (code, file) => host.evaluateScript(code, file),
    settle: () => host.settleScript(),
    hasUnhandled: () => host.hasUnhandledInScript(),
    unhandled: () => host.unhandledInScript(),
    listFolder: (path) => host.listFolder(path),
    readFile: (path) => host.readFile(path),
    interrupted: () => host.interrupted(),
    heapBytes: (limit) => host.heapBytes(limit),
    now: () => host.now(),
    print: (text, stream) => current().print(text, stream),
  });
  session = new Session(
    {
      post,
      wait: () => JSON.parse(host.wait()) as CommandText,
      interrupted: () => host.interrupted(),
    },
    new FrontendByPath(new PythonFrontend(runtime, bridge), scripts),
  );
  return {
    handle(commandText) {
      try {
        if (runtime.isWornOut) host.retire('the last file left its memory much larger');
        current().handle(JSON.parse(commandText) as CommandText);
      } catch (error) {
        if (!(error instanceof FatalPythonError)) throw error;
        host.fail(error.message);
      }
    },
  };
}
