/** @file What the sandbox is given of the machine's files: the loss file's folder, and nothing that leads out of it. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { FolderFiles } from '../../src/runner/folderFiles';
import { PythonBench } from './builtRealm';

/** A workspace with a loss folder in it and secrets around it. */
function makeWorkspace(): { readonly root: string; readonly workspace: string; readonly folder: string } {
  const root = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'gradient-folder-')));
  const workspace = path.join(root, 'workspace');
  const folder = path.join(workspace, 'src');
  fs.mkdirSync(path.join(folder, 'data', '.cache'), { recursive: true });
  fs.mkdirSync(path.join(workspace, 'shared'));
  fs.mkdirSync(path.join(workspace, '.git'));
  fs.mkdirSync(path.join(folder, 'node_modules'));
  fs.writeFileSync(path.join(root, 'secret.txt'), 'secret');
  fs.writeFileSync(path.join(workspace, '.git', 'config'), 'secret');
  fs.writeFileSync(path.join(workspace, 'shared', 'common.csv'), '7,8\n');
  fs.writeFileSync(path.join(folder, 'table.csv'), '1,2\n3,4\n');
  fs.writeFileSync(path.join(folder, '.env'), 'KEY=secret');
  fs.writeFileSync(path.join(folder, 'data', 'part.bin'), Uint8Array.of(0, 255, 10, 61));
  fs.writeFileSync(path.join(folder, 'node_modules', 'x.js'), 'secret');
  return { root, workspace, folder };
}

function textOf(bytes: Uint8Array | string): string {
  return typeof bytes === 'string' ? `refused: ${bytes}` : Buffer.from(bytes).toString();
}

