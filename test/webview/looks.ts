/** @file The panel to be looked at: a page for as long as it is looked at, pictures in every theme, what is cut off. */
import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import { axeFindings } from './axeFindings';
import { openPanel, putTheme, type PanelOptions, type PanelPage } from './panelBrowser';
import { THEMES, type ThemeName } from './themes';

/** The page is closed whatever happens; afterwards it must not have complained. */
export async function withPanel(
  browser: Browser,
  options: PanelOptions,
  look: (panel: PanelPage) => Promise<void>,
): Promise<void> {
  const panel = await openPanel(browser, options);
  try {
    await look(panel);
    assert.deepEqual(panel.complaints, []);
  } finally {
    await panel.page.close();
  }
}

/** A picture `panel NAME THEME SUFFIX` in each of the four themes, in each of which axe-core finds nothing. */
export async function lookInEveryTheme(panel: PanelPage, name: string, suffix = ''): Promise<void> {
  for (const theme of Object.keys(THEMES) as ThemeName[]) {
    await putTheme(panel.page, theme);
    await panel.screenshot(`panel ${name} ${theme} ${suffix}`.trim());
    assert.deepEqual(await axeFindings(panel.page), [], `${name}, ${theme} ${suffix}`);
  }
}

/** CSS pixels by which the page is wider than it is seen, and what of its cells, figures and buttons is beyond the edge. */
export function cutOff(panel: PanelPage): Promise<readonly (number | string)[]> {
  return panel.page.evaluate(() => {
    const page = document.documentElement;
    const cut = [...document.querySelectorAll('.row .cell, .figure, .tool')].filter((element) => {
      const { right, width } = element.getBoundingClientRect();
      return width > 0 && right > window.innerWidth + 1;
    });
    return [page.scrollWidth - page.clientWidth, ...cut.map((element) => element.className)];
  });
}
