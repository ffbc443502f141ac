/** @file The panel alone in a real browser: what it shows, its keyboard, its messages. */
import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import { SCRIPT, SCRIPT_IMPORTS } from '../../src/extension/panelPage';
import { ENGLISH } from '../../src/protocol/panelStrings';
import { notesState, place, snapshotOf } from './notesProgram';
import { printing, SCENES } from './panelScenes';
import { launchChromium, openPanel, pageScript, type PanelPage } from './panelBrowser';
import { regressionState } from './regressionProgram';

let browser: Browser;
let panel: PanelPage;

const cell = (variable: string, column: string) =>
  panel.page.locator(`[data-variable="${variable}"] .cell-${column}`);

/** As a reader sees it: blanks as one blank. */
async function text(selector: string): Promise<string> {
  return (await panel.page.locator(selector).first().innerText()).replace(/\s+/g, ' ').trim();
}

async function cellText(variable: string, column: string): Promise<string> {
  return (await cell(variable, column).innerText()).replace(/\s+/g, ' ').trim();
}

describe('the panel alone', () => {
  before(async () => {
    browser = await launchChromium();
  });

  after(() => browser?.close());

  describe('the panel in a browser', () => {
    beforeEach(async () => {
      panel = await openPanel(browser, { width: 1100 });
    });

    afterEach(async () => {
      const { complaints } = panel;
      await panel.page.close();
      assert.deepEqual(complaints, [], 'the page complained: policy, errors or warnings');
    });

    it('says that it is ready, and is smaller than its budget', async () => {
      assert.deepEqual(await panel.sent(), [{ type: 'ready', protocol: 1 }]);
      // CONVENTIONS section 8: 120 KB for all that the first paint waits for.
      const scripts = await Promise.all([SCRIPT, ...SCRIPT_IMPORTS].map(pageScript));
      const bytes = scripts.reduce((sum, script) => sum + Buffer.byteLength(script), 0);
      assert.ok(bytes < 120_000, `${bytes} bytes`);
    });

    it('shows the pairs of the notes’ program before the step', async () => {
      await panel.send(snapshotOf(notesState(0)));
      assert.equal(await cellText('Variable_1:0', 'variable'), 'w');
      assert.equal(await cellText('Variable_1:0', 'gradient'), '10');
      assert.equal(await cellText('Variable_1:0', 'clip'), 'clipped ×0.6 → 6 0°');
      assert.equal(await cellText('Variable_1:0', 'change'), '5 → …');
      assert.equal(await cellText('Variable:0', 'gradient'), '5');
      assert.equal(await cellText('Variable:0', 'clip'), 'not clipped');
      assert.equal(await cellText('Variable:0', 'change'), '10 → …');
      assert.equal(await text('[data-figure=clipped] dd'), '1 of 2 variables');
    });

    it('shows before and after of a step, and says it once', async () => {
      await panel.send(snapshotOf(notesState(0)));
      await panel.send(snapshotOf(notesState(1)));
      assert.equal(await cellText('Variable_1:0', 'change'), '5 → 4.4');
      assert.equal(await cellText('Variable:0', 'change'), '10 → 9.5');
      assert.equal(await text('[data-figure=loss] dd'), '50');
      assert.equal(await text('.steps-head label'), 'Step 1 of 1');
      assert.equal(
        await panel.page.locator('[role=status]').textContent(),
        'Step 1 of 1. Loss 50. 1 of 2 variables clipped.',
      );
    });

    it('sends the command of a button, and nothing for a disabled one', async () => {
      await panel.send(snapshotOf(notesState(0)));
      await panel.page.click('[data-command=step]');
      // Playwright refuses to click what is aria-disabled; a person does not.
      await panel.page.dispatchEvent('[data-command=stepBack]', 'click');
      const [, ...commands] = await panel.sent();
      assert.deepEqual(commands, [{ type: 'command', command: 'step' }]);
    });

    it('reveals the line of the clicked row and opens its details without doing so', async () => {
      await panel.send(snapshotOf(notesState(1)));
      await cell('Variable:0', 'gradient').click();
      assert.deepEqual((await panel.sent()).at(-1), { type: 'reveal', place: place(5), variable: 'Variable:0' });
      await panel.page.click('[data-variable="Variable_1:0"] .expander');
      // No second "reveal": the extension hears which row travels whole.
      assert.deepEqual((await panel.sent()).slice(2), [{ type: 'opened', variables: ['Variable_1:0'] }]);
      assert.equal(
        await text('[data-stage=clip_by_norm]'),
        'clip_by_norm line 14 6 10 ×0.6 0° 1/1 6 clipped',
      );
      assert.equal(await text('.formula'), 'after = before − lr·g');
      assert.equal(await text('.residual-exact'), 'residual 0');
      await panel.page.click('[data-stage=clip_by_norm] .link');
      assert.deepEqual((await panel.sent()).at(-1), { type: 'reveal', place: place(14, 30, 17) });
    });

    it('lights up the rows of the caret’s line', async () => {
      await panel.send(snapshotOf(notesState(0)));
      const lit = () =>
        panel.page
          .locator('.under-caret')
          .evaluateAll((rows) => rows.map((row) => row.getAttribute('data-variable')));
      await panel.send({ type: 'caret', line: 6, rows: [] });
      assert.deepEqual(await lit(), ['Variable_1:0']);
      // The clip on line 14 belongs to both rows.
      await panel.send({ type: 'caret', line: 14, rows: [] });
      assert.deepEqual(await lit(), ['Variable_1:0', 'Variable:0']);
      await panel.send({ type: 'caret', line: 1, rows: [] });
      assert.deepEqual(await lit(), []);
      // A line that uses the variable is not in its row: the extension says so.
      await panel.send({ type: 'caret', line: 9, rows: ['Variable:0'] });
      assert.deepEqual(await lit(), ['Variable:0']);
    });

    it('is one tab stop each for buttons, slider and table; arrows, Enter, Space and Ctrl+C work', async () => {
      await panel.send(snapshotOf(regressionState(5, 3)));
      const { page } = panel;
      const focused = () =>
        page.evaluate(() => {
          const at = document.activeElement;
          const row = at?.closest('[data-variable]')?.getAttribute('data-variable');
          return [
            row,
            at?.getAttribute('data-command') ?? at?.getAttribute('data-column') ?? at?.id,
          ]
            .filter(Boolean)
            .join(' ');
        });
      const press = async (...keys: string[]) => {
        for (const key of keys) await page.keyboard.press(key);
        return focused();
      };
      assert.equal(await press('Tab'), 'step');
      assert.equal(await press('ArrowRight', 'ArrowRight'), 'apply');
      assert.equal(await press('Home'), 'stepBack');
      // The chips of the health strip and the chart's button stand between.
      assert.equal(await press('Tab', 'Tab', 'Tab', 'Tab', 'Tab'), 'step-slider');
      // Filter, order and groups stand between.
      assert.equal(await press('Tab'), 'row-filter');
      assert.equal(await press('Tab', 'Tab', 'Tab'), 'dense/kernel:0 variable');
      assert.equal(await press('ArrowDown', 'ArrowRight', 'ArrowRight'), 'dense/output:0 gradient');
      assert.equal(await press('End'), 'dense/output:0 flags');
      assert.equal(await press('PageDown', 'Home'), 'gate:0 variable');
      assert.equal(await press('Control+Home'), 'dense/kernel:0 variable');
      await press('Enter');
      assert.deepEqual((await panel.sent()).at(-1), { type: 'reveal', place: place(8), variable: 'dense/kernel:0' });
      await press(' ');
      assert.equal(await page.locator('.details').count(), 1);
      assert.equal(await focused(), 'dense/kernel:0 variable');
      await press(' ', 'ArrowDown', 'Control+c');
      assert.deepEqual((await panel.sent()).at(-1), { type: 'copy', text: 'dense/output:0' });
      assert.equal(await press('/'), 'row-filter');
      await press('Shift+Tab');
      assert.equal(await press('ArrowLeft'), 'step-slider');
      await page.waitForTimeout(50);
      assert.deepEqual((await panel.sent()).at(-1), { type: 'goTo', index: 2 });
    });

    it('tells the slider’s place in words', async () => {
      await panel.send(snapshotOf(notesState(2)));
      const slider = panel.page.locator('#step-slider');
      assert.equal(await slider.getAttribute('aria-valuetext'), 'step 2 of 2, loss 41.8');
    });

    it('explains a None by op and line', async () => {
      await panel.send(snapshotOf(regressionState(3, 3)));
      assert.equal(await cellText('gate:0', 'gradient'), 'None');
      assert.equal(await cellText('gate:0', 'flags'), 'cut by ArgMax line 18');
      await panel.page.click('[data-variable="gate:0"] .expander');
      assert.equal(
        await text('.none-reason p'),
        'ArgMax picks an index: it has no derivative. line 18',
      );
    });

    it('counts the elements that it shows, shows more, and copies all exactly', async () => {
      await panel.send(snapshotOf(regressionState(3, 3)));
      await panel.page.click('[data-variable="dense/kernel:0"] .expander');
      assert.equal(await panel.page.locator('.elements tbody tr').count(), 8);
      assert.match(await text('.elements + .element-foot'), /^8 of 24 elements shown/);
      await panel.page.click('text=Show more');
      assert.equal(await panel.page.locator('.elements tbody tr').count(), 24);
      await panel.page.click('text=Copy values');
      const last = (await panel.sent()).at(-1);
      assert.ok(last?.type === 'copy');
      const after = regressionState(3, 3).record?.rows[0]?.after?.values;
      assert.deepEqual(
        last.text.split('\n').map((line) => Math.fround(Number(line))),
        after,
      );
    });

    it('keeps the last good values under the error, and marks them', async () => {
      const error = {
        type: 'NameError',
        message: "name 'learning_rate' is not defined",
        place: place(4),
        madeAt: place(2),
        remedy: 'Reshape the array.',
      };
      const status = { kind: 'stale', reason: 'the text does not run' } as const;
      await panel.send(snapshotOf(notesState(1), { error, status, enabled: ['reset'] }));
      assert.match(
        await text('.notice-error'),
        /^NameError line 4 · made at line 2 name 'learning_rate' is not defined Reshape the array\./,
      );
      assert.equal(await panel.page.locator('.is-stale .pairs').count(), 1);
      await panel.page.click('.notice-error .link');
      assert.deepEqual((await panel.sent()).at(-1), { type: 'reveal', place: place(4) });
    });

    it('has a designed state for everything that has no values', async () => {
      const shown = async () => [
        await panel.page.locator('.panel').getAttribute('data-situation'),
        await text('.state h2'),
      ];
      assert.deepEqual(await shown(), ['empty', ENGLISH.emptyTitle]);
      await panel.send(snapshotOf(null));
      assert.deepEqual(await shown(), ['loading', ENGLISH.loadingTitle]);
      const error = {
        type: 'SyntaxError',
        message: 'invalid syntax',
        place: place(3),
        madeAt: null,
        remedy: null,
      };
      await panel.send(snapshotOf(null, { error }));
      assert.deepEqual(await shown(), ['failed', ENGLISH.failedTitle]);
      assert.match(await text('.notice-error'), /^SyntaxError line 3 invalid syntax/);
      await panel.send(snapshotOf(null, { status: { kind: 'stale', reason: 'gone' } }));
      assert.deepEqual(await shown(), ['missing', ENGLISH.missingTitle]);
      await panel.send(snapshotOf({ ...notesState(0), record: null, trainingOps: [] }));
      assert.deepEqual(await shown(), ['noTrainingOp', ENGLISH.noTrainingTitle]);
      await panel.send(snapshotOf(null, { status: { kind: 'restricted' } }));
      assert.deepEqual(await shown(), ['restricted', ENGLISH.restrictedTitle]);
      await panel.page.click('.state .button');
      assert.deepEqual((await panel.sent()).at(-1), { type: 'command', command: 'manageTrust' });
    });

    it('shows what the file printed, as text', async () => {
      const prints = [
        { stream: 'stdout' as const, text: '[(6.0, 5.0), (5.0, 10.0)]\n' },
        { stream: 'stderr' as const, text: '<b>warning</b>\n' },
      ];
      await panel.send(snapshotOf(notesState(0), { prints, printsOmitted: 2 }));
      const printed = await panel.page.locator('.printed').innerText();
      assert.equal(printed.trim(), '[(6.0, 5.0), (5.0, 10.0)]\n<b>warning</b>');
      assert.match(await text('.prints .aside'), /^2 earlier lines/);
    });

    it('shows what the step printed beside its slider: a few lines, all of them on demand, and copies all', async () => {
      await panel.send(snapshotOf(printing(5, 12)));
      const printed = panel.page.locator('.step-prints .printed');
      assert.equal((await printed.innerText()).split('\n').length, 3);
      assert.match(await text('.step-prints .aside'), /^12 more lines are in the log only\. Open Log$/);
      const more = panel.page.getByRole('button', { name: 'Show all 6 lines' });
      await more.focus();
      await panel.page.keyboard.press('Enter');
      const lines = (await printed.innerText()).split('\n');
      assert.equal(lines.length, 6);
      assert.match(lines[5] ?? '', /\[gradients\]\[nan 1\.5 -inf\]$/);
      await panel.page.getByRole('button', { name: 'Copy what this step printed' }).press('Enter');
      assert.deepEqual((await panel.sent()).at(-1), { type: 'copy', text: lines.join('\n') });
      await panel.page.getByRole('button', { name: 'Show fewer' }).click();
      assert.equal((await printed.innerText()).split('\n').length, 3);
      // A step that prints little has no button for more; one that prints nothing has no place for it.
      await panel.send(snapshotOf(printing(2, 0)));
      assert.equal(await panel.page.locator('.step-prints .link').count(), 0);
      await panel.send(snapshotOf(notesState(1)));
      assert.equal(await panel.page.locator('.step-prints').count(), 0);
    });

    it('says which forks ended with the run, at any width in full, and pins or dismisses them', async () => {
      await panel.send(SCENES['forks dropped']!());
      for (const width of [320, 520, 1100]) {
        await panel.page.setViewportSize({ width, height: 760 });
        const cut = await panel.page.locator('.notice-dropped *').evaluateAll((all) =>
          all.filter((one) => one.getBoundingClientRect().right > document.querySelector('.notice-dropped')!.getBoundingClientRect().right).length);
        assert.equal(cut, 0, `${width} px`);
      }
      await panel.page.getByRole('button', { name: 'Pin learning rate = 0.001 as baseline' }).click();
      await panel.page.getByRole('button', { name: 'Dismiss' }).press('Enter');
      assert.deepEqual((await panel.sent()).slice(-2), [
        { type: 'act', action: { kind: 'pinDropped', fork: 1 } },
        { type: 'act', action: { kind: 'forgetDropped' } },
      ]);
    });

    it('takes its texts from the extension', async () => {
      await panel.send({ type: 'strings', protocol: 1, strings: { ...ENGLISH, step: 'Schritt' } });
      await panel.send(snapshotOf(notesState(0)));
      assert.equal(await text('[data-command=step]'), 'Schritt');
    });

    it('keeps an older snapshot from replacing a newer one', async () => {
      const [older, newer] = [snapshotOf(notesState(1)), snapshotOf(notesState(2))];
      await panel.send(newer);
      await panel.send(older);
      assert.equal(await text('.steps-head label'), 'Step 2 of 2');
    });
  });

  describe('the panel’s memory and doubts', () => {
    let other: PanelPage;
    afterEach(() => other.page.close());

    it('brings back the open rows of a reloaded panel, and keeps the document’s URI and step', async () => {
      const state = {
        v: 1,
        uri: 'file:///loss/clip_by_norm.py',
        cursor: 1,
        expanded: ['Variable:0'],
        sort: { column: 'norm', direction: 'ascending' },
        filter: 'float -nan',
        grouping: 'scope',
        closed: ['scope a'],
        chart: false,
      };
      other = await openPanel(browser, { state });
      await other.send(snapshotOf(notesState(1)));
      assert.equal(await other.page.locator('#row-filter').inputValue(), 'float -nan');
      await other.page.click('.filter-clear');
      assert.equal(await other.page.locator('.details').count(), 1);
      await other.page.click('[data-variable="Variable_1:0"] .expander');
      const saved = await other.page.evaluate(() =>
        (window as unknown as { savedState: () => unknown }).savedState(),
      );
      assert.deepEqual(saved, { ...state, filter: '', expanded: ['Variable:0', 'Variable_1:0'] });
    });

    it('logs a message that it does not know, and goes on', async () => {
      other = await openPanel(browser);
      await other.send({ type: 'fireworks' });
      await other.send(snapshotOf(notesState(1)));
      assert.equal(other.complaints.length, 1);
      assert.match(other.complaints[0] ?? '', /unknown kind/);
      assert.equal(await other.page.locator('.row[data-variable]').count(), 2);
    });
  });
});
