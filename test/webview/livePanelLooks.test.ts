/** @file What only a session behind the panel can fill, in four themes, narrow and wide: axe-core finds nothing, nothing is cut off. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { axeFindings } from './axeFindings';
import { LivePanel } from './livePanel';
import { launchChromium, openPanel, putTheme, repository, type PanelPage } from './panelBrowser';
import { THEMES, type ThemeName } from './themes';

interface Scene {
  readonly program: string;
  readonly steps: number;
  readonly show: (panel: PanelPage, live: LivePanel) => Promise<void>;
  /** There when all has been answered. */
  readonly shown: string;
}

const pressed = async (panel: PanelPage, live: LivePanel, name: string) => {
  await panel.page.getByRole('button', { name, exact: true }).first().click();
  await live.answer();
};

const SCENES: { readonly [name: string]: Scene } = {
  'compare two timelines': {
    program: 'clipAfterTheStep.py',
    steps: 3,
    show: async (panel, live) => {
      await live.show(await live.state({ kind: 'edit', edit: { kind: 'learningRate', variable: null, rate: 0.3 }, index: 2 }));
      await live.step(1);
      await pressed(panel, live, 'Compare with the program');
    },
    shown: '.compared table',
  },
  'groups of a GAN': {
    program: 'gan.py',
    steps: 3,
    show: async (panel, live) => {
      await panel.page.selectOption('select >> nth=1', 'trainingOp');
      await panel.page.waitForTimeout(100);
      await live.answer();
    },
    shown: '[data-group="g_train"]',
  },
};

describe('the looks of the panel with a session', () => {
  let browser: Browser;

  before(async () => {
    browser = await launchChromium();
  });
  after(() => browser?.close());

  for (const [name, { program, steps, show, shown }] of Object.entries(SCENES)) {
    it(`${name}: axe-core finds nothing in any theme, and nothing is cut off at 320, 520 and 1200 px`, async () => {
      const panel = await openPanel(browser, { width: 1200, height: 900 });
      const live = new LivePanel(panel);
      try {
        const file = join(repository(), 'test', 'golden', 'programs', program);
        await live.load(readFileSync(file, 'utf8').split('\n'));
        await live.step(steps);
        await show(panel, live);
        await panel.page.waitForSelector(shown);
        for (const width of [320, 520, 1200]) {
          await panel.page.setViewportSize({ width, height: 900 });
          for (const theme of Object.keys(THEMES) as ThemeName[]) {
            await putTheme(panel.page, theme);
            await panel.page.locator(shown).first().scrollIntoViewIfNeeded();
            await panel.screenshot(`panel ${name} ${theme} ${width}`);
            assert.deepEqual(await axeFindings(panel.page), [], `${theme}, ${width} px`);
          }
          const tooWide = await panel.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
          assert.ok(tooWide <= 0, `${tooWide} px beyond ${width}`);
        }
        assert.deepEqual(panel.complaints, []);
      } finally {
        await live.dispose();
        await panel.page.close();
      }
    });
  }
});
