/** @file Takes VS Code's server and its Node from npm into a folder; builds nothing. */
// @ts-check
import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { realpathSync } from 'node:fs';
import { run, which } from './commands.mjs';
import { nodeOf, serverFolderOf } from './installation.mjs';

const QUIET = ['--no-audit', '--no-fund', '--loglevel=error', '--ignore-scripts'];
const REGISTRY_REMEDY =
  'check that the npm registry can be reached (npm ping) and that the disk has 1 GB free';
/** Which Node each release runs on, from `engines` of its package. */
const NODE_MAJOR = /** @type {Record<string, string>} */ ({ '4.100.3': '20', '4.139.1': '24' });

const PLATFORM = `${process.platform}-${process.arch}`;

/**
 * Unpacks `lib/vscode` of the package; the rest of code-server is not needed.
 * @param {string} version
 * @param {string} folder
 */
export async function unpackServer(version, folder) {
  await writeFile(join(folder, 'package.json'), '{"private":true}\n');
  const packed = await run('npm', ['pack', '--loglevel=error', `code-server@${version}`], {
    cwd: folder,
    remedy: REGISTRY_REMEDY,
  });
  const archive = join(folder, packed.trim().split('\n').at(-1) ?? '');
  await run('tar', ['xzf', archive, '--strip-components=1', 'package/lib/vscode'], { cwd: folder });
  await rm(archive);
}

/**
 * Links `folder/node` to a Node that fits: the machine's own where version and headers are there,
 * else the one that npm carries, headers included.
 * @param {string} version
 * @param {string} folder
 * @returns {Promise<{ headers: string, source: string }>} the folder with `include/node`
 */
export async function provideNode(version, folder) {
  const major = NODE_MAJOR[version] ?? (await nodeMajorOf(version));
  const own = realpathSync(process.execPath);
  const ownHeaders = dirname(dirname(own));
  if (
    process.versions.node.split('.')[0] === major &&
    existsSync(join(ownHeaders, 'include', 'node', 'node.h'))
  ) {
    await symlink(own, nodeOf(folder));
    return { headers: ownHeaders, source: own };
  }
  const name = `node-${PLATFORM}`;
  await addPackage(`${name}@${major}`, folder);
  await symlink(join('node_modules', name, 'bin', 'node'), nodeOf(folder));
  return { headers: join(folder, 'node_modules', name), source: `${name}@${major} from npm` };
}

/** @param {string} version */
async function nodeMajorOf(version) {
  const args = ['view', '--loglevel=silent', `code-server@${version}`, 'engines.node'];
  const engines = await run('npm', args, { remedy: REGISTRY_REMEDY });
  const major = /\d+/.exec(engines)?.[0];
  if (major) return major;
  throw new Error(`code-server@${version} names no Node version in "engines": ${engines.trim()}`);
}

/**
 * @param {string} specifier
 * @param {string} folder
 */
async function addPackage(specifier, folder) {
  await run('npm', ['install', '--no-save', ...QUIET, specifier], {
    cwd: folder,
    remedy: REGISTRY_REMEDY,
  });
}

/**
 * The server's own dependencies, without their install scripts (several fetch from GitHub).
 * @param {string} folder
 */
export async function installServerDependencies(folder) {
  const server = serverFolderOf(folder);
  // Plain `npm ci` refuses this lock file ("Missing: tslib"): its tree was made with legacy peers.
  await run('npm', ['ci', '--omit=dev', '--legacy-peer-deps', ...QUIET], {
    cwd: server,
    remedy: REGISTRY_REMEDY,
  });
  // Older releases fetch ripgrep by a script; without it Quick Open and file search find nothing.
  const manifest = JSON.parse(await readFile(join(server, 'package.json'), 'utf8'));
  if (!manifest.dependencies?.['@vscode/ripgrep']) return;
  const name = `@vscode/ripgrep-${PLATFORM}`;
  const target = join(server, 'node_modules', '@vscode', 'ripgrep', 'bin');
  const holder = join(folder, 'ripgrep');
  await mkdir(holder, { recursive: true });
  await writeFile(join(holder, 'package.json'), '{"private":true}\n');
  await addPackage(`${name}@1.18.0`, holder);
  await mkdir(target, { recursive: true });
  const binary = join(holder, 'node_modules', name, 'bin', 'rg');
  await symlink(relative(target, binary), join(target, 'rg'));
}

/**
 * The two large ones that no test of ours reaches. The small ones for accounts stay: the
 * workbench asks for them and would show "Activating extension … failed" in a notification.
 */
const UNUSED_EXTENSIONS = ['copilot', 'mermaid-markdown-features'];

/**
 * Removes what is not used: 762 MB become 279 MB (4.139.1).
 * @param {string} folder
 */
export async function trim(folder) {
  const server = serverFolderOf(folder);
  const modules = join(server, 'node_modules');
  const nodePackage = join(folder, 'node_modules', `node-${PLATFORM}`);
  await removeAll([
    ...UNUSED_EXTENSIONS.map((name) => join(server, 'extensions', name)),
    join(modules, '@github'),
    join(modules, '@microsoft', 'mxc-sdk'),
    join(modules, 'node-pty', 'third_party'),
    join(nodePackage, 'share'),
    join(nodePackage, 'include'),
    ...(await others(join(modules, 'node-pty', 'prebuilds'))),
    ...(await others(join(modules, '@vscode', 'ripgrep-universal', 'bin'))),
  ]);
  await run('find', [server, '-name', '*.map', '-type', 'f', '-delete']);
  const node = join(nodePackage, 'bin', 'node');
  if (existsSync(node) && which('strip') && process.platform === 'linux') {
    await run('strip', ['-s', node]);
  }
}

/**
 * Subfolders for other platforms than this one.
 * @param {string} folder
 */
async function others(folder) {
  if (!existsSync(folder)) return [];
  const names = await readdir(folder);
  return names.filter((name) => name !== PLATFORM).map((name) => resolve(folder, name));
}

/** @param {readonly string[]} paths */
async function removeAll(paths) {
  await Promise.all(paths.map((path) => rm(path, { recursive: true, force: true })));
}
