/** @file The script of the large chart and the tensors: the page does not wait for it, and says when it does not come. */
import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import { ENGLISH } from '../../src/protocol/panelStrings';
import { snapshotOf } from './notesProgram';
import { launchChromium, openPanel, pageScript, type PanelPage } from './panelBrowser';
import { regressionState } from './regressionProgram';

const DRAWINGS = 'webview-drawings.js';

describe('what the panel loads on demand', () => {
  let browser: Browser;
  let panel: PanelPage;

  before(async () => {
    browser = await launchChromium();
  });
  after(() => browser?.close());
  afterEach(() => panel.page.close());

  async function openWith(drawings: Promise<string>): Promise<void> {
    panel = await openPanel(browser, {
      width: 1100,
      height: 1000,
      script: (name) => (name === DRAWINGS ? drawings : pageScript(name)),
    });
    await panel.send(snapshotOf(regressionState(40, 36, 34)));
  }

  it('shows the rows before it has come, keeps the place of the chart, and draws it then', async () => {
    let come = (_text: string) => {};
    await openWith(new Promise((resolve) => (come = resolve)));
    const { page } = panel;
    await page.click('.chart-toggle');
    assert.ok((await page.locator('.row[data-variable]').count()) > 0);
    const place = await page.locator('.steps .awaited').boundingBox();
    assert.ok(place && place.height >= 200, JSON.stringify(place));
    assert.equal(await page.locator('.chart').count(), 0);
    come(await pageScript(DRAWINGS));
    await page.locator('.chart-line').first().waitFor();
    assert.equal(await page.locator('.awaited').count(), 0);
    assert.deepEqual(panel.complaints, []);
  });

  it('is fetched before anything is opened, and once', async () => {
    let asked = 0;
    const text = await pageScript(DRAWINGS);
    panel = await openPanel(browser, {
      script: (name) => {
        if (name === DRAWINGS) asked++;
        return name === DRAWINGS ? Promise.resolve(text) : pageScript(name);
      },
    });
    await panel.page.waitForFunction(() => performance.getEntriesByType('resource').some(({ name }) => name.endsWith('/webview-drawings.js')));
    await panel.send(snapshotOf(regressionState(40, 36, 34)));
    await panel.page.click('.chart-toggle');
    await panel.page.locator('.chart-line').first().waitFor();
    await panel.page.locator('.expander').first().click();
    await panel.page.locator('.heat-canvas').waitFor();
    assert.equal(asked, 1);
    assert.deepEqual(panel.complaints, []);
  });

  it('says what to do when it does not come, and the rest of the panel works', async () => {
    const refused = Promise.reject<string>(new Error('gone'));
    refused.catch(() => {});
    await openWith(refused);
    await panel.page.click('.chart-toggle');
    await panel.page.getByText(ENGLISH.drawingsMissing).waitFor();
    await panel.page.locator('.expander').first().click();
    assert.ok(await panel.page.locator('.elements').isVisible());
  });
});
