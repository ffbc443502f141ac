/**
 * @file The panel's work on its main thread, of the product's own page in Chromium: first paint, a step
 * with 200 changed rows, 5,000 rows and 1,000 steps scrolled, filtered, sorted, stepped. The longest task
 * of each is what may not be longer than a frame.
 */
import type { Browser, CDPSession } from 'playwright-core';
import type { SessionState } from '../../src/protocol/messages';
import type { PanelSnapshot } from '../../src/protocol/view';
import { snapshotOf } from '../webview/notesProgram';
import { bundlePanel, launchChromium, openPanel, type PanelPage } from '../webview/panelBrowser';
import { regressionState } from '../webview/regressionProgram';

const STEPS = 1000;

function largeState(count: number): SessionState {
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
  const history = Array.from({ length: STEPS }, (_, i) => ({
    ...entry, index: i + 1, loss: 1 + Math.sin(i / 50), norms, ratios: {},
  }));
  const ops = [{ name: 'train_op', optimizer: 'AdamOptimizer', rowCount: count }];
  return { ...state, cursor: history.length, stepCount: history.length, history, record: { ...record, rows, ops } };
}

const snapshotAt = (state: SessionState, seq: number): PanelSnapshot => ({ ...snapshotOf(state), seq });

export interface PanelFigures {
  readonly [what: string]: readonly number[];
}

/** CPU time of the page's main thread, which a busy machine does not stretch, in ms. */
export async function measurePanel(): Promise<PanelFigures> {
  const browser = await launchChromium();
  try {
    const script = await bundlePanel();
    return { ...(await firstPaint(browser, script)), ...(await steps(browser, script, 200, 200)), ...(await large(browser, script)) };
  } finally {
    await browser.close();
  }
}

async function open(browser: Browser, script: string): Promise<{ panel: PanelPage; session: CDPSession }> {
  const panel = await openPanel(browser, script, { width: 1100, height: 800 });
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

async function firstPaint(browser: Browser, script: string): Promise<PanelFigures> {
  const times: Record<string, number[]> = {};
  for (const rows of [10, 5000]) {
    for (let round = 0; round < 2; round++) {
      const { panel, session } = await open(browser, script);
      await keep(panel, [snapshotAt(largeState(rows), 1)]);
      const time = await cost(panel, session, 'window.postMessage(kept[0], "*")');
      (times[`panel: first paint of ${rows} rows after the data, CPU (≤ 300 ms)`] ??= []).push(time);
      await panel.page.close();
    }
  }
  return times;
}

/** `changed` of `count` rows are other ones in every step: the message that the extension would send, made in the page. */
async function steps(browser: Browser, script: string, count: number, changed: number): Promise<PanelFigures> {
  const { panel, session } = await open(browser, script);
  await keep(panel, [snapshotAt(largeState(count), 1)]);
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
    await panel.page.evaluate(`window.message = step(${i})`);
    times.push(await cost(panel, session, 'window.postMessage(message, "*")'));
  }
  const shown = await panel.page.locator('.step-count').innerText();
  if (!shown.startsWith(String(STEPS + 8))) throw new Error(`The steps did not arrive: ${shown}`);
  await panel.page.close();
  return { [`panel: a step with ${changed} of ${count} rows changed, CPU (≤ 16 ms)`]: times };
}

async function large(browser: Browser, script: string): Promise<PanelFigures> {
  const rows = 5000;
  const { panel, session } = await open(browser, script);
  await keep(panel, [snapshotAt(largeState(rows), 1)]);
  await cost(panel, session, 'window.postMessage(kept[0], "*")');
  const scrolled = await framesOf(panel, 'window.scrollTo(0, 400 + i * 165)');
  await panel.page.evaluate(() => window.scrollTo(0, 0));
  const typed = await framesOf(panel, `
    const box = document.getElementById('row-filter');
    box.value = 'v' + (i % 10);
    box.dispatchEvent(new Event('input', { bubbles: true }))`);
  await panel.page.fill('#row-filter', '');
  const sorted = await framesOf(panel, `document.querySelectorAll('.header .cell')[i % 4].click()`);
  await panel.page.close();
  return {
    [`panel: scrolling ${rows} rows, longest task of a frame (≤ 16 ms)`]: scrolled,
    [`panel: a letter in the filter of ${rows} rows, longest task (≤ 16 ms)`]: typed,
    [`panel: another order of ${rows} rows, longest task (≤ 16 ms)`]: sorted,
    ...(await steps(browser, script, rows, 200)),
    ...(await steps(browser, script, rows, rows)),
  };
}

/** The longest task after each of 40 actions, by the tracing of Chromium's own scheduler: thread time, ms. */
async function framesOf(panel: PanelPage, source: string): Promise<readonly number[]> {
  const session = await panel.page.context().newCDPSession(panel.page);
  const events: { readonly name: string; readonly tdur?: number; readonly ts: number }[] = [];
  session.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as typeof events)));
  const complete = new Promise<void>((done) => session.once('Tracing.tracingComplete', () => done()));
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: ['disabled-by-default-devtools.timeline', 'blink.user_timing', 'toplevel', 'devtools.timeline'] },
  });
  await panel.page.evaluate(`(async () => {
    for (let i = 0; i < 40; i++) {
      await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
      performance.mark('action');
      { ${source}; }
      for (let k = 0; k < 3; k++) await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    }
  })()`);
  await session.send('Tracing.end');
  await complete;
  const marks = events.filter(({ name }) => name === 'action').map(({ ts }) => ts).sort((a, b) => a - b);
  const tasks = events.filter(({ name, tdur }) => /RunTask/.test(name) && tdur !== undefined);
  return marks.map((ts, i) => {
    const end = marks[i + 1] ?? Infinity;
    // The mark lies inside the task of its action.
    const own = tasks.filter((task) => task.ts + 1e6 > ts && task.ts < end && task.ts + (task.tdur ?? 0) > ts);
    return Math.max(0, ...own.map(({ tdur }) => (tdur ?? 0) / 1000));
  });
}
