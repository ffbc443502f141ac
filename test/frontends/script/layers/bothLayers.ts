/**
 * @file A program of layers run twice in this process: by our package in a script realm on the engine, and by the real
 * @tensorflow/tfjs-layers on tfjs's cpu backend. Both draw the same numbers from Math.random.
 */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { ProgramHost } from '../../../../src/frontends/program';
import { seededRandom } from '../../../../src/frontends/script/realm/seededRandom';
import type { ScriptProgram } from '../../../../src/frontends/script/realm/scriptRealm';
import { ScriptBridge } from '../../../../src/frontends/script/scriptBridge';
import { scriptRealms } from '../../../../src/runner/scriptRealms';

/** Numbers and texts in the order in which the program gave them. */
export type Answer =
  | { readonly kind: 'value'; readonly values: readonly unknown[]; readonly printed: string }
  | { readonly kind: 'error'; readonly message: string };

const SEED = 7;
const root = process.cwd();
const load = createRequire(join(root, 'package.json'));

/** Takes what a program returns apart. */
const EVALUATE = `async (tf, program) => {
  const values = [];
  const take = (value) => {
    if (typeof value === 'object' && value !== null) {
      if (typeof value.dataSync === 'function') {
        values.push(value.dtype, value.shape.join('x'));
        values.push(...Array.from(value.dataSync()));
      } else for (const key of Object.keys(value)) take(value[key]);
    } else values.push(value);
  };
  try {
    take(await program(tf));
    return { values };
  } catch (error) {
    return { message: error instanceof Error ? error.message : String(error) };
  }
}`;

type Evaluated = { readonly values?: readonly unknown[]; readonly message?: string };
type Evaluate = (tf: unknown, program: unknown) => Promise<Evaluated>;

function answerOf({ values, message }: Evaluated, printed: string): Answer {
  // A list of this realm, whichever the program's was.
  return values === undefined ? { kind: 'error', message: message! } : { kind: 'value', values: Array.from(values), printed };
}

const compiledHere = (text: string): unknown => (0, eval)(`(${text})`) as unknown;
let theirTf: object | undefined;

type Core = Readonly<Record<string, (...args: unknown[]) => unknown>>;

/** The methods of tensors that tfjs-layers uses itself: the bundle for Node comes without them. */
function chain(core: Core): void {
  const { prototype } = core['Tensor'] as unknown as { readonly prototype: Record<string, unknown> };
  for (const name of ['add', 'sub', 'mul', 'div', 'square', 'sum', 'mean', 'sign', 'stridedSlice', 'transpose', 'reshape']) {
    prototype[name] = function (...args: unknown[]): unknown {
      return core[name]!(this, ...args);
    };
  }
  prototype['flatten'] = function (this: { readonly size: number }): unknown {
    return core['reshape']!(this, [this.size]);
  };
}

/** With `isFresh` the real package counts its names from the start. */
export async function theirs(text: string, isFresh: boolean): Promise<Answer> {
  if (theirTf === undefined || isFresh) {
    for (const key of Object.keys(load.cache)) if (key.includes('@tensorflow')) delete load.cache[key];
    Object.assign(globalThis, { _tfengine: undefined, _tfGlobals: undefined });
    const core = load('@tensorflow/tfjs-core') as Core;
    load('@tensorflow/tfjs-backend-cpu');
    chain(core);
    theirTf = { ...core, ...(load('@tensorflow/tfjs-layers') as object) };
  }
  const lines: string[] = [];
  const { random } = Math;
  const { log } = console;
  Math.random = seededRandom(SEED);
  console.log = (line: string): void => void lines.push(`${line}\n`);
  try {
    const evaluate = compiledHere(EVALUATE) as Evaluate;
    return answerOf(await evaluate(theirTf, compiledHere(text)), lines.join(''));
  } finally {
    Math.random = random;
    console.log = log;
  }
}

export interface Step {
  readonly optimizer: string;
  readonly variables: readonly string[];
  readonly origin: number;
}

/** Runs a program in a realm of its own; `steps` are those that the debugger was told of. */
export function ours(text: string): { readonly answer: Answer; readonly steps: readonly Step[] } {
  const steps: Step[] = [];
  const host: ProgramHost = {
    computedGradients: () => undefined,
    clipped: () => undefined,
    expectedUpdate: () => undefined,
    madeTrainingOp: ({ optimizer, updates, origin }) => {
      steps.push({ optimizer, variables: updates.map(({ variable }) => variable.key), origin });
    },
    run: (execution, request) => execution.run(request),
    log: () => undefined,
  };
  const realms = scriptRealms(join(root, 'dist'));
  const { program } = realms.newScriptRealm() as { readonly program: ScriptProgram };
  let printed = '';
  const bridge = new ScriptBridge(host, { seed: SEED, isCancelled: () => false }, {
    print: (line) => void (printed += line),
    interrupted: () => false,
    now: () => 0,
    epoch: () => 0,
    resolve: (request) => `!Cannot find module '${request}'`,
  });
  bridge.use(program.desk);
  program.open(bridge.door(), SEED);
  program.define('case', realms.evaluateScript(
    `(place) => async (require) => {
      globalThis.place = place;
      globalThis.found = await (${EVALUATE})(require('@tensorflow/tfjs'), (${text}));
    }`, 'case.js',
  ) as Parameters<ScriptProgram['define']>[1]);
  program.start('case');
  do realms.settleScript();
  while (program.advance());
  const found = realms.evaluateScript('globalThis.found', 'found.js') as Evaluated | undefined;
  if (found === undefined) throw new Error(`This program does not end: ${program.state()} ${text}`);
  return { answer: answerOf(found, printed), steps };
}
