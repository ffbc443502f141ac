/**
 * @file Whole sessions as text, one file a program: what the panel says before the first step, after two, and one
 * step back. `GOLDEN=write npm test -- --only golden` writes them anew; read the diff before it is committed.
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { LossFile } from '../runner/loadedFile';
import { compareSession } from './goldenSession';

const FOLDER = path.join(process.cwd(), 'test', 'golden');

describe('golden sessions', () => {
  let file: LossFile;
  before(() => {
    file = new LossFile();
  });
  after(() => file.dispose());

  const names = readdirSync(path.join(FOLDER, 'programs')).map((entry) => entry.replace(/\.py$/, ''));

  it('are of at least twelve kinds', () => {
    assert.ok(names.length >= 12, String(names.length));
  });

  for (const name of names) {
    it(name, async () => {
      const text = readFileSync(path.join(FOLDER, 'programs', `${name}.py`), 'utf8');
      const first = await file.load(text, `${name}.py`, 64);
      await compareSession(file, first, `${name}.py`, path.join(FOLDER, `${name}.txt`));
    });
  }
});
