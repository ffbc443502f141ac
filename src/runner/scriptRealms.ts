/** @file Makes the realms in which scripts run: global objects without anything of Node's, promises of their own. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createContext, Script, type Context } from 'node:vm';
import type { ScriptRealms } from './realmHost';
import { UnhandledRejections } from './unhandledRejections';

/** The functions of `ScriptRealms` for the bundle in DIRECTORY. */
export function scriptRealms(directory: string): ScriptRealms {
  let bundle: Script | undefined;
  let context: Context | undefined;
  const nothing = new Script('0');
  const rejections = new UnhandledRejections();
  const current = (): Context => {
    if (context === undefined) throw new Error('no script realm was made');
    return context;
  };
  return {
    newScriptRealm() {
      bundle ??= new Script(readFileSync(join(directory, 'scriptRealm.js'), 'utf8'), { filename: 'scriptRealm.js' });
      // No code from strings, and no code that was compiled elsewhere. Its promises wait until they are let go on: a
      // program is parked in the middle of a call for as long as the user likes.
      context = createContext(Object.create(null) as object, {
        name: 'script',
        codeGeneration: { strings: false, wasm: false },
        microtaskMode: 'afterEvaluate',
      });
      rejections.begin();
      return bundle.runInContext(context) as object;
    },
    evaluateScript: (code, file) => new Script(code, { filename: file }).runInContext(current()) as unknown,
    settleScript: () => void nothing.runInContext(current()),
    hasUnhandledInScript: () => rejections.has(),
    unhandledInScript: () => rejections.take(),
  };
}
