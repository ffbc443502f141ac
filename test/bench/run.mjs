#!/usr/bin/env node
/**
 * @file `npm run bench`: what has a limit, measured on this machine: cold open to first pairs,
 * warm re-run, engine steps, nodes and their memory, the panel's frames, package size; and how the debugger's own costs
 * grow. Prints tables and writes out/bench.json.
 * Never a test: times on a shared machine vary by a factor of three.
 */
import { build } from 'esbuild';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import v8 from 'node:v8';
import vm from 'node:vm';
import { growthTable, measureOwnCosts } from './ownCosts.mjs';
import { measurePeers, peersTable } from './peers.mjs';

// As the worker does: Node 20 has relaxed vector instructions behind a flag.
if (process.versions.v8.startsWith('11.3.')) v8.setFlagsFromString('--experimental-wasm-relaxed-simd');

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const require = createRequire(import.meta.url);
const notes = fs.readFileSync(path.join(root, 'examples/clip_by_norm.py'), 'utf8');

/** Bundles one source file of ours and loads it. */
async function load(entry) {
  const outfile = path.join(root, 'out/bench', `${path.basename(entry, '.ts')}.cjs`);
  await build({
    absWorkingDir: root, entryPoints: [entry], outfile, bundle: true, platform: 'node', format: 'cjs',
    logLevel: 'error', external: ['vscode', 'playwright-core', 'esbuild'],
  });
  return require(outfile);
}

/** V8's garbage collector. */
function collector() {
  v8.setFlagsFromString('--expose-gc');
  return vm.runInNewContext('gc');
}

function summary(times) {
  const sorted = [...times].sort((a, b) => a - b);
  return {
    runs: sorted.length,
    min: sorted[0],
    median: sorted[Math.floor(sorted.length / 2)],
    max: sorted.at(-1),
  };
}

const loadCommand = (id, text, drive = 'park', maxSteps = 1000) =>
  JSON.stringify({
    kind: 'load', id, path: 'clip_by_norm.py', text, version: id,
    options: { seed: 0, drive, maxSteps, maxValues: 64 },
  });

/** Spawn of the worker to the reply that carries the first pairs; then re-runs in the same worker. */
async function worker() {
  const { Runner } = await load('src/runner/client.ts');
  const cold = [];
  const warm = [];
  for (let round = 0; round < 5; round++) {
    const began = performance.now();
    const runner = new Runner({ directory: path.join(root, 'dist'), spare: false });
    const reply = JSON.parse(await runner.send(loadCommand(1, notes)));
    if (reply.state?.record?.rows.length !== 2) throw new Error(`no pairs: ${JSON.stringify(reply)}`);
    cold.push(performance.now() - began);
    for (let i = 2; i < 42; i++) {
      const start = performance.now();
      await runner.send(loadCommand(i, `${notes}\n# ${i}\n`));
      warm.push(performance.now() - start);
    }
    await runner.dispose();
  }
  return { 'cold open to first pairs (≤ 1500 ms)': summary(cold), 'warm re-run, notes (≤ 20 ms)': summary(warm) };
}

/** 1000 steps of the notes' program on the bare engine: no journal, nothing observed. */
async function engine() {
  const { thousandSteps } = await load('test/bench/notesSteps.ts');
  const times = [];
  for (let i = 0; i < 30; i++) times.push(thousandSteps());
  return { 'engine: 1000 steps of the notes (≤ 10 ms)': summary(times) };
}

/** A graph of 10,000 nodes on the bare engine, a few times over. */
async function graphScale() {
  const { measureGraph } = await load('test/bench/graphScale.ts');
  const collect = collector();
  const rounds = [];
  for (let i = 0; i < 7; i++) rounds.push(measureGraph(collect));
  const all = (key) => summary(rounds.map((round) => round[key]));
  return {
    'engine: build 10,000 nodes (≤ 150 ms)': all('buildMs'),
    'engine: differentiate them (≤ 150 ms)': all('gradientsMs'),
    'engine: bytes per node (≤ 500)': all('bytesPerNode'),
    'engine: plans made by a second equal run (0)': all('secondRunPlans'),
  };
}

