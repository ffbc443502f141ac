/** @file Holds the house of DESIGN.md: imports run one way, read from the sources. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';

const root = process.cwd();
const source = path.join(root, 'src');

/** What each folder may import besides itself; npm packages and Node modules by name. */
const allowed: Record<string, readonly string[]> = {
  engine: [],
  protocol: [],
  frontends: ['engine', 'pyodide', 'acorn', 'sucrase', '@jridgewell/sourcemap-codec', 'object-inspect'],
  session: ['engine', 'frontends', 'protocol'],
  'runner/worker': ['engine', 'frontends', 'session', 'protocol', 'runner/client', 'node:'],
  'runner/client': ['protocol', 'node:'],
  extension: ['protocol', 'runner/client', 'vscode', 'node:', '@vscode/debugadapter', '@vscode/debugprotocol'],
  webview: ['protocol', 'preact', '@preact/signals'],
  cli: ['protocol', 'runner/client', 'session', 'node:'],
};

/** Files of the runner that the extension and the terminal load; all others belong to the worker. */
const CLIENT_FILES = /^runner\/(client|workerHandle|workerMessages)/;

function files(folder: string): string[] {
  return fs
    .readdirSync(path.join(source, folder), { recursive: true })
    .map((file) => path.posix.join(folder, String(file).replaceAll('\\', '/')))
    .filter((file) => /\.tsx?$/.test(file));
}

function importsOf(file: string): string[] {
  const text = fs.readFileSync(path.join(source, file), 'utf8');
  const found = [...text.matchAll(/^\s*(?:import|export)\b[^'";]*?from\s*['"]([^'"]+)['"]/gm)];
  const bare = [...text.matchAll(/(?:^\s*import|\bimport\(|\brequire\()\s*\(?['"]([^'"]+)['"]/gm)];
  return [...found, ...bare].map((match) => match[1]!);
}

/** The part of the house that a module belongs to, or its package name. */
function homeOf(file: string, specifier?: string): string {
  if (specifier !== undefined && !specifier.startsWith('.')) {
    if (specifier.startsWith('node:')) return 'node:';
    return specifier.split('/').slice(0, specifier.startsWith('@') ? 2 : 1).join('/');
  }
  const target = specifier === undefined ? file : path.posix.join(path.posix.dirname(file), specifier);
  const folder = target.split('/')[0]!;
  if (folder !== 'runner') return folder;
  return CLIENT_FILES.test(target) ? 'runner/client' : 'runner/worker';
}

describe('the house of DESIGN.md', () => {
  const folders = fs.readdirSync(source).filter((name) => fs.statSync(path.join(source, name)).isDirectory());

  it('has only the folders that the design names', () => {
    const named = new Set(Object.keys(allowed).map((key) => key.split('/')[0]));
    assert.deepEqual(folders.filter((name) => !named.has(name)), []);
  });

  for (const folder of folders) {
    it(`lets ${folder}/ import only what its place allows`, () => {
      const wrong: string[] = [];
      for (const file of files(folder)) {
        const home = homeOf(file);
        for (const specifier of importsOf(file)) {
          const target = homeOf(file, specifier);
          const isAllowed = target === home || (allowed[home] ?? []).includes(target);
          if (!isAllowed) wrong.push(`${file} imports ${specifier}`);
        }
      }
      assert.deepEqual(wrong, []);
    });
  }

  it('keeps every source file at one idea: at most 400 lines', () => {
    const long = folders
      .flatMap((folder) =>
        fs.readdirSync(path.join(source, folder), { recursive: true }).map((f) => path.join(folder, String(f))),
      )
      .filter((file) => /\.(tsx?|mjs|py)$/.test(file))
      .filter((file) => fs.readFileSync(path.join(source, file), 'utf8').split('\n').length > 401);
    assert.deepEqual(long, []);
  });
});
