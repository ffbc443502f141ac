/** @file By which path the worker knows a document, and which files beside it are watched. */
import assert from 'node:assert/strict';
import { isLossLanguage, modulesGlob, runPath } from '../../src/extension/languages';
import { isScript } from '../../src/frontends/script/scriptFrontend';

describe('the languages of loss files', () => {
  it('keep the path of a file that has an ending of its language', () => {
    const known = [
      ['/a/loss.py', 'python'], ['/a/loss.ts', 'typescript'], ['/a/loss.mts', 'typescript'], ['/a/loss.cts', 'typescript'],
      ['C:\\a\\LOSS.JS', 'javascript'], ['/a/loss.mjs', 'javascript'], ['/a/loss.cjs', 'javascript'],
    ] as const;
    for (const [path, languageId] of known) assert.equal(runPath({ path, languageId }), path);
  });

  it('give an untitled script an ending by which the worker sees that it is one; Python needs none', () => {
    assert.equal(runPath({ path: 'Untitled-1', languageId: 'typescript' }), 'Untitled-1.ts');
    assert.equal(runPath({ path: 'Untitled-1', languageId: 'javascript' }), 'Untitled-1.js');
    assert.equal(runPath({ path: 'Untitled-1', languageId: 'python' }), 'Untitled-1');
  });

  it('go by the language of the editor where the ending says another', () => {
    assert.ok(!isScript(runPath({ path: 'loss.ts', languageId: 'python' })));
    assert.ok(isScript(runPath({ path: 'loss.py', languageId: 'typescript' })));
    assert.equal(runPath({ path: 'notes.txt', languageId: 'plaintext' }), 'notes.txt');
  });

  it('have no JSX: a page is no loss file', () => {
    assert.ok(isLossLanguage({ languageId: 'typescript' }));
    assert.ok(!isLossLanguage({ languageId: 'typescriptreact' }));
  });

  it('watch beside a loss file what it can import', () => {
    assert.equal(modulesGlob('/a/loss.py'), '**/*.py');
    assert.equal(modulesGlob('/a/loss.mjs'), '**/*{.ts,.mts,.cts,.js,.mjs,.cjs,.json}');
  });
});
