/** @file The panel in four themes and at several widths: axe-core finds nothing, nothing is cut off; pictures to look at. */
import assert from 'node:assert/strict';
import type { Browser, Page } from 'playwright-core';
import { axeFindings } from './axeFindings';
import { notesState, snapshotOf } from './notesProgram';
import { cutOff, lookInEveryTheme, withPanel } from './looks';
import { launchChromium } from './panelBrowser';
import { SCENES } from './panelScenes';
import { regressionState } from './regressionProgram';

describe('the looks of the panel', () => {
  let browser: Browser;

  before(async () => {
    browser = await launchChromium();
  });

  after(() => browser?.close());

  async function openDetails(page: Page): Promise<void> {
    const first = page.locator('.expander').first();
    if ((await first.count()) > 0) await first.click();
    const chart = page.locator('.chart-toggle');
    if ((await chart.count()) === 0) return;
    await chart.click();
    await page.locator('.chart-table summary').click();
    await page.locator('.chart-table table').waitFor();
  }

  for (const [name, scene] of Object.entries(SCENES)) {
    it(`${name}: axe-core finds nothing in any theme`, () =>
      withPanel(browser, { width: 900, height: 860 }, async (panel) => {
        await panel.send(scene());
        await openDetails(panel.page);
        await lookInEveryTheme(panel, name);
      }));
  }

  // 320 px is also a panel of 640 px at 200 % zoom.
  for (const width of [320, 400, 560, 640, 720, 800, 960, 1200, 1920, 3840]) {
    it(`at ${width} px nothing but a table inside an open row scrolls sideways`, () =>
      withPanel(browser, { width, height: 900 }, async (panel) => {
        await panel.send(SCENES['regression']!());
        assert.deepEqual(await cutOff(panel), [0]);
        await openDetails(panel.page);
        await panel.screenshot(`panel ${width} px`);
        assert.deepEqual(await axeFindings(panel.page), []);
      }));
  }

  it('at 3840 px stands in the middle, and its columns, curve and chart take the width that is there', () =>
    withPanel(browser, { width: 3840, height: 1400 }, async (panel) => {
      await panel.send(SCENES['regression']!());
      await panel.page.click('.chart-toggle');
      await panel.page.locator('.chart-line').waitFor();
      const edges = async (selector: string) => {
        const { x, width } = (await panel.page.locator(selector).first().boundingBox())!;
        return [Math.round(x), Math.round(x + width)];
      };
      // 2400 px in the middle; the curve keeps half a thumb of the slider on either side.
      for (const selector of ['.summary', '.chart-frame', '.table-bar']) assert.deepEqual(await edges(selector), [720, 3120], selector);
      assert.deepEqual(await edges('.loss-curve'), [726, 3114]);
      const [left] = await edges('.row[data-variable] .cell-change');
      assert.ok(left! > 1920, `the change begins at ${left}`);
      assert.deepEqual(await edges('.row[data-variable]'), [700, 3140]);
    }));

  it('at 520 px a word of What If stands beside its field', () =>
    withPanel(browser, { width: 520, height: 900 }, async (panel) => {
      await panel.send(SCENES['regression']!());
      await panel.page.locator('.expander').first().click();
      const heights = await panel.page
        .locator('.what-if-field')
        .evaluateAll((fields) => fields.map((field) => [field.getBoundingClientRect().height, field.querySelector('input, select')!.getBoundingClientRect().height]));
      assert.equal(heights.length, 3);
      for (const [field, input] of heights) assert.equal(field, input);
    }));

  it('at 320 px the table of the chart does not scroll sideways, and the buttons are one line at 400', () =>
    withPanel(browser, { width: 320, height: 900 }, async (panel) => {
      await panel.send(SCENES['finding marks']!());
      await openDetails(panel.page);
      const wide = () => panel.page.locator('.chart-scroll').evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth);
      assert.equal(await wide(), 0);
      await panel.screenshot('panel chart table 320 px');
      await panel.page.setViewportSize({ width: 400, height: 900 });
      const tops = await panel.page.locator('.tool').evaluateAll((tools) => tools.map((tool) => tool.getBoundingClientRect().top));
      assert.equal(new Set(tops).size, 1);
    }));

  it('at 320 px nothing of an open row scrolls sideways, its elements neither', () =>
    withPanel(browser, { width: 320, height: 900 }, async (panel) => {
      await panel.send(SCENES['regression']!());
      await panel.page.locator('.expander').first().click();
      assert.equal(await panel.page.locator('.elements tbody tr').count(), 8);
      const wide = await panel.page.locator('.details section').evaluateAll((sections) =>
        sections.filter((section) => section.scrollWidth > section.clientWidth).map((section) => section.innerHTML.slice(0, 200)),
      );
      assert.deepEqual(wide, []);
      await panel.page.locator('.elements').screenshot({ path: 'out/screenshots/elements 320 px.png' });
    }));

  for (const width of [320, 520, 900]) {
    it(`at ${width} px the buttons, and the names of the columns where there are any, stay in sight`, () =>
      withPanel(browser, { width, height: 600 }, async (panel) => {
        const state = regressionState(3, 3);
        const { record } = state;
        const rows = Array.from({ length: 50 }, (_, i) => ({ ...record!.rows[0]!, variable: `v${i}:0`, name: `v${i}` }));
        await panel.send(snapshotOf({ ...state, record: { ...record!, rows } }));
        await panel.page.evaluate(() => window.scrollTo(0, 1200));
        await panel.page.waitForTimeout(100);
        const box = (selector: string) =>
          panel.page.locator(selector).evaluate((element) => {
            const { top, bottom, height } = element.getBoundingClientRect();
            // What is really to be seen at its middle, and not covered by another.
            const seen = document.elementFromPoint(window.innerWidth / 3, (top + bottom) / 2);
            return { top, bottom, height, isSeen: element.contains(seen) };
          });
        const buttons = await box('.toolbar');
        assert.ok(buttons.top >= 0 && buttons.bottom < 60 && buttons.isSeen, JSON.stringify(buttons));
        const header = await box('.header');
        if (width === 320) assert.equal(header.height, 0);
        else assert.ok(header.top >= buttons.bottom && header.bottom < 100 && header.isSeen, JSON.stringify(header));
        // The row that gets the focus is not under them.
        await panel.page.locator('.row[data-variable] [data-active]').focus();
        await panel.page.keyboard.press('Control+Home');
        await panel.page.keyboard.press('Control+End');
        await panel.page.keyboard.press('Control+Home');
        const first = await box('[data-variable="v0:0"]');
        assert.ok(first.top >= Math.max(buttons.bottom, header.bottom), JSON.stringify(first));
      }));
  }

  it('says “clipped” beside the scissors where a narrow cell has no figure', () =>
    withPanel(browser, { width: 520 }, async (panel) => {
      const state = regressionState(3, 1);
      const { record } = state;
      const [row] = record!.rows;
      const clip = { ...row!.stages[0]!, op: 'clip_by_value', norm: null, factor: null, angleDegrees: null, fired: true };
      const one = { ...clip.output, size: 1 };
      const rows = [{ ...row!, stages: [{ ...clip, output: one }] }, { ...row!, variable: 'b:0', name: 'b' }];
      await panel.send(snapshotOf({ ...state, record: { ...record!, rows } }));
      const words = await panel.page
        .locator('.row[data-variable] .clip-word')
        .evaluateAll((all) => all.map((word) => getComputedStyle(word).position));
      // The second row has a factor: its word is for the screen reader only.
      assert.deepEqual(words, ['static', 'absolute']);
    }));

  it('keeps variable, gradient, clip and change at 320 px, and its tab stop', () =>
    withPanel(browser, { width: 320 }, async (panel) => {
      await panel.send(snapshotOf(notesState(1)));
      const shown = await panel.page
        .locator('.row[data-variable]')
        .first()
        .locator('.cell:visible')
        .evaluateAll((cells) => cells.map((cell) => cell.getAttribute('data-column')));
      assert.deepEqual(shown, ['variable', 'gradient', 'clip', 'change']);
      assert.equal(await panel.page.locator('.pairs [tabindex="0"]:visible').count(), 1);
    }));

  it('gives a screen reader the history as text', () =>
    withPanel(browser, { width: 1100 }, async (panel) => {
      await panel.send(snapshotOf(notesState(2)));
      await panel.page.evaluate(() => document.body.classList.add('vscode-using-screen-reader'));
      const text = await panel.page.locator('.cell-history .spark-text').first().innerText();
      // Gradients of w: x = 10, then 9.5.
      assert.equal(text, 'norm 10 at first, 9.5 at last, lowest 9.5, highest 10, over 2 steps');
      assert.equal(await panel.page.locator('.spark:visible').count(), 0);
    }));

  it('does not move when motion is to be reduced', () =>
    withPanel(browser, {}, async (panel) => {
      await panel.send(SCENES['running']?.() ?? snapshotOf(null));
      const animation = () =>
        panel.page
          .locator('.progress')
          .evaluate((element) => getComputedStyle(element).animationName);
      assert.equal(await animation(), 'progress');
      await panel.page.evaluate(() => document.body.classList.add('vscode-reduce-motion'));
      assert.equal(await animation(), 'none');
    }));
});
