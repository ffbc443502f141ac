/**
 * @file TypeScript programs, unchanged, under the debugger and under the real TensorFlow.js in this process: both print
 * the same. Each step is accounted for to the last bit, and is told of at the lines that the program marks with
 * `// Step.` and `// Variable.`; what the panel says is kept as text.
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { PlaceRecord, StepRecord } from '../../src/protocol/records';
import { LossFile } from '../runner/loadedFile';
import { compareSession } from './goldenSession';
import { RealTensorFlow } from './realTensorFlow';

const FOLDER = path.join(process.cwd(), 'test', 'golden', 'scripts');
const SEED = 0;
const APART = 1e-5;

/** The programs, and how many steps each makes. */
const STEPS: { readonly [name: string]: number } = {
  'asyncLoop.ts': 8,
  'clippedLogistic.ts': 14,
  'customGradient.ts': 10,
  'handWrittenRnn.ts': 10,
  'layersFit.ts': 8,
  'linearRegression.ts': 15,
  'modules/train.ts': 9,
  'multilayerClassifier.ts': 12,
  'rootOfNegative.ts': 4,
  'rosenbrock.ts': 54,
  'twoOptimizersGan.ts': 16,
};

const NUMBER = /(-?\d+(?:\.\d+)?(?:e[+-]?\d+)?)/;

/** Columns of tensors are as wide as their widest number: of spaces there is one, and none before a bracket. */
const narrow = (text: string) => text.replace(/ +/g, ' ').replace(/ (?=[\],])/g, '');

/** Texts are equal, and numbers but for `APART` of their size. */
function assertSamePrints(ours: string, theirs: string): void {
  const a = narrow(ours).split(NUMBER);
  const b = narrow(theirs).split(NUMBER);
  const isNear = (x: string, y: string) => Math.abs(Number(x) - Number(y)) <= APART * Math.abs(Number(y));
  const at = Array.from({ length: Math.max(a.length, b.length) }, (_, i) => i)
    .find((i) => a[i] !== b[i] && !(i % 2 === 1 && a[i] !== undefined && b[i] !== undefined && isNear(a[i], b[i])));
  if (at !== undefined) assert.equal(ours, theirs, `${a[at]} and ${b[at]}`);
}

/** `train.ts:14` for each line that is marked so, in the program's file and those beside it in its folder. */
function marked(name: string, mark: string): string[] {
  const folder = path.dirname(name);
  const files = folder === '.' ? [name] : readdirSync(path.join(FOLDER, folder)).map((file) => path.join(folder, file));
  return files.filter((file) => file.endsWith('.ts')).flatMap((file) =>
    readFileSync(path.join(FOLDER, file), 'utf8').split('\n').flatMap((line, i) =>
      line.includes(`// ${mark}.`) ? [`${path.basename(file)}:${i + 1}`] : [])).sort();
}

const placesOf = (places: readonly (PlaceRecord | null)[]): string[] =>
  [...new Set(places.map((place) => (place === null ? 'nowhere' : `${path.basename(place.file)}:${place.line}`)))].sort();

describe('a TypeScript program', function () {
  const files = new Map<string, LossFile>();
  let real: RealTensorFlow;
  before(() => {
    real = new RealTensorFlow();
  });
  after(() => Promise.all([...files.values()].map((file) => file.dispose())));

  /** The program's worker: one for each folder that it may read. */
  function fileOf(name: string): LossFile {
    const folder = path.dirname(path.join(FOLDER, name));
    const file = files.get(folder) ?? new LossFile(folder);
    files.set(folder, file);
    return file;
  }

  const textOf = (name: string) => readFileSync(path.join(FOLDER, name), 'utf8');

  /** Runs it as the terminal does, to its end. */
  async function freely(name: string) {
    const file = fileOf(name);
    const from = file.events.length;
    file.printed = '';
    const options = { seed: SEED, drive: 'free' as const, maxSteps: 1000, maxValues: 64 };
    const state = await file.state({ kind: 'load', path: path.basename(name), text: textOf(name), version: 1, options });
    const steps = file.events.slice(from).flatMap((event): StepRecord[] => (event.kind === 'step' ? [event.record] : []));
    return { state, steps, printed: file.printed };
  }

  it('is each of this folder', () => {
    const found = readdirSync(FOLDER, { recursive: true }).map(String).filter((name) => name.endsWith('.ts') && name !== path.join('modules', 'model.ts'));
    assert.deepEqual(found.sort(), Object.keys(STEPS).sort());
  });

  for (const [name, count] of Object.entries(STEPS)) {
    it(`prints what it prints under TensorFlow.js, and its steps are exact: ${name}`, async () => {
      const { state, steps, printed } = await freely(name);
      assert.equal(state.error, null);
      assertSamePrints(printed, await real.printed(path.join(FOLDER, name), SEED));
      assert.equal(steps.length, count);
      const rows = steps.flatMap((step) => step.rows);
      assert.deepEqual([...new Set(rows.map(({ residual, gradient }) => (gradient.kind === 'none' ? 'none' : residual)))], [0]);
      assert.deepEqual(placesOf(steps.map(({ place }) => place)), marked(name, 'Step'));
      assert.deepEqual(placesOf(rows.map(({ place }) => place)), marked(name, 'Variable'));
    });

    it(`is told of as before: ${name}`, async () => {
      const file = fileOf(name);
      const first = await file.load(textOf(name), path.basename(name), 64);
      await compareSession(file, first, path.basename(name), path.join(FOLDER, name.replace(/\.ts$/, '.txt')));
    });
  }

  it('has a finding at the line where its NaN is born', async () => {
    const name = 'rootOfNegative.ts';
    await fileOf(name).load(textOf(name), name);
    const found = (await fileOf(name).step(2)).findings.filter(({ code }) => code === 'non-finite').map(({ place }) => place);
    assert.deepEqual(placesOf(found), marked(name, 'Born'));
  });

  it('shows a clip that is written by hand at its line, and in which steps it changed the gradients', async () => {
    const { steps, printed } = await freely('clippedLogistic.ts');
    const stages = steps.flatMap(({ rows }) => rows.map((row) => row.stages));
    assert.deepEqual([...new Set(stages.map(({ length }) => length))], [1]);
    assert.deepEqual(placesOf(stages.map(([stage]) => stage!.place)), marked('clippedLogistic.ts', 'Clip'));
    const fired = steps.filter(({ rows }) => rows.every((row) => row.stages[0]!.fired)).length;
    assert.match(printed, new RegExp(`clipped ${fired} times`));
    assert.ok(fired > 0 && fired < steps.length, String(fired));
  });
});
