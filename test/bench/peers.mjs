/**
 * @file `npm run bench -- peers [A B …]`: the workloads of shared/PERFORMANCE.md on this engine (bare, with every pair
 * or every value observed, and recorded by the session), in hand-written JavaScript, TensorFlow.js, jax-js and PyTorch,
 * in turns within one run. The libraries are installed into out/peers; PyTorch is asked of the Python that
 * GRADIENT_BENCH_PYTHON names, or left out. Every peer's losses must agree with the loops in float64. What is compared
 * is ratios: a shared machine's speed varies.
 */
import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import readline from 'node:readline';
import { jaxJs } from './peers/jaxJs.mjs';
import { tensorflowJs } from './peers/tensorflowJs.mjs';

const ROUNDS = 4;
/** Milliseconds that a timed batch should take. */
const BATCH = 60;
const MOST_STEPS = 20_000;
/** Losses of so many first steps are compared: Adam blows up the last digit soon after. */
const COMPARED = 4;
const VERSIONS = {
  '@tensorflow/tfjs': '4.22.0',
  '@tensorflow/tfjs-backend-wasm': '4.22.0',
  '@jax-js/jax': '0.1.25',
};

/** What would take minutes, or is not there. */
const NOT_MEASURED = {
  E: {
    'tfjs cpu': 'a step takes a minute',
    'tfjs wasm': 'it has no gradient of a convolution by its filter',
    'jax-js, jitted': 'half a minute to compile, and seconds a step',
  },
};

/**
 * @param {string} root @param {(entry: string) => Promise<any>} load bundles a TypeScript file and loads it
 * @param {string[]} only of the workloads these; all when empty
 */
export async function measurePeers(root, load, only) {
  const data = await load('test/bench/peers/data.ts');
  const { engineStepper } = await load('test/bench/peers/engine.ts');
  const { handWritten } = await load('test/bench/peers/handWritten.ts');
  const folder = installed(path.join(root, 'out/peers'));
  const makers = {
    engine: (name) => local(engineStepper(name, 'nothing')),
    'engine, 1 thread': (name) => local(engineStepper(name, 'alone')),
    'engine, pairs observed': (name) => local(engineStepper(name, 'pairs')),
    'engine, every value': (name) => local(engineStepper(name, 'everything')),
    'engine, pairs recorded': (name) => local(engineStepper(name, 'passed')),
    'engine, recorded and shown': (name) => local(engineStepper(name, 'recorded')),
    'JavaScript by hand': (name) => local(handWritten(name, false)),
  };
  for (const backend of ['cpu', 'wasm']) {
    makers[`tfjs ${backend}`] = (name, library) => local(library[name]());
  }
  const jax = await jaxJs(folder, data);
  makers['jax-js, jitted'] = (name) => local(jax[name]());
  const python = process.env.GRADIENT_BENCH_PYTHON;
  const torch = python === undefined ? null : await pytorch(python, path.join(root, 'test/bench/peers/pytorch.py'));
  if (torch) makers['PyTorch eager, 1 thread'] = (name) => torch.stepper(name);
  const rows = [];
  for (const name of data.WORKLOADS.filter((one) => only.length === 0 || only.includes(one))) {
    const reference = handWritten(name, true);
    const wanted = Array.from({ length: COMPARED }, () => reference.step());
    const peers = [];
    for (const [peer, make] of Object.entries(makers)) {
      if (NOT_MEASURED[name]?.[peer]) continue;
      const backend = /^tfjs (\w+)/.exec(peer)?.[1];
      // One backend at a time: the library has one that is current.
      const library = backend ? await tensorflowJs(folder, backend, data) : null;
      const stepper = make(name, library);
      const first = await stepper.run(COMPARED);
      check(peer, name, first.losses, wanted);
      // Compiled and warm before the first timed batch: of a cold step nobody knows how many fill one.
      const inBatch = (seconds) => Math.min(MOST_STEPS, Math.max(1, Math.ceil(BATCH / 1000 / Math.max(seconds, 1e-7))));
      const warm = inBatch((await stepper.run(1)).seconds);
      const { seconds } = await stepper.run(warm);
      peers.push({ peer, backend, stepper, count: inBatch(seconds / warm), times: [] });
    }
    for (let round = 0; round < ROUNDS; round++) {
      for (const { backend, stepper, count, times } of peers) {
        if (backend) await tensorflowJs(folder, backend, data);
        const { seconds } = await stepper.run(count);
        times.push((seconds / count) * 1e6);
      }
    }
    for (const [peer, why] of Object.entries(NOT_MEASURED[name] ?? {})) rows.push({ workload: name, peer, why });
    for (const { peer, times } of peers) rows.push({ workload: name, peer, times: times.sort((a, b) => a - b) });
  }
  torch?.end();
  return rows;
}

