/**
 * @file Runs inside VS Code's extension host: collects the compiled `*.hosttest.js` beside it and
 * gives them to mocha. Knows no test and no extension.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Milliseconds; the first test pays for Pyodide's start on a cold machine. */
const TIMEOUT = 60_000;

/** Called by VS Code; rejects when a test failed, which becomes the exit code 1. */
export async function run(): Promise<void> {
  // Outside of these two lines is the workbench's own log, which the stand-in does not print.
  console.log('gradient-debugger: suite starts');
  const files = readdirSync(__dirname).filter((name) => name.endsWith('.hosttest.js'));
  if (files.length === 0) {
    throw new Error(`No *.hosttest.js in ${__dirname}. Build first: npm run build`);
  }
  // mocha 12 is an ES module; VS Code loads this file as CommonJS.
  const { default: Mocha } = await import('mocha');
  const only = process.env['VSCODE_TEST_GREP'];
  const mocha = new Mocha({
    ui: 'bdd',
    color: false,
    timeout: TIMEOUT,
    ...(only ? { grep: only } : {}),
  });
  for (const file of files.sort()) mocha.addFile(join(__dirname, file));
  await new Promise<void>((resolve, reject) => {
    mocha.run((failures) => {
      console.log('gradient-debugger: suite ends');
      if (failures === 0) resolve();
      else reject(new Error(`${failures} of the extension-host tests failed.`));
    });
  });
}
