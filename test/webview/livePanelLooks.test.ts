/** @file What only a session behind the panel can fill, in four themes, narrow and wide: axe-core finds nothing, nothing is cut off. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { LivePanel } from './livePanel';
import { cutOff, lookInEveryTheme, withPanel } from './looks';
import { launchChromium, repository, type PanelPage } from './panelBrowser';

interface Scene {
  readonly program: string;
  readonly steps: number;
  readonly show: (panel: PanelPage, live: LivePanel) => Promise<void>;
  /** There when all has been answered. */
  readonly shown: string;
}

const WIDTHS = [320, 520, 1200, 3840];

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
  'an open row': {
    program: 'regression.py',
    steps: 3,
    show: async (panel, live) => {
      await panel.page.locator('.expander').first().click();
      await live.answer();
      await pressed(panel, live, 'Why this value');
      await panel.page.locator('.branch-toggle').first().click();
      await pressed(panel, live, 'Check numerically');
      await panel.page.locator('.heat-canvas').waitFor();
      await panel.page.locator('.checked').waitFor();
    },
    shown: '.what-if',
  },
  'NaN behind where': {
    program: 'nanBehindWhere.py',
    steps: 1,
    show: async (panel, live) => {
      await panel.page.locator('.expander').first().click();
      await live.answer();
    },
    shown: '.flag-error',
  },
  'findings of a logarithm of 0': { program: 'logOfZero.py', steps: 1, show: async (panel) => panel.page.click('[data-chip=findings]'), shown: '.values > .findings' },
  'a filter that nothing passes': {
    program: 'regression.py',
    steps: 2,
    show: async (panel) => panel.page.fill('#row-filter', 'name:conv norm>1'),
    shown: '.no-rows',
  },
  'the large chart': {
    program: 'deepSigmoid.py',
    steps: 60,
    show: async (panel) => panel.page.click('.chart-toggle'),
    shown: '.chart-line',
  },
};

describe('the looks of the panel with a session', () => {
  let browser: Browser;

  before(async () => {
    browser = await launchChromium();
  });
  after(() => browser?.close());

  for (const [name, { program, steps, show, shown }] of Object.entries(SCENES)) {
    it(`${name}: axe-core finds nothing in any theme, and nothing is cut off at ${WIDTHS.join(', ')} px`, () =>
      withPanel(browser, { width: 1200, height: 900 }, async (panel) => {
        const live = new LivePanel(panel);
        try {
          const file = join(repository(), 'test', 'golden', 'programs', program);
          await live.load(readFileSync(file, 'utf8').split('\n'));
          await live.step(steps);
          await show(panel, live);
          await panel.page.waitForSelector(shown);
          for (const width of WIDTHS) {
            await panel.page.setViewportSize({ width, height: 1100 });
            await panel.page.locator(shown).first().scrollIntoViewIfNeeded();
            await lookInEveryTheme(panel, name, String(width));
            assert.deepEqual(await cutOff(panel), [0], `${width} px`);
          }
        } finally {
          await live.dispose();
        }
      }));
  }
});
