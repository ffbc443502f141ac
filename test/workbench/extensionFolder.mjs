/** @file Puts extensions into a folder that VS Code reads as "installed"; starts no server. */
// @ts-check
import { spawnSync } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { readFile, symlink } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { requireInstallation, serverEnvironment } from './installation.mjs';

/**
 * `code --install-extension` of the server's own command line; no server needs to run.
 * @param {string} vsix
 * @param {string} extensionsDir
 * @param {string} [version] code-server release
 */
export function installVsix(vsix, extensionsDir, version) {
  const { node, serverMain } = requireInstallation(version);
  const scratch = join(extensionsDir, '..', `install-${process.pid}`);
  const args = ['--install-extension', resolve(vsix), '--force', '--extensions-dir', extensionsDir];
  const { status, stdout, stderr } = spawnSync(
    node,
    [serverMain, ...args, '--user-data-dir', scratch, '--server-data-dir', scratch],
    { encoding: 'utf8', env: serverEnvironment() },
  );
  rmSync(scratch, { recursive: true, force: true });
  if (status === 0 && stdout.includes('was successfully installed')) return;
  throw new Error(`${vsix} could not be installed into ${extensionsDir}:\n${stdout}${stderr}`);
}

/**
 * Shows an unpacked extension as installed, always in its newest build. VS Code reads folders
 * that nobody installed only as long as there is no `extensions.json` beside them.
 * @param {string} folder with a built extension
 * @param {string} extensionsDir a fresh one
 */
export async function linkExtension(folder, extensionsDir) {
  if (existsSync(join(extensionsDir, 'extensions.json'))) {
    throw new Error(
      `${extensionsDir} has an extensions.json, so VS Code would not see a linked extension. ` +
        'Use a fresh folder, or install a package: --vsix FILE.',
    );
  }
  const manifest = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  const main = resolve(folder, manifest.main);
  if (!existsSync(main)) {
    throw new Error(`The extension is not built: ${main} does not exist. Run: npm run build`);
  }
  const { publisher, name, version } = manifest;
  await symlink(resolve(folder), join(extensionsDir, `${publisher}.${name}-${version}`));
}
