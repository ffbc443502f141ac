/** @file Chromium and the C++ compiler: finds them, or installs them from apt when it may. */
// @ts-check
import { existsSync } from 'node:fs';
import { run, step, which } from './commands.mjs';

const CHROMIUM_NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const MAC_CHROME = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';

/**
 * Path of a Chromium: `CHROMIUM` in the environment, else the first on PATH, else undefined.
 * A `CHROMIUM` that does not exist is an error, not a reason to take another one.
 */
export function findChromium() {
  const chosen = process.env['CHROMIUM'];
  if (chosen) {
    if (existsSync(chosen)) return chosen;
    throw new Error(`CHROMIUM is set to ${chosen}, which does not exist. Correct or unset it.`);
  }
  const onPath = CHROMIUM_NAMES.map(which).find((found) => found !== undefined);
  return onPath ?? (existsSync(MAC_CHROME) ? MAC_CHROME : undefined);
}

export function requireChromium() {
  const chromium = findChromium();
  if (chromium) return chromium;
  throw new Error(
    'No Chromium found. Install it (Debian: apt-get install -y chromium) or set CHROMIUM to ' +
      'the path of a Chromium or Chrome.',
  );
}

export function hasCompiler() {
  return ['g++', 'make', 'python3'].every((name) => which(name) !== undefined);
}

/**
 * Makes sure that what is needed is there: Chromium, a C++ compiler for native modules.
 * @param {{ chromium: boolean, compiler: boolean }} needs
 */
export async function ensureSystemPackages({ chromium, compiler }) {
  const missing = [
    ...(chromium && !findChromium() ? ['chromium'] : []),
    ...(compiler && !hasCompiler() ? ['build-essential', 'python3'] : []),
  ];
  if (missing.length === 0) return;
  const names = missing.join(' ');
  if (!which('apt-get') || process.getuid?.() !== 0) {
    throw new Error(
      `Missing on this machine: ${names}. They cannot be installed from here (that needs apt-get ` +
        `and root). Install them yourself, on Debian or Ubuntu: sudo apt-get install -y ${names}` +
        (missing.includes('chromium') ? ', or set CHROMIUM to the path of a Chrome.' : '.'),
    );
  }
  // Another apt may be at work on the same machine: wait for its lock instead of failing.
  const apt = ['-o', 'DPkg::Lock::Timeout=300', '-q'];
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const remedy = `check the network and the apt sources, then run: apt-get install -y ${names}`;
  await step('apt-get update', () => run('apt-get', [...apt, 'update'], { env, remedy }));
  await step(`apt-get install ${names}`, () =>
    run('apt-get', [...apt, 'install', '-y', '--no-install-recommends', ...missing], {
      env,
      remedy,
    }),
  );
}