describe("the loss file's folder, from outside", () => {
  const { root, workspace, folder } = makeWorkspace();
  const files = () => new FolderFiles({ folder, boundary: workspace });
  after(() => fs.rmSync(root, { recursive: true }));

  it('lists files with their sizes and folders, and leaves hidden ones out', () => {
    const listed = files().list('').map(([name, size]) => [name, size]);
    assert.deepEqual(listed, [['data', -1], ['table.csv', 8]]);
    assert.deepEqual(files().list('data').map(([name]) => name), ['part.bin']);
  });

  it('reads bytes as they are', () => {
    assert.deepEqual([...(files().read('data/part.bin') as Uint8Array)], [0, 255, 10, 61]);
  });

  for (const hostile of [
    '..', '../shared/common.csv', 'data/../../shared/common.csv', '../../secret.txt', './table.csv', 'data/..',
    '/etc/passwd', '//etc/passwd', 'data//part.bin', 'table.csv\0.txt', '.env', 'data/.cache', 'node_modules/x.js',
    '..\\secret.txt', 'C:\\secret.txt', 'c:secret', '', 'data', 'table.csv/', 'no such file',
  ]) {
    it(`reads nothing at ${JSON.stringify(hostile)}`, () => {
      assert.equal(files().read(hostile), 'missing');
    });
  }

  for (const hostile of ['..', '../shared', 'data/../..', '/', '/etc', '.git', 'data/.cache', 'node_modules', 'table.csv', '\0']) {
    it(`lists nothing at ${JSON.stringify(hostile)}`, () => {
      assert.deepEqual(files().list(hostile), []);
    });
  }

  it('follows a link within the workspace, and none that leads out of it or to what is hidden', () => {
    const links: Readonly<Record<string, string>> = {
      'good.csv': '../shared/common.csv',
      'goodFolder': '../shared',
      'out.txt': '../../secret.txt',
      'absolute.txt': path.join(root, 'secret.txt'),
      'outFolder': '../..',
      'hidden': '../.git',
      'env.txt': '.env',
      'loop': 'loop',
      'nowhere': 'not/there',
      'twice.txt': 'out.txt',
    };
    for (const [name, target] of Object.entries(links)) fs.symlinkSync(target, path.join(folder, name));
    try {
      const given = files();
      const shown = given.list('').map(([name]) => name);
      assert.deepEqual(shown, ['data', 'good.csv', 'goodFolder', 'table.csv']);
      assert.equal(textOf(given.read('good.csv')), '7,8\n');
      assert.equal(textOf(given.read('goodFolder/common.csv')), '7,8\n');
      for (const name of ['out.txt', 'absolute.txt', 'outFolder/secret.txt', 'hidden/config', 'env.txt', 'loop', 'twice.txt']) {
        assert.equal(given.read(name), 'missing', name);
      }
      assert.deepEqual(given.list('outFolder'), []);
      assert.deepEqual(given.list('hidden'), []);
    } finally {
      for (const name of Object.keys(links)) fs.unlinkSync(path.join(folder, name));
    }
  });

  it('gives nothing of a folder that is itself a link out of the workspace', () => {
    const link = path.join(workspace, 'linked');
    fs.symlinkSync(root, link);
    const given = new FolderFiles({ folder: link, boundary: workspace });
    assert.deepEqual([given.list(''), given.read('secret.txt')], [[], 'missing']);
    fs.unlinkSync(link);
  });

  it('gives nothing of a folder outside of the boundary, of one that is not there, and of none', () => {
    for (const grant of [{ folder: root, boundary: workspace }, { folder: path.join(root, 'no'), boundary: root }, null]) {
      const given = new FolderFiles(grant);
      assert.deepEqual([given.list(''), given.read('secret.txt')], [[], 'missing']);
    }
    // `/a/workspace-two` is not inside of `/a/workspace`.
    const twin = `${workspace}-two`;
    fs.mkdirSync(twin);
    assert.deepEqual(new FolderFiles({ folder: twin, boundary: workspace }).list(''), []);
    assert.equal(new FolderFiles({ folder: twin, boundary: workspace }).read('secret.txt'), 'missing');
  });

  it('does not wait for a pipe', function () {
    if (process.platform === 'win32') this.skip();
    execFileSync('mkfifo', [path.join(folder, 'pipe')]);
    assert.equal(files().read('pipe'), 'missing');
    assert.ok(!files().list('').some(([name]) => name === 'pipe'));
    fs.unlinkSync(path.join(folder, 'pipe'));
  });

  it('refuses a file that is too large, and files that are too much together', () => {
    const huge = path.join(folder, 'huge.bin');
    fs.writeFileSync(huge, '');
    fs.truncateSync(huge, 2 ** 40);
    assert.equal(files().read('huge.bin'), 'large');
    fs.unlinkSync(huge);
    const small = new FolderFiles({ folder, boundary: workspace }, { fileBytes: 8, runBytes: 12 });
    assert.equal(textOf(small.read('table.csv')), '1,2\n3,4\n');
    assert.equal(small.read('table.csv'), 'many', '16 bytes are more than 12');
    assert.equal(textOf(small.read('data/part.bin')).length, 4, 'what still fits is read');
  });
});