/** A key in a file of 50 lines, 214 ops forward and 5 steps, to the values behind its lines. */
async function typing() {
  const { measureTyping } = await load('test/bench/typing.ts');
  const rounds = [];
  for (let i = 0; i < 3; i++) rounds.push(await measureTyping());
  const all = (key) => rounds.flatMap((round) => round[key]);
  const p95 = (times) => [...times].sort((a, b) => a - b)[Math.ceil(times.length * 0.95) - 1];
  return {
    'key to the state of its run, beyond the wait, ms': summary(all('toState')),
    'key to hints, beyond the wait, ms (median ≤ 60)': summary(all('toHints')),
    'the slowest of 20 keys, ms (p95 ≤ 100)': summary(rounds.map(({ toHints }) => p95(toHints))),
  };
}

/** Typing in the real workbench, with and without gradients. */
async function editor() {
  const { measureEditor } = await import('./typingEditor.mjs');
  const figures = await measureEditor(8, 3);
  return {
    'editor: CPU of a typed key without gradients, ms': summary(figures.without),
    'editor: the same with values in the editor, ms': summary(figures.with),
    'editor: more than without, % (≤ 5)': summary(figures.extra),
    'editor: key to hints as drawn, beyond the wait, ms': summary(figures.toDrawn),
  };
}

/** The product's page in Chromium: its first picture, its steps, its longest tasks. */
async function panelFrames() {
  const { measurePanel } = await load('test/bench/panelFrames.ts');
  const figures = await measurePanel();
  return Object.fromEntries(Object.entries(figures).map(([name, times]) => [name, summary(times)]));
}

/** The same from Python in the real worker, and the price of single nodes there. */
async function nodeCosts() {
  const { Runner } = await load('src/runner/client.ts');
  const text = fs.readFileSync(path.join(root, 'test/bench/nodeCosts.py'), 'utf8');
  const rounds = [];
  for (let i = 0; i < 3; i++) {
    const runner = new Runner({ directory: path.join(root, 'dist'), spare: false });
    let printed = '';
    runner.onMessage((line) => {
      const event = JSON.parse(line);
      if (event.kind === 'print') printed += event.text;
    });
    await runner.send(loadCommand(1, text, 'free', 1e6));
    await runner.dispose();
    rounds.push(JSON.parse(printed));
  }
  const results = {};
  for (const [name, [, nodes]] of Object.entries(rounds[0].calls)) {
    const of = nodes === 0 ? '' : ` of ${nodes} node${nodes === 1 ? '' : 's'}`;
    const divisor = Math.max(nodes, 1);
    results[`Python: ${name}${of}, µs each`] = summary(rounds.map((round) => round.calls[name][0] / divisor));
    results[`Python: ${name}, in loops of 1000 additions`] = summary(rounds.map((round) => round.calls[name][2]));
  }
  results['Python: 1000 additions, µs'] = summary(rounds.map((round) => round.loop));
  results['Python: build 10,000 nodes (≤ 150 ms)'] = summary(rounds.map((round) => round.buildMs));
  results['Python: differentiate them (≤ 150 ms)'] = summary(rounds.map((round) => round.gradientsMs));
  ['build', 'differentiate', 'train one step of'].forEach((what, i) => {
    results[`28 LSTM steps, 32×128: ${what}, ms`] = summary(rounds.map((round) => round.recurrentMs[i]));
  });
  return results;
}

