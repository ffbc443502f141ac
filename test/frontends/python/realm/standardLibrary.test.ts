/**
 * @file The part of the standard library that is shipped works; the rest is refused in one
 * sentence.
 */
import assert from 'node:assert/strict';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { PythonBench, builtRealmDirectory } from '../../../runner/builtRealm';

const PLAUSIBLE = `argparse logging json csv datetime random math cmath itertools functools collections
  collections.abc dataclasses typing pathlib time re string copy pickle os os.path shutil tempfile
  unittest difflib inspect textwrap enum contextlib warnings io struct hashlib base64 zlib gzip
  statistics fractions decimal operator heapq bisect abc types traceback pprint __future__
  urllib.parse numbers array queue threading timeit uuid secrets platform sys gc weakref glob
  fnmatch calendar locale codecs unicodedata configparser getopt optparse zipfile bz2 lzma
  concurrent.futures importlib.util string.templatelib tomllib html graphlib ast dis`;

describe('the standard library of the sandbox', () => {
  let bench: PythonBench;
  before(async () => {
    bench = await PythonBench.open();
  });
  after(() => bench.close());

  it('imports what loss files plausibly import', async () => {
    for (const name of PLAUSIBLE.trim().split(/\s+/)) {
      const { outcome } = await bench.run(`import ${name}`);
      assert.deepEqual(outcome, { kind: 'ended' }, name);
    }
  });

  it('does what loss files do with it', async () => {
    const text = [
      'import argparse, collections, csv, dataclasses, datetime, decimal, hashlib, io, json, logging',
      'import pathlib, pickle, random, re, statistics, tempfile, textwrap, urllib.parse, time',
      'random.seed(1); assert random.random() == 0.13436424411240122',
      'assert datetime.datetime.strptime("2020-01-02", "%Y-%m-%d").year == 2020',
      'assert json.loads(json.dumps({"a": [1.5, None]})) == {"a": [1.5, None]}',
      'assert pickle.loads(pickle.dumps({1, 2})) == {1, 2}',
      'assert list(csv.reader(io.StringIO("1,2\\n"))) == [["1", "2"]]',
      'assert hashlib.sha256(b"").hexdigest().startswith("e3b0c442")',
      'with tempfile.TemporaryDirectory() as d: (pathlib.Path(d) / "x").write_text("é")',
      'assert decimal.Decimal("0.1") + decimal.Decimal("0.2") == decimal.Decimal("0.3")',
      'assert statistics.mean([1, 2, 3]) == 2',
      'assert urllib.parse.urlparse("http://a/b").path == "/b"',
      '@dataclasses.dataclass',
      'class Point: x: float = 1.0',
      'assert Point() == Point(1.0)',
      'logging.basicConfig(level=logging.INFO); logging.info("step %d", 3)',
      'import unittest',
      'class Test(unittest.TestCase):',
      '  def test_it(self): self.assertAlmostEqual(0.1 + 0.2, 0.3)',
      'unittest.main(exit=False, verbosity=2)',
    ].join('\n');
    const { outcome, printed } = await bench.run(text);
    assert.deepEqual(outcome, { kind: 'ended' });
    assert.match(printed, /INFO:root:step 3/);
    assert.match(printed, /test_it \(__main__\.Test\.test_it\) \.\.\. ok/);
  });

  it('says of a module that is left out that it is left out', async () => {
    for (const name of ['tkinter', 'sqlite3', 'email.mime', 'pydoc']) {
      const error = await bench.fail(`import ${name}`);
      assert.equal(error.type, 'ModuleNotFoundError');
      assert.match(error.message, /is part of Python's standard library but not of this sandbox/);
    }
  });

  it('says of a third-party module that nothing can be installed', async () => {
    const error = await bench.fail('import numba');
    assert.match(error.message, /^No module named 'numba': .* nothing else can be installed/);
    const optional = 'try:\n  import numba\nexcept ImportError:\n  numba = None\nprint(numba)';
    assert.equal((await bench.run(optional)).printed, 'None\n');
  });

  it('says what to do without a module that scripts often import', async () => {
    const pandas = await bench.fail('import pandas as pd');
    assert.match(pandas.message, /^No module named 'pandas': read numbers with numpy\.genfromtxt/);
    const mnist = await bench.fail('import input_data');
    assert.match(mnist.message, /it downloads MNIST, and this sandbox has no network/);
    const requests = await bench.fail('x = 1\nimport requests');
    assert.match(requests.message, /this sandbox has no network: put arrays in the file/);
    assert.equal(requests.place?.line, 2);
  });

  it('is small: below 5 MB as it lies in the package', async () => {
    const folder = join(await builtRealmDirectory('testRealm'), 'python');
    assert.ok(statSync(join(folder, 'stdlib.zip')).size < 5_000_000);
  });
});
