/**
 * @file The panel's work on its main thread, of the product's own page in Chromium: first paint, a step
 * with 200 changed rows, 5,000 rows and 1,000 steps scrolled, filtered, sorted, stepped.
 */
import type { Browser, CDPSession } from 'playwright-core';
import type { SessionState } from '../../src/protocol/messages';
import { RowDigests } from '../../src/protocol/rowDigest';
import type { PanelSnapshot } from '../../src/protocol/view';
import { snapshotOf } from '../webview/notesProgram';
import { launchChromium, openPanel, type PanelPage } from '../webview/panelBrowser';
import { regressionState } from '../webview/regressionProgram';

export { launchChromium };

const STEPS = 1000;

function largeState(count: number, stepCount = STEPS): SessionState {
  const state = regressionState(3, 3);
  const { record } = state;
  const [entry] = state.history;
  if (!record || !entry) throw new Error('The regression has a record and a history.');
  const rows = Array.from({ length: count }, (_, i) => {
    const row = record.rows[i % record.rows.length];
    if (!row) throw new Error('The regression has rows.');
    return { ...row, variable: `block${Math.floor(i / 20)}/v${i}:0`, name: `v${i}` };
  });
  const norms = Object.fromEntries(rows.slice(0, 200).map((row, i) => [row.variable, i + 1]));
  const history = Array.from({ length: stepCount }, (_, i) => ({
    ...entry, index: i + 1, loss: 1 + Math.sin(i / 50), norms, ratios: {},
  }));
  const ops = [{ name: 'train_op', optimizer: 'AdamOptimizer', rowCount: count }];
  return { ...state, cursor: history.length, stepCount: history.length, history, record: { ...record, rows, ops } };
}

/** What the extension sends: no row is open. */
const snapshotAt = (state: SessionState, seq: number): PanelSnapshot => ({
  ...snapshotOf(new RowDigests().of(state)), seq,
});

export interface PanelFigures {
  readonly [what: string]: readonly number[];
}

/** CPU time of the page's main thread, which a busy machine does not stretch, in ms. */
export async function measurePanel(): Promise<PanelFigures> {
  const browser = await launchChromium();
  try {
    return { ...(await firstPaint(browser)), ...(await steps(browser, 200, 200)), ...(await large(browser)) };
  } finally {
    await browser.close();
  }
}

async function open(browser: Browser): Promise<{ panel: PanelPage; session: CDPSession }> {
  const panel = await openPanel(browser, { width: 1100, height: 800 });
  const session = await panel.page.context().newCDPSession(panel.page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  return { panel, session };
}

async function cpu(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  return 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0);
}

/** Puts messages into the page as text, so that what is measured begins with the message that arrives. */
async function keep(panel: PanelPage, messages: readonly unknown[]): Promise<void> {
  await panel.page.evaluate((texts) => {
    Object.assign(window, { kept: texts.map((text) => JSON.parse(text) as unknown) });
  }, messages.map((message) => JSON.stringify(message)));
}

/** CPU time of one action in the page, to the end of layout and paint. */
async function cost(panel: PanelPage, session: CDPSession, source: string): Promise<number> {
  const before = await cpu(session);
  await panel.page.evaluate(`(async () => {
    ${source};
    for (let i = 0; i < 2; i++) await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  })()`);
  return (await cpu(session)) - before;
}

async function firstPaint(browser: Browser): Promise<PanelFigures> {
  const times: Record<string, number[]> = {};
  for (const rows of [10, 5000]) {
    for (let round = 0; round < 2; round++) {
      const { panel, session } = await open(browser);
      await keep(panel, [snapshotAt(largeState(rows), 1)]);
      const time = await cost(panel, session, 'window.postMessage(kept[0], "*")');
      (times[`panel: first paint of ${rows} rows after the data, CPU (≤ 300 ms)`] ??= []).push(time);
      await panel.page.close();
    }
  }
  return times;
}

/** `changed` of `count` rows are other ones in every step: the message that the extension would send, made in the page. */
async function steps(browser: Browser, count: number, changed: number): Promise<PanelFigures> {
  return { [`panel: a step with ${changed} of ${count} rows changed, CPU (≤ 16 ms)`]: await stepTimes(browser, count, changed, STEPS) };
}

/** CPU times of one more step after `stepCount`, of which `changed` of `count` rows are other ones. */
export async function stepTimes(browser: Browser, count: number, changed: number, stepCount: number): Promise<readonly number[]> {
  const { panel, session } = await open(browser);
  await keep(panel, [snapshotAt(largeState(count, stepCount), 1)]);
  await cost(panel, session, 'window.postMessage(kept[0], "*")');
  await panel.page.evaluate(`window.step = (seed) => {
    const { type, state, ...frame } = kept[0];
    const { record, history, ...rest } = state;
    const rows = record.rows.slice(0, ${changed}).map((row, i) => [i, { ...row, updateRatio: 1e-3 * (1 + seed) }]);
    const cursor = state.cursor + seed;
    return {
      ...frame, type: 'patch', seq: 1 + seed, base: seed, prints: 'same',
      state: {
        ...rest, cursor, stepCount: cursor,
        record: { ...record, index: cursor, rows: { count: ${count}, changed: rows } },
        history: { kept: history.length + seed - 1, added: [{ ...history[0], index: cursor }] },
      },
    };
  }`);
  const times: number[] = [];
  for (let i = 1; i <= 8; i++) {
    // `void`: else the message would travel back to this process.
    await panel.page.evaluate(`void (window.message = step(${i}))`);
    times.push(await cost(panel, session, 'window.postMessage(message, "*")'));
  }
  const shown = await panel.page.locator('.step-count').innerText();
  if (!shown.startsWith(String(stepCount + 8))) throw new Error(`The steps did not arrive: ${shown}`);
  await panel.page.close();
  return times;
}

async function large(browser: Browser): Promise<PanelFigures> {
  const rows = 5000;
  const { panel, session } = await open(browser);
  await keep(panel, [snapshotAt(largeState(rows), 1)]);
  await cost(panel, session, 'window.postMessage(kept[0], "*")');
  const scrolled = await framesOf(panel, session, 'window.scrollTo(0, 400 + i * 165)');
  await panel.page.evaluate(() => window.scrollTo(0, 0));
  const typed = await framesOf(panel, session, `
    const box = document.getElementById('row-filter');
    box.value = 'v' + (i % 10);
    box.dispatchEvent(new Event('input', { bubbles: true }))`);
  await panel.page.fill('#row-filter', '');
  const sorted = await framesOf(panel, session, `document.querySelectorAll('.header .cell')[i % 4].click()`);
  await panel.page.close();
  return {
    [`panel: scrolling ${rows} rows, CPU of a frame (≤ 16 ms)`]: scrolled,
    [`panel: a letter in the filter of ${rows} rows, CPU (≤ 16 ms)`]: typed,
    [`panel: another order of ${rows} rows, CPU (≤ 16 ms)`]: sorted,
    ...(await steps(browser, rows, 200)),
    ...(await steps(browser, rows, rows)),
  };
}

/** CPU time of each of 20 actions. */
async function framesOf(panel: PanelPage, session: CDPSession, source: string): Promise<readonly number[]> {
  const times: number[] = [];
  for (let i = 0; i < 20; i++) times.push(await cost(panel, session, `const i = ${i}; ${source}`));
  return times;
}
