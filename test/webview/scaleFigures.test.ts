/** @file Figures of a large program in the panel, printed and not asserted: 5,000 rows, 1,000 steps; a frame at 60 Hz is 16.7 ms. */
import type { Browser, CDPSession } from 'playwright-core';
import type { SessionState } from '../../src/protocol/messages';
import { regressionState } from './regressionProgram';
import { snapshotOf } from './notesProgram';
import { bundlePanel, launchChromium, openPanel, type PanelPage } from './panelBrowser';

const ROWS = 5000;
const STEPS = 1000;

/** `seed` changes every value's last digits, as another step does. */
function largeState(seed: number): SessionState {
  const state = regressionState(3, 3);
  const { record } = state;
  if (!record) throw new Error('The regression has a record.');
  const rows = Array.from({ length: ROWS }, (_, i) => {
    const row = record.rows[i % record.rows.length];
    if (!row) throw new Error('The regression has rows.');
    return { ...row, variable: `block${Math.floor(i / 20)}/v${i}:0`, name: `v${i}` };
  });
  const norms = Object.fromEntries(rows.slice(0, 200).map((row, i) => [row.variable, i + seed]));
  const [entry] = state.history;
  if (!entry) throw new Error('The regression has a history.');
  const history = Array.from({ length: STEPS }, (_, i) => ({
    ...entry,
    index: i + 1,
    loss: 1 + Math.sin(i / 50) + seed * 1e-3,
    norms,
  }));
  const ops = [{ name: 'train_op', optimizer: 'AdamOptimizer', rowCount: ROWS }];
  return { ...state, cursor: STEPS, stepCount: STEPS, history, record: { ...record, rows, ops } };
}

describe(`figures of ${ROWS} rows and ${STEPS} steps`, () => {
  let browser: Browser;
  let panel: PanelPage;
  let session: CDPSession;

  before(async () => {
    browser = await launchChromium();
    panel = await openPanel(browser, await bundlePanel(), { width: 1100, height: 800 });
    session = await panel.page.context().newCDPSession(panel.page);
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  });
  after(() => browser?.close());

  /** CPU time of the page's thread, which a busy machine does not stretch, in ms. */
  async function cpu(): Promise<{ readonly [metric: string]: number }> {
    const { metrics } = await session.send('Performance.getMetrics');
    return Object.fromEntries(metrics.map(({ name, value }) => [name, 1000 * value]));
  }

  /** Work of 60 frames, each with one `source(i)`, to the end of layout and paint. */
  async function measure(what: string, source: string): Promise<void> {
    const before = await cpu();
    await panel.page.evaluate(`(async () => {
      for (let i = 0; i < 60; i++) {
        await new Promise((done) => requestAnimationFrame(done));
        (${source})(i);
      }
      await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    })()`);
    const after = await cpu();
    const per = (metric: string) =>
      (((after[metric] ?? 0) - (before[metric] ?? 0)) / 60).toFixed(1);
    console.log(
      `      ${what}: ${per('TaskDuration')} ms of CPU (script ${per('ScriptDuration')}, ` +
        `layout ${per('LayoutDuration')}, style ${per('RecalcStyleDuration')})`,
    );
  }

  it('first paint after the data', async () => {
    const state = largeState(0);
    const before = await cpu();
    await panel.send(snapshotOf(state));
    const after = await cpu();
    const time = (after['TaskDuration'] ?? 0) - (before['TaskDuration'] ?? 0);
    console.log(`      the first picture: ${time.toFixed(0)} ms of CPU`);
  });

  it('scrolling by 5 lines a frame', () =>
    measure('a frame', '(i) => window.scrollTo(0, 400 + i * 165)'));

  it('a letter in the filter', async () => {
    await panel.page.evaluate(() => window.scrollTo(0, 0));
    await measure(
      'a letter',
      `(i) => {
        const box = document.getElementById('row-filter');
        box.value = 'v' + (i % 10);
        box.dispatchEvent(new Event('input', { bubbles: true }));
      }`,
    );
  });

  it('another order', async () => {
    await panel.page.fill('#row-filter', '');
    await measure(
      'a click on a header',
      `(i) => document.querySelectorAll('.header .cell')[i % 4].click()`,
    );
  });

  it('another step', async () => {
    const before = await cpu();
    for (let seed = 1; seed <= 3; seed++) await panel.send(snapshotOf(largeState(seed)));
    const after = await cpu();
    const time = ((after['TaskDuration'] ?? 0) - (before['TaskDuration'] ?? 0)) / 3;
    console.log(`      a step with every row new, its message read and drawn: ${time.toFixed(0)} ms of CPU`);
  });
});