/** The medians as ratios: how many times as long as this engine's a peer's step takes. */
export function peersTable(rows) {
  const median = (times) => times[times.length >> 1];
  const of = (workload, peer) => rows.find((row) => row.workload === workload && row.peer === peer);
  return rows.map(({ workload, peer, times, why }) => {
    if (why) return `${workload}  ${peer.padEnd(26)} not measured: ${why}`;
    const bare = median(times) / median(of(workload, 'engine').times);
    const observed = median(times) / median(of(workload, 'engine, pairs observed').times);
    const spread = `${times[0].toFixed(2)} … ${times.at(-1).toFixed(2)}`;
    return `${workload}  ${peer.padEnd(26)} ${median(times).toFixed(2).padStart(12)} µs   (${spread})`.padEnd(84)
      + `× ${bare.toFixed(2)} of the engine, × ${observed.toFixed(2)} of it observed`;
  });
}

function installed(folder) {
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(path.join(folder, 'package.json'), JSON.stringify({ private: true, dependencies: VERSIONS }));
  if (!fs.existsSync(path.join(folder, 'node_modules/@jax-js/jax'))) {
    const { status } = spawnSync('npm', ['install', '--silent', '--no-audit', '--no-fund'], { cwd: folder, stdio: 'inherit' });
    if (status !== 0) throw new Error('The peers could not be installed.');
  }
  return folder;
}

function local(stepper) {
  return {
    run: async (count) => {
      const losses = [];
      const began = performance.now();
      for (let i = 0; i < count; i++) {
        const loss = stepper.step();
        if (i < COMPARED) losses.push(loss);
      }
      return { seconds: (performance.now() - began) / 1000, losses };
    },
  };
}

/** One child for all workloads; it answers a line with a line. Throws when the Python has no torch. */
async function pytorch(python, script) {
  const child = spawn(python, [script], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = readline.createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async () => {
    const { value, done } = await lines.next();
    if (done) throw new Error(`${python} has no torch, or ended.`);
    return JSON.parse(value);
  };
  await next();
  return {
    stepper: (name) => ({
      run: async (count) => {
        child.stdin.write(`${name} ${count}\n`);
        return next();
      },
    }),
    end: () => child.stdin.end(),
  };
}

/**
 * RMS of the relative differences of the losses. The first is before any update and tells whether it is the same
 * model; libraries whose Adam adds ε to the corrected root walk another way from there, at small gradients by percents.
 */
function check(peer, name, losses, wanted) {
  const away = wanted.map((loss, i) => (losses[i] - loss) / Math.max(1e-3, Math.abs(loss)));
  const rms = Math.sqrt(away.reduce((sum, one) => sum + one ** 2, 0) / away.length);
  const isOtherAdam = /^tfjs|^PyTorch/.test(peer) && 'CDEG'.includes(name);
  if (!(Math.abs(away[0]) < 1e-5 && rms < (isOtherAdam ? 5e-2 : 1e-4))) {
    throw new Error(`${peer}, ${name}: losses ${losses.join()} are not ${wanted.join()} (${rms})`);
  }
}
