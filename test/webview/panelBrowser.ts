/** @file The page alone in Chromium: real HTML, policy, script and styles; a fake of VS Code's page API and themes. */
import { readFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import { panelPage, SCRIPT, SCRIPT_IMPORTS, STYLE_SHEETS } from '../../src/extension/panelPage';
import { ENGLISH } from '../../src/protocol/panelStrings';
import { VIEW_PROTOCOL, type HostToView, type ViewToHost } from '../../src/protocol/view';
import { THEMES, type ThemeName } from './themes';

const ORIGIN = 'http://panel.test';

/** The repository: the nearest folder above with our package.json, wherever the test was compiled to. */
export function repository(): string {
  let folder = process.cwd();
  while (!existsSync(join(folder, 'src', 'webview'))) folder = dirname(folder);
  return folder;
}

/** A file of the product's page, as the build left it. */
export function pageScript(name: string): Promise<string> {
  return readFile(join(repository(), 'dist', name), 'utf8');
}

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

export function launchChromium(): Promise<Browser> {
  const folders = (process.env['PATH'] ?? '').split(':');
  const found = NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find(
    existsSync,
  );
  const executablePath = process.env['CHROMIUM'] ?? found;
  if (!executablePath) throw new Error('No Chromium on PATH: install it or set CHROMIUM.');
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
}

export interface PanelPage {
  readonly page: Page;
  /** What the page sent, oldest first. */
  readonly sent: () => Promise<ViewToHost[]>;
  readonly send: (message: HostToView | Record<string, unknown>) => Promise<void>;
  /** Errors, policy violations and warnings of the page. */
  readonly complaints: readonly string[];
  readonly screenshot: (name: string) => Promise<void>;
}

/** As VS Code does it when the reader chooses another theme. */
export async function putTheme(page: Page, theme: ThemeName): Promise<void> {
  const { bodyClass, tokens } = THEMES[theme];
  await page.evaluate(
    ([name, values]) => {
      document.body.className = name;
      document.documentElement.removeAttribute('style');
      for (const [token, value] of Object.entries(values)) document.documentElement.style.setProperty(`--vscode-${token}`, value);
    },
    [bodyClass, tokens] as const,
  );
}

export interface PanelOptions {
  readonly theme?: ThemeName;
  readonly width?: number;
  readonly height?: number;
  readonly state?: unknown;
  /** The page's scripts by name: a test may hold one back, or refuse it. */
  readonly script?: (name: string) => Promise<string>;
}

export async function openPanel(
  browser: Browser,
  { theme = 'dark', width = 860, height = 760, state = null, script = pageScript }: PanelOptions = {},
): Promise<PanelPage> {
  const page = await browser.newPage({ viewport: { width, height }, deviceScaleFactor: 1 });
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  const { bodyClass, tokens } = THEMES[theme];
  // VS Code puts the theme on the root element by the CSSOM, as here.
  await page.addInitScript(
    ([name, values, saved]) => {
      const sent: unknown[] = [];
      let current: unknown = saved;
      Object.assign(window, {
        sentMessages: sent,
        acquireVsCodeApi: () => ({
          postMessage: (message: unknown) => sent.push(message),
          getState: () => current,
          setState: (next: unknown) => (current = next),
        }),
        savedState: () => current,
      });
      document.addEventListener('DOMContentLoaded', () => {
        document.body.className = name;
        for (const [token, value] of Object.entries(values)) {
          document.documentElement.style.setProperty(`--vscode-${token}`, value);
        }
      });
    },
    [bodyClass, tokens, state] as const,
  );
  await page.route(`${ORIGIN}/**`, async (route) => {
    const name = new URL(route.request().url()).pathname.slice(1);
    if (name.endsWith('.js')) {
      return script(name).then(
        (body) => route.fulfill({ contentType: 'text/javascript', body }),
        () => route.abort(),
      );
    }
    if (name.endsWith('.css')) {
      const body = await readFile(join(repository(), 'media', name), 'utf8');
      return route.fulfill({ contentType: 'text/css', body });
    }
    const body = panelPage({
      cspSource: ORIGIN,
      nonce: 'test-nonce',
      script: `${ORIGIN}/${SCRIPT}`,
      imports: SCRIPT_IMPORTS.map((file) => `${ORIGIN}/${file}`),
      styles: STYLE_SHEETS.map((sheet) => `${ORIGIN}/${sheet}`),
      language: 'en',
      title: 'Gradients',
    });
    return route.fulfill({ contentType: 'text/html', body });
  });
  await page.goto(`${ORIGIN}/`);
  // The extension's first answer to "ready".
  await page.evaluate((data) => window.postMessage(data, '*'), {
    type: 'strings', protocol: VIEW_PROTOCOL, strings: ENGLISH,
  });
  await page.waitForSelector('.panel');
  return {
    page,
    complaints,
    sent: () =>
      page.evaluate(() => (window as unknown as { sentMessages: ViewToHost[] }).sentMessages),
    send: async (message) => {
      await page.evaluate((data) => window.postMessage(data, '*'), message);
      await page.evaluate(
        () => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 20))),
      );
    },
    screenshot: async (name) => {
      await page.screenshot({ path: join(repository(), 'out', 'screenshots', `${name}.png`) });
    },
  };
}
