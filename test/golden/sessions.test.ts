/**
 * @file Whole sessions as text, one file a program: what the panel says before the first step, after two, and one
 * step back. `GOLDEN=write npm test -- --only golden` writes them anew; read the diff before it is committed.
 */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ENGLISH } from '../../src/protocol/panelStrings';
import { panelText } from '../../src/protocol/panelText';
import type { SessionState } from '../../src/protocol/messages';
import { LossFile } from '../runner/loadedFile';
import { snapshotOf } from '../webview/notesProgram';

const FOLDER = path.join(process.cwd(), 'test', 'golden');
const isWriting = process.env['GOLDEN'] === 'write';

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
      const say = (heading: string, state: SessionState) =>
        `==== ${heading}\n${panelText(snapshotOf(state, { title: `${name}.py`, prints: [] }), ENGLISH)}`;
      const first = await file.load(text, `${name}.py`, 64);
      const parts = [say('before the first step', first)];
      const one = say('after one step', await file.step());
      parts.push(one, say('after two steps', await file.step()));
      // Back is exact: the same text, but for how many steps there are.
      const again = say('after one step', await file.back()).replace('1 of 2', '1 of 1');
      assert.equal(again, one);
      const whole = parts.join('\n');
      const golden = path.join(FOLDER, `${name}.txt`);
      if (isWriting) writeFileSync(golden, whole);
      assert.ok(existsSync(golden), `no ${golden}: GOLDEN=write makes it`);
      assert.equal(whole, readFileSync(golden, 'utf8'));
    });
  }
});
