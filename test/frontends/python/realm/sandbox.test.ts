/** @file No way from a loss file to the machine it runs on: escape probes in the worker. */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { PythonBench } from '../../../runner/builtRealm';

interface Answer {
  readonly probe: string;
  readonly isOpen: boolean;
  readonly what: string;
}

/** Probes that may return something: it belongs to the virtual machine, as checked below. */
const VIRTUAL = [
  'working_folder',
  'temporary_folder',
  'write_a_file',
  'event_loop',
  'environment',
  'executable',
  'nothing',
];

describe('the sandbox', () => {
  const answers = new Map<string, Answer>();
  const hostFolder = mkdtempSync(join(tmpdir(), 'gradient-host-'));
  before(async () => {
    process.env['GRADIENT_SECRET'] = 'of the host';
    const bench = await PythonBench.open();
    const probes = join(process.cwd(), 'test/frontends/python/realm/escapeProbes.py');
    const { printed } = await bench.run(readFileSync(probes, 'utf8'));
    await bench.close();
    for (const line of printed.split('\n')) {
      if (!line.startsWith('{')) continue;
      const answer = JSON.parse(line) as Answer;
      answers.set(answer.probe, answer);
    }
  });
  after(() => {
    delete process.env['GRADIENT_SECRET'];
    rmSync(hostFolder, { recursive: true });
  });
  const what = (probe: string): string => answers.get(probe)?.what ?? 'was not tried';

  it('was tried in 42 ways', () => {
    assert.equal(answers.size, 42);
  });

  it('lets no probe out', () => {
    const out = [...answers.values()].filter(
      ({ probe, isOpen }) => isOpen && !VIRTUAL.includes(probe),
    );
    assert.deepEqual(out, []);
  });

  it('refuses to make code from text', () => {
    for (const probe of ['constructor_of_engine_function', 'constructor_of_exception']) {
      assert.match(what(probe), /EvalError|Code generation from strings disallowed/);
    }
  });

  it('has a file system of its own', () => {
    assert.match(what('working_folder'), /^\('\/workspace', \[[^\]]*'workspace'[^\]]*\], \[\]\)$/);
    assert.equal(what('write_a_file'), "['a.txt']");
    assert.ok(!what('temporary_folder').includes(basename(hostFolder)));
  });

  it('has an environment of its own', () => {
    assert.ok(!what('environment').includes('GRADIENT_SECRET'));
    assert.ok(!what('environment').includes(String(process.env['PATH'])));
    assert.ok(!what('executable').includes(process.execPath));
    assert.match(what('executable'), /'emscripten'/);
  });

  it('says in one sentence why a module is not there', async () => {
    for (const probe of ['subprocess_run', 'socket_connect', 'ctypes_malloc', 'js_process']) {
      assert.match(what(probe), /ModuleNotFoundError: .*not available: loss files run in a WebAss/);
    }
    assert.match(what('os_system'), /os\.system\(\) is not available/);
  });
});
