/**
 * @file A TypeScript program under the real TensorFlow.js (core, cpu backend, layers), in this process: what it prints.
 * Its modules are made CommonJS by sucrase; Math.random gives the numbers that the debugger's realm gives.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { format } from 'node:util';
import { buildSync } from 'esbuild';
import { transform } from 'sucrase';
import { seededRandom } from '../../src/frontends/script/realm/seededRandom';

const root = process.cwd();
const bundle = path.join(root, 'out/realTensorFlow.cjs');

/** What `@tensorflow/tfjs` has of these packages: core's own file for Node leaves out gradients and methods. */
const NAMESPACE = `
  import '@tensorflow/tfjs-core/dist/register_all_gradients';
  import '@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops';
  import '@tensorflow/tfjs-backend-cpu';
  export * from '@tensorflow/tfjs-core';
  export * from '@tensorflow/tfjs-layers';
`;

type Body = (require: (name: string) => unknown, exports: object) => Promise<void> | undefined;

export class RealTensorFlow {
  readonly #load = createRequire(bundle);

  constructor() {
    buildSync({
      stdin: { contents: NAMESPACE, resolveDir: root },
      bundle: true, platform: 'node', format: 'cjs', mainFields: ['module', 'main'], outfile: bundle, logLevel: 'silent',
    });
  }

  /** What `file` prints with console.log. */
  async printed(file: string, seed: number): Promise<string> {
    // A program begins with names, variables and counts of its own.
    delete this.#load.cache[bundle];
    Object.assign(globalThis, { _tfengine: undefined, _tfGlobals: undefined });
    const tf = this.#load(bundle) as unknown;
    const lines: string[] = [];
    const { random } = Math;
    const { log, warn } = console;
    Math.random = seededRandom(seed);
    console.log = (...args: unknown[]): void => void lines.push(`${format(...args)}\n`);
    // It recommends another package.
    console.warn = () => undefined;
    try {
      await run(file, tf, true).done;
      // What the program left to be done.
      for (let left = -1; left !== lines.length; await new Promise((resolve) => setTimeout(resolve, 20))) left = lines.length;
    } finally {
      Math.random = random;
      Object.assign(console, { log, warn });
    }
    return lines.join('');
  }
}

/** Runs a module and, in their order, those that it imports: the program itself may wait at its top. */
function run(file: string, tf: unknown, isMain: boolean): { readonly exports: object; readonly done: Promise<void> | undefined } {
  const { code } = transform(readFileSync(file, 'utf8'), { transforms: ['typescript', 'imports'], disableESTransforms: true });
  const body = (0, eval)(`(${isMain ? 'async ' : ''}(require, exports) => {${code}\n})`) as Body;
  const exports = {};
  const require = (name: string): unknown => {
    if (name === '@tensorflow/tfjs') return tf;
    return run(path.resolve(path.dirname(file), `${name.replace(/\.js$/, '')}.ts`), tf, false).exports;
  };
  return { exports, done: body(require, exports) };
}
