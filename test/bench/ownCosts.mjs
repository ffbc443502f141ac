/**
 * @file `npm run bench -- ownCosts`: the debugger's own costs, and how each grows: along the nodes of a program, the
 * elements of its tensors and the steps that were made, three sizes each. Of every size the least of several runs; the
 * exponent is that of size^k by least squares of log cost over log size: 1 is linear.
 */

const ROUNDS = 3;
/** What is not varied. */
const SESSION = { layers: 4, elements: 16, steps: 20 };
const FILE = { rounds: 20, elements: 100, steps: 5 };
const PAGE = { rows: 200, steps: 200 };

const SESSION_SIZES = { layers: [16, 128, 1024], elements: [1000, 10_000, 100_000], steps: [50, 500, 5000] };
const FILE_SIZES = { rounds: [25, 100, 400], elements: [1000, 10_000, 100_000], steps: [10, 40, 160] };
const PAGE_SIZES = { rows: [200, 1000, 5000], steps: [100, 300, 1000] };

/** In which measured sizes are told. */
const ALONG = { layers: 'nodes', rounds: 'nodes', rows: 'rows', elements: 'elements', steps: 'steps' };

/** @param {(entry: string) => Promise<any>} load bundles a TypeScript file and loads it @param {() => void} collect V8's collector */
export async function measureOwnCosts(load, collect) {
  return [...await session(load, collect), ...await typed(load), ...await page(load)];
}

async function session(load, collect) {
  const { measureSession } = await load('test/bench/ownCosts/session.ts');
  measureSession(SESSION, collect);
  return grid(SESSION, SESSION_SIZES, async (size) => {
    const { nodes, plan, bare, recorded, passed, findings, told, move, bytesPerStep } = measureSession(size, collect);
    return {
      nodes,
      costs: {
        'a step without the debugger, ms': bare,
        'a step recorded and shown, ms': recorded,
        'a step recorded and passed by, ms': passed,
        'findings at a step, ms': findings,
        'the state told, and its message, ms': told,
        'journal: a move to another step, ms': move,
        'journal: memory of a step, kB': bytesPerStep.map((bytes) => bytes / 1000),
        'plan compiled, ms': plan,
      },
    };
  });
}

async function typed(load) {
  const { measureKeys, measureStart } = await load('test/bench/ownCosts/typed.ts');
  return grid(FILE, FILE_SIZES, async (size) => {
    const { nodes, ms } = await measureStart(size);
    return { nodes, costs: { 'start of a worker to the state, ms': [ms], 'key to hints, beyond the wait, ms': await measureKeys(size) } };
  });
}

async function page(load) {
  const { launchChromium, stepTimes } = await load('test/bench/panelFrames.ts');
  const browser = await launchChromium();
  try {
    return await grid(PAGE, PAGE_SIZES, async ({ rows, steps }) =>
      ({ costs: { 'panel: a step in the page, CPU, ms': await stepTimes(browser, rows, rows, steps) } }));
  } finally {
    await browser.close();
  }
}

/** Varies one dimension of `base` at a time, in turns of rounds; a row for each cost and dimension. */
async function grid(base, sizes, measure) {
  const rows = new Map();
  for (const [key, values] of Object.entries(sizes)) {
    for (let round = 0; round < ROUNDS; round++) {
      for (const [i, value] of values.entries()) {
        const { nodes, costs } = await measure({ ...base, [key]: value });
        for (const [cost, times] of Object.entries(costs)) {
          const name = `${cost}|${key}`;
          if (!rows.has(name)) rows.set(name, { cost, along: ALONG[key], sizes: values.map(() => 0), least: values.map(() => Infinity) });
          const row = rows.get(name);
          row.sizes[i] = ALONG[key] === 'nodes' ? nodes : value;
          row.least[i] = Math.min(row.least[i], ...times);
        }
      }
    }
  }
  return [...rows.values()].map((row) => ({ ...row, exponent: exponentOf(row.sizes, row.least) }))
    .sort((a, b) => a.cost.localeCompare(b.cost));
}

/** The slope of log y over log x by least squares. */
function exponentOf(xs, ys) {
  const mean = (list) => list.reduce((sum, one) => sum + one, 0) / list.length;
  const x = xs.map(Math.log);
  const y = ys.map(Math.log);
  const [mx, my] = [mean(x), mean(y)];
  return mean(x.map((one, i) => (one - mx) * (y[i] - my))) / mean(x.map((one) => (one - mx) ** 2));
}

export function growthTable(rows) {
  return rows.map(({ cost, along, sizes, least, exponent }) => {
    const cells = sizes.map((size, i) => `${size}: ${least[i].toPrecision(3)}`.padStart(18)).join('');
    return `${cost.padEnd(38)} ${along.padEnd(9)}${cells}   ^ ${exponent.toFixed(2)}`;
  });
}