/** A TypeScript file of 50 lines and five steps: opened, run again after a change, with and without values noted; and what an op costs. */
async function script() {
  const { Runner } = await load('src/runner/client.ts');
  const text = fs.readFileSync(path.join(root, 'test/bench/programs/scriptFile.ts'), 'utf8');
  const ops = fs.readFileSync(path.join(root, 'test/bench/programs/recordedOps.ts'), 'utf8');
  const times = { cold: [], free: [], noted: [] };
  const costs = [];
  for (let round = 0; round < 3; round++) {
    const runner = new Runner({ directory: path.join(root, 'dist'), spare: false });
    let printed = '';
    runner.onMessage((line) => {
      const event = JSON.parse(line);
      if (event.kind === 'print') printed += event.text;
    });
    let id = 0;
    const run = async (name, program, takesNotes) => {
      const options = { seed: 0, drive: 'free', maxSteps: 1e6, maxValues: 64, takesNotes };
      const began = performance.now();
      const reply = JSON.parse(await runner.send(JSON.stringify({ kind: 'load', id: ++id, path: name, text: program, version: id, options })));
      if (reply.state?.script !== 'ended') throw new Error(`${name} did not end: ${JSON.stringify(reply).slice(0, 500)}`);
      return performance.now() - began;
    };
    times.cold.push(await run('scriptFile.ts', text, false));
    for (let i = 0; i < 40; i++) times.free.push(await run('scriptFile.ts', `${text}\n// ${i}\n`, false));
    for (let i = 0; i < 40; i++) times.noted.push(await run('scriptFile.ts', `${text}\n// ${i}\n`, true));
    printed = '';
    await run('recordedOps.ts', ops, false);
    costs.push(JSON.parse(printed));
    await runner.dispose();
  }
  const results = {
    'script: cold open of 50 lines and 5 steps, ms': summary(times.cold),
    'script: warm re-run (≤ 20 ms)': summary(times.free),
    'script: warm re-run with values noted, ms': summary(times.noted),
  };
  for (const name of Object.keys(costs[0])) results[`script: ${name}, µs an op with its place (≤ 3)`] = summary(costs.map((cost) => cost[name]));
  return results;
}

/** The session: what a record costs, and how fast a long run is scrubbed. */
async function sessionScale() {
  const { recordCost, scrubCost } = await load('test/bench/sessionScale.ts');
  const records = [1, 2, 3].map(() => recordCost());
  const scrubs = [1, 2, 3].map(() => scrubCost());
  const all = (rounds, key) => summary(rounds.map((round) => round[key]));
  return {
    'step of 1,000 variables × 1,000, bare, ms': all(records, 'bareMs'),
    'its StepRecord, over the bare step (≤ 30 ms)': all(records, 'overMs'),
    '10,000 steps of 4 × 64 made, ms': all(scrubs, 'madeMs'),
    'of them kept whole in 64 MB (others run again)': all(scrubs, 'kept'),
    'move to any of 10,000 steps, median of 200, ms': all(scrubs, 'medianMs'),
    'the slowest of them (≤ 50 ms)': all(scrubs, 'slowestMs'),
  };
}

function sizes() {
  const vsix = fs.readdirSync(root).filter((file) => file.endsWith('.vsix')).map((file) => fs.statSync(path.join(root, file)).size / 2 ** 20);
  return vsix.length === 0 ? {} : { 'vsix, MB (≤ 8)': summary(vsix) };
}

/** `npm run bench -- panel`: one of them alone. */
const PARTS = { worker, engine, graphScale, sessionScale, nodeCosts, script, panelFrames, typing, editor, sizes };
const wanted = process.argv.slice(2);
if (wanted.includes('peers')) {
  const rows = await measurePeers(root, load, wanted.filter((word) => word !== 'peers'));
  console.log(peersTable(rows).join('\n'));
  fs.mkdirSync(path.join(root, 'out'), { recursive: true });
  fs.writeFileSync(path.join(root, 'out/peers.json'), JSON.stringify({ node: process.version, rows }, null, 2));
  process.exit(0);
}
const isWanted = (name) => wanted.length === 0 || wanted.some((part) => name.startsWith(part));
const results = {};
for (const [name, measure] of Object.entries(PARTS)) {
  if (isWanted(name)) Object.assign(results, await measure());
}
for (const [name, { runs, min, median, max }] of Object.entries(results)) {
  const cells = [min, median, max].map((number) => number.toFixed(2).padStart(9)).join('');
  console.log(`${name.padEnd(76)} min/median/max ${cells}   (${runs} runs)`);
}
const growth = isWanted('ownCosts') ? await measureOwnCosts(load, collector()) : [];
console.log(growthTable(growth).join('\n'));
fs.mkdirSync(path.join(root, 'out'), { recursive: true });
fs.writeFileSync(path.join(root, 'out/bench.json'), JSON.stringify({ node: process.version, results, growth }, null, 2));
