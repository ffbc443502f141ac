/** @file No way from a script to Node or to the engine, and no way to stay when it is to stop. */
import assert from 'node:assert/strict';
import { LossFile } from '../../runner/loadedFile';

/** `look` tells the objects that are of another realm: what their constructors can do is what a script could. */
const LOOK = `
const all: string[] = [];
function look(name: string, value: any): void {
  if ((typeof value !== 'object' || value === null) && typeof value !== 'function') return;
  let top = value;
  for (let now = value; now !== null; now = Object.getPrototypeOf(now)) top = now;
  if (top !== Object.prototype && top !== value) all.push(name);
}
`;

describe('a script', () => {
  let file: LossFile;
  before(() => {
    file = new LossFile();
  });
  after(() => file.dispose());

  const run = async (text: string, deadlineMs = 20_000) => {
    const state = await file.load(text, 'loss.ts', 8, deadlineMs);
    return { ...state, printed: file.printed.trim() };
  };

  it('makes no code from text', async () => {
    const { printed } = await run(`
      import * as tf from '@tensorflow/tfjs';
      const things = [console.log, setTimeout, tf.add, tf.scalar(1), Promise.resolve(), new Float32Array(1), require, exports, module];
      for (const thing of things) {
        try { console.log((thing as any).constructor.constructor('return typeof process')()); } catch (e) { console.log((e as Error).name); }
      }
      console.log(typeof process, typeof (globalThis as any).Atomics, typeof (globalThis as any).WebAssembly);`);
    assert.equal(printed, `${'EvalError\n'.repeat(9)}undefined undefined undefined`);
  });

  it('gets nothing of another realm where the stack ends', async () => {
    const { printed } = await run(`
      import * as tf from '@tensorflow/tfjs';
      ${LOOK}
      const hunts: Record<string, () => void> = {
        stack: () => void new Error('q').stack,
        capture: () => { const o: any = {}; Error.captureStackTrace(o); void o.stack; },
        print: () => console.log(''),
        tensor: () => void tf.scalar(1),
        now: () => void performance.now(),
      };
      let ends = 0;
      for (const [name, hunt] of Object.entries(hunts)) {
        let depth = 0;
        const dive = (left: number): void => {
          depth++;
          if (left > 0) { dive(left - 1); return; }
          try { hunt(); } catch (e) { ends++; look(name, e); }
          dive(0);
        };
        try { dive(1e9); } catch (e) { look(name, e); }
        const most = depth;
        try { dive(most - 300); } catch (e) { look(name, e); }
        await new Promise<void>((resolve) => resolve(dive(most - 300))).catch((e) => look(name, e));
      }
      console.log('ends', ends > 0, JSON.stringify(all));`);
    assert.match(printed, /ends true \[\]$/);
  });

  it('sees only its own objects in the frames of a stack', async () => {
    const { printed } = await run(`
      ${LOOK}
      Error.stackTraceLimit = 200;
      Error.prepareStackTrace = (_: Error, sites: any): any => {
        look('sites', sites);
        for (const site of sites) { look('site', site); look('this', site.getThis()); look('function', site.getFunction()); }
        return sites.length;
      };
      console.log(Number(new Error('x').stack) > 5, JSON.stringify(all));`);
    assert.equal(printed, 'true []');
  });

  for (const [what, text, words] of [
    ['import()', 'await import("node:fs");', /./],
    ['import.meta', 'console.log(import.meta);', /./],
    ['with', 'with ({}) {}', /./],
    ['a name of the debugger', 'const __gradientCaught = (x: unknown) => x;', /is the debugger's/],
  ] as const) {
    it(`is refused for ${what}`, async () => {
      const { script, error } = await run(text);
      assert.equal(script, 'failed');
      assert.match(error!.message, words);
      assert.equal(error!.place?.line, 1);
    });
  }

  it('keeps what its catch clauses take apart', async () => {
    const { printed } = await run("try { (null as any).x; } catch ({ name, message: said }) { console.log(name, said); }");
    assert.equal(printed, "TypeError Cannot read properties of null (reading 'x')");
  });

  for (const [what, text] of [
    ['a loop', 'while(true);'],
    ['a loop that catches', 'while (true) { try { while (true) {} } catch (e) {} }'],
    ['a chain of promises', 'const f = (): Promise<void> => Promise.resolve().then(f);\nf();'],
    ['a timer without end', 'setInterval(() => {}, 10);'],
  ] as const) {
    it(`is stopped in ${what}, and the worker stays`, async () => {
      await run(text, 300);
      assert.ok(!file.events.some(({ kind }) => kind === 'crashed'));
    });
  }

  for (const [what, text, message, line] of [
    ['a rejection of a promise in a variable', 'const p = (async () => {\n  await null;\n  throw new Error("lost");\n})();\nawait new Promise((r) => setTimeout(r, 9));', /^lost$/, 3],
    ['a text thrown in an async function', 'async function main() {\n  await null;\n  throw "text";\n}\nmain();', /^Uncaught text$/, 3],
    ['a promise that never settles', 'const a = 1;\nawait new Promise(() => {});', /waits for a promise/, 2],
    ['a recursion without end', 'function f(): number { return 1 + f(); }\nf();', /call stack/, 1],
    ['a list that does not fit', 'Array(1e9).fill(1);', /does not fit/, 1],
    ['tensors that are not disposed of', 'import * as tf from "@tensorflow/tfjs";\nconst all = [];\nwhile (true) all.push(tf.ones([1000000]));', /not disposed of/, 3],
    ['a list that grows without end', 'const a: number[] = [];\nwhile (true) a.push(a.length + 0.5);', /more than 400 MB/, 2],
  ] as const) {
    it(`fails at its line for ${what}`, async () => {
      const { script, error } = await run(text);
      assert.equal(script, 'failed');
      assert.match(error!.message, message);
      assert.equal(error!.place?.line, line);
      assert.ok(!file.events.some(({ kind }) => kind === 'crashed'));
    });
  }

  it('takes a rejection that is handled later in the same turn for handled', async () => {
    const { script, printed } = await run('const q = Promise.reject(new Error("x"));\nq.catch((e) => console.log(e.message));');
    assert.equal(script, 'ended');
    assert.equal(printed, 'x');
  });

  it('reads the same clock when its text runs again', async () => {
    const text = 'console.log(Date.now(), performance.now(), new Date().getTime(), Math.random());';
    const first = (await run(text)).printed;
    assert.equal((await run(text)).printed, first);
    assert.match(first, /^\d{13} [\d.]+ \d{13} 0\.\d+$/);
  });
});