describe("the loss file's folder, in Python", () => {
  const { root, workspace, folder } = makeWorkspace();
  const options = { folder: { folder, boundary: workspace }, deadlineMs: 20_000 };
  let bench: PythonBench;
  before(async () => {
    bench = await PythonBench.open();
  });
  after(async () => {
    await bench.close();
    fs.rmSync(root, { recursive: true });
  });
  const printed = async (text: string, given: object = options): Promise<string> => {
    const ran = await bench.run(text, given);
    assert.equal(ran.outcome.kind, 'ended', JSON.stringify(ran.outcome));
    return ran.printed;
  };

  it('is where the file is: read, listed, measured', async () => {
    const text =
      'import os\nprint(open("table.csv").read(), sorted(os.listdir()), os.path.getsize("table.csv"))\n' +
      'print(list(open("data/part.bin", "rb").read()), os.path.isdir("data"), os.path.exists("nothing"))\n' +
      'print(open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "table.csv")).readline())';
    assert.equal(
      await printed(text),
      "1,2\n3,4\n ['data', 'table.csv'] 8\n[0, 255, 10, 61] True False\n1,2\n\n",
    );
  });

  it('has nothing above it and nothing of the machine', async () => {
    const text =
      'for path in ["../shared/common.csv", "/etc/passwd", "/workspace/../etc/passwd", ".env", "data/../../secret.txt"]:\n' +
      '    try:\n        open(path)\n        print("read", path)\n    except FileNotFoundError:\n        pass\n';
    assert.equal(await printed(text), '');
    const elsewhere = `import os\nprint(os.path.exists(${JSON.stringify(path.join(root, 'secret.txt'))}))`;
    assert.equal(await printed(elsewhere), 'False\n');
  });

  it('is a copy: what the program writes, moves and deletes stays in the sandbox, and is gone in the next run', async () => {
    const text =
      'import os, shutil\nopen("table.csv", "w").write("mine")\nopen("new.txt", "w").write("new")\n' +
      'os.remove("data/part.bin")\nopen("more.csv", "a").write("x")\nshutil.rmtree("data")\nos.rename("new.txt", "old.txt")\n' +
      'print(open("table.csv").read(), sorted(os.listdir()))';
    assert.equal(await printed(text), "mine ['more.csv', 'old.txt', 'table.csv']\n");
    assert.equal(fs.readFileSync(path.join(folder, 'table.csv'), 'utf8'), '1,2\n3,4\n');
    assert.ok(fs.existsSync(path.join(folder, 'data', 'part.bin')));
    assert.equal(await printed('import os\nprint(sorted(os.listdir()), open("table.csv").read())'),
      "['data', 'table.csv'] 1,2\n3,4\n\n");
  });

  it('appends to the copy of what is there', async () => {
    const text = 'open("table.csv", "a").write("5,6")\nprint(open("table.csv").read())\nopen("table.csv", "r+").truncate(3)\nprint(open("table.csv").read())';
    assert.equal(await printed(text), '1,2\n3,4\n5,6\n1,2\n');
  });

  it('shows in every run what is on the machine then, modules too', async () => {
    const module = path.join(folder, 'helper.py');
    fs.writeFileSync(module, 'VALUE = 1\n');
    const text = 'import helper\nprint(helper.VALUE)';
    assert.equal(await printed(text), '1\n');
    fs.writeFileSync(module, 'VALUE = 2\n');
    assert.equal(await printed(text), '2\n');
    fs.rmSync(module);
    assert.equal((await bench.fail(text, options)).type, 'ModuleNotFoundError');
  });

  it('tells an error in a module beside the file with both places', async () => {
    const module = path.join(folder, 'helper.py');
    fs.writeFileSync(module, 'def f():\n    return 1 / 0\n');
    const error = await bench.fail('import helper\n\nhelper.f()', options);
    assert.deepEqual([error.place?.file, error.place?.line], ['/loss/loss.py', 3]);
    assert.deepEqual([error.raisedAt?.file, error.raisedAt?.line, error.raisedAt?.column], ['./helper.py', 2, 12]);
    fs.writeFileSync(module, 'x = 1\ndef f(:\n');
    const syntax = await bench.fail('import helper', options);
    assert.deepEqual([syntax.type, syntax.raisedAt?.file, syntax.raisedAt?.line, syntax.place?.line], ['SyntaxError', './helper.py', 2, 1]);
    fs.rmSync(module);
  });

  it('is empty where no folder is given', async () => {
    assert.equal(await printed('import os\nprint(os.listdir())', { folder: null, deadlineMs: 20_000 }), '[]\n');
  });

  it('says which file is too large', async () => {
    const huge = path.join(folder, 'huge.bin');
    fs.writeFileSync(huge, '');
    fs.truncateSync(huge, 65 * 2 ** 20);
    const { outcome, logged } = await bench.run('print(1)\nopen("huge.bin")', options);
    assert.ok(outcome.kind === 'error');
    assert.deepEqual([outcome.type, outcome.message, outcome.place?.line], ['OSError', "[Errno 22] File too large: 'huge.bin'", 2]);
    assert.deepEqual(logged, ['huge.bin is not read: it is larger than the 64 MB that a loss file may read at once.']);
    fs.unlinkSync(huge);
  });
});
