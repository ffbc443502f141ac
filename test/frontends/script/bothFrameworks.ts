/**
 * @file One program evaluated twice in this process: by our package in a script realm on the engine, and by the real
 * @tensorflow/tfjs-core on its cpu backend. A program is the text of an expression of `tf`, so that either realm compiles it.
 */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { scriptRealms } from '../../../src/runner/scriptRealms';
import type { ProgramHost } from '../../../src/frontends/program';
import type { ScriptProgram } from '../../../src/frontends/script/realm/scriptRealm';
import { ScriptBridge } from '../../../src/frontends/script/scriptBridge';

/** A tensor as it can be compared; what is no tensor has the type of its value. */
export interface Outcome {
  readonly at: string;
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly values: readonly unknown[];
}

export type Answer =
  | { readonly kind: 'value'; readonly outcomes: readonly Outcome[] }
  | { readonly kind: 'error'; readonly message: string };

/** The text of a function that either realm compiles: it awaits a program and takes its value apart. */
const EVALUATE = `async (tf, program) => {
  const outcomes = [];
  const take = (value, at) => {
    if (value !== null && typeof value === 'object') {
      if (typeof value.dataSync === 'function') {
        outcomes.push({ at, dtype: value.dtype, shape: Array.from(value.shape), values: Array.from(value.dataSync()) });
      } else if (ArrayBuffer.isView(value)) {
        outcomes.push({ at, dtype: value.constructor.name, shape: [value.length], values: Array.from(value) });
      } else for (const key of Object.keys(value)) take(value[key], at + '.' + key);
    } else outcomes.push({ at, dtype: typeof value, shape: [], values: [value] });
  };
  try {
    take(await program(tf), '');
    return { kind: 'value', outcomes };
  } catch (error) {
    return { kind: 'error', message: String(error instanceof Error ? error.message : error) };
  }
}`;

type Evaluate = (tf: unknown, program: unknown) => Promise<Answer>;

const root = process.cwd();

/** What `@tensorflow/tfjs` has of core and its cpu backend: its own file for Node leaves out gradients and methods. */
const REAL = `
  import '@tensorflow/tfjs-core/dist/register_all_gradients';
  import '@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops';
  import '@tensorflow/tfjs-backend-cpu';
  export * from '@tensorflow/tfjs-core';
`;

function theirNamespace(): unknown {
  const outfile = join(root, 'out/realTfjs.cjs');
  buildSync({
    stdin: { contents: REAL, resolveDir: root },
    bundle: true, platform: 'node', format: 'cjs', mainFields: ['module', 'main'], outfile, logLevel: 'silent',
  });
  return createRequire(outfile)(outfile) as unknown;
}

function compiledHere(text: string): unknown {
  return (0, eval)(`(${text})`) as unknown;
}

const host: ProgramHost = {
  computedGradients: () => undefined,
  clipped: () => undefined,
  madeTrainingOp: () => undefined,
  expectedUpdate: () => undefined,
  run: (execution, request) => execution.run(request),
  log: () => undefined,
};

export class BothFrameworks {
  readonly #theirs = { tf: theirNamespace(), evaluate: compiledHere(EVALUATE) as Evaluate };
  readonly #realms = scriptRealms(join(root, 'dist'));
  /** The last lines that programs printed through our package. */
  printed = '';
  #tf: unknown;
  #evaluate: Evaluate;

  constructor(seed = 1) {
    const { program } = this.#realms.newScriptRealm() as { readonly program: ScriptProgram };
    const bridge = new ScriptBridge(host, { seed, isCancelled: () => false }, {
      print: (text) => void (this.printed += text),
      interrupted: () => false,
      now: () => 0,
      epoch: () => 0,
      resolve: (request) => `!Cannot find module '${request}'`,
    });
    bridge.use(program.desk);
    program.open(bridge.door(), seed);
    const body = (require: (name: string) => unknown) => {
      this.#tf = require('@tensorflow/tfjs');
      return Promise.resolve();
    };
    program.define('test', (() => body) as unknown as Parameters<ScriptProgram['define']>[1]);
    program.start('test');
    this.#evaluate = this.#realms.evaluateScript(`(${EVALUATE})`, 'evaluate.js') as Evaluate;
  }

  /** What our package makes of the expression. */
  async ours(text: string): Promise<Answer> {
    let program: unknown;
    try {
      program = this.#realms.evaluateScript(`((tf) => ${text}\n)`, 'case.js');
    } catch (error) {
      throw new Error(`The case does not compile: ${text}`, { cause: error });
    }
    let answer: Answer | undefined;
    void this.#evaluate(this.#tf, program).then((found) => (answer = found));
    for (let turn = 0; turn < 100 && answer === undefined; turn++) {
      this.#realms.settleScript();
      await Promise.resolve();
    }
    if (answer === undefined) throw new Error(`The promise of this case does not settle: ${text}`);
    // Objects of our realm: a comparison looks at their prototypes too.
    return structuredClone(answer);
  }

  /** What the real one makes of it. */
  theirs(text: string): Promise<Answer> {
    return this.#theirs.evaluate(this.#theirs.tf, compiledHere(`(tf) => ${text}\n`));
  }
}
