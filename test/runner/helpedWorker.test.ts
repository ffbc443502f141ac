/** @file Helper threads through the narrow door of the realm: had, used, and gone when the worker is killed at work. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { Runner } from '../../src/runner/client';
import { builtRealmDirectory } from './builtRealm';

/** The threads of this process, where the system shows them. */
const THREADS = '/proc/self/task';

describe('a worker with helper threads', () => {
  it('has one for each further core, and takes them with it when it is killed', async () => {
    const runner = new Runner({ directory: await builtRealmDirectory('helpedRealm'), spare: false });
    const { helpers, sum } = JSON.parse(await runner.send('{"id":1}')) as { helpers: number; sum: number };
    assert.equal(helpers, Math.min(3, availableParallelism() - 1));
    assert.equal(sum, 512);
    // It multiplies on and on.
    const before = existsSync(THREADS) ? readdirSync(THREADS).length : null;
    await runner.dispose();
    while (before !== null && readdirSync(THREADS).length > before - 1 - helpers) {
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  });
});
