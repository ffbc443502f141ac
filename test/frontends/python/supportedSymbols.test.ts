/** @file The page of supported symbols says what the packages have. `npm run symbols` writes it anew. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import {
  PAGE, probeProgram, recordedSymbols, supportedPage,
} from '../../oracle/symbols/supportedPage';
import { PythonUnderTest } from './tensorflow/pythonUnderTest';

describe('examples/SUPPORTED.md', function () {
  this.timeout(60000);

  it('is what the code generates', async () => {
    const recorded = recordedSymbols();
    const python = await PythonUnderTest.boot();
    const page = supportedPage(recorded, python.print(probeProgram(recorded)));
    if (process.env.GRADIENT_DEBUGGER_WRITE_SYMBOLS === '1') fs.writeFileSync(PAGE, page);
    assert.equal(
      fs.readFileSync(PAGE, 'utf8'), page, 'the page is stale: run `npm run symbols`',
    );
  });
});
