/** @file Which file an import means: files of the loss file's folder and below, with the endings that Node and tsc try. */

export interface FolderReader {
  /** Entries of the folder `path` below the loss file's own, as JSON: [name, bytes or −1 for a folder, …]. */
  listFolder(path: string): string;
  /** The bytes of a file there, one character each, after a `=`; else why not. */
  readFile(path: string): string;
}

const ENDINGS = ['', '.ts', '.mts', '.js', '.mjs', '.cts', '.cjs', '.json', '/index.ts', '/index.js'];

export class ModuleFiles {
  private readonly main: string;
  private readonly mainName: string;
  private readonly names = new Map<string, ReadonlySet<string>>();

  /** `main`: how places call the loss file. */
  constructor(private readonly folder: FolderReader, main: string) {
    this.main = main;
    this.mainName = main.split(/[\\/]/).at(-1)!;
  }

  /** The file that `request` means in the module `from`, as places call it (`./model.ts`); else `!` and why there is none. */
  resolve(request: string, from: string): string {
    if (!request.startsWith('.')) return `!${unknownPackage(request)}`;
    const base = from === this.main ? [] : from.split('/').slice(1, -1);
    const segments = [...base];
    for (const segment of request.split('/').filter((name) => name !== '.' && name !== '')) {
      if (segment === '..') {
        if (segments.length === 0) return `!Cannot find module '${request}': the sandbox shows the loss file's folder and what is below it`;
        segments.pop();
      } else segments.push(segment);
    }
    const path = segments.join('/');
    // `./model.js` in a TypeScript file means model.ts.
    const typed = path.replace(/\.([mc]?)js$/, '.$1ts');
    for (const candidate of [...ENDINGS.map((ending) => path + ending), typed]) {
      if (!/\.\w+$/.test(candidate) || !this.exists(candidate)) continue;
      // A module may import the loss file that imports it.
      return candidate === this.mainName ? this.main : `./${candidate}`;
    }
    return `!Cannot find module '${request}' beside ${this.mainName}`;
  }

  textOf(file: string): string {
    const path = file.slice('./'.length);
    const bytes = this.folder.readFile(path);
    if (!bytes.startsWith('=')) throw new Error(`The file ${path} is not read: ${bytes}`);
    const text = utf8(bytes.slice(1));
    return path.endsWith('.json') ? `module.exports = ${text};` : text;
  }

  private exists(path: string): boolean {
    const at = path.lastIndexOf('/');
    const folder = at < 0 ? '' : path.slice(0, at);
    let names = this.names.get(folder);
    if (names === undefined) {
      const entries = JSON.parse(this.folder.listFolder(folder)) as [string, number][];
      names = new Set(entries.filter(([, size]) => size >= 0).map(([name]) => name));
      this.names.set(folder, names);
    }
    return names.has(path.slice(at + 1));
  }
}

function unknownPackage(request: string): string {
  const what = request.startsWith('node:') || /^(fs|path|os|http|https|child_process|process|crypto|worker_threads|vm)$/.test(request)
    ? 'the sandbox has no part of Node'
    : 'a loss file may import @tensorflow/tfjs, gradient-debugger and files beside it';
  return `Cannot find module '${request}': ${what}`;
}

/** Text of bytes that stand one in a character. */
function utf8(bytes: string): string {
  try {
    return decodeURIComponent(Array.from(bytes, (one) => `%${one.charCodeAt(0).toString(16).padStart(2, '0')}`).join(''));
  } catch {
    return bytes;
  }
}
