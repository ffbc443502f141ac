/** @file Runs other programs and tells the reader which step takes how long; knows none of them. */
// @ts-check
import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/**
 * npm hands the options of the outer `npm test` to its children as `npm_config_*`; an installation
 * must not inherit `--omit`, `--prefix` or `nodedir` from there. How to reach the registry stays.
 */
const INHERITED_NPM_OPTIONS = [
  ...['cache', 'registry', 'userconfig', 'globalconfig', 'prefer_offline'],
  ...['proxy', 'https_proxy', 'noproxy', 'cafile', 'strict_ssl'],
].map((option) => `npm_config_${option}`);

/** @param {NodeJS.ProcessEnv} environment */
export function withoutNpmOptions(environment) {
  const isKept = (/** @type {string} */ name) =>
    !/^(npm_|NODE_OPTIONS$)/i.test(name) || INHERITED_NPM_OPTIONS.includes(name.toLowerCase());
  return Object.fromEntries(Object.entries(environment).filter(([name]) => isKept(name)));
}

/**
 * Runs a command to its end; rejects with its last lines of output and the remedy.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, remedy?: string }} [options]
 * @returns {Promise<string>} standard output
 */
export function run(command, args, { cwd, env = withoutNpmOptions(process.env), remedy } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    let all = '';
    child.stdout.on('data', (chunk) => {
      output += chunk;
      all += chunk;
    });
    child.stderr.on('data', (chunk) => (all += chunk));
    const fail = (/** @type {string} */ what) => {
      const lines = all.trim().split('\n').slice(-15).join('\n  ');
      const help = remedy ? `\nWhat to do: ${remedy}` : '';
      reject(new Error(`${command} ${args.join(' ')}: ${what}.${help}\n  ${lines}`));
    };
    child.on('error', (error) => fail(error.message));
    child.on('close', (code, signal) => {
      if (code === 0) resolve(output);
      else fail(signal ? `ended by ${signal}` : `ended with exit code ${code}, expected 0`);
    });
  });
}

/**
 * Full path of a program on PATH, or undefined.
 * @param {string} name
 */
export function which(name) {
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    const candidate = join(folder, name);
    try {
      accessSync(candidate, constants.X_OK);
      return candidate;
    } catch {
      // Not in this folder: look in the next one.
    }
  }
  return undefined;
}

/**
 * Prints what is being done and, when it is done, in how many seconds.
 * @template T
 * @param {string} title
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function step(title, work) {
  const start = performance.now();
  const result = await work();
  console.log(`  ${((performance.now() - start) / 1000).toFixed(1).padStart(5)} s  ${title}`);
  return result;
}
