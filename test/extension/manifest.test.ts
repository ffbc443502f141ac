/** @file The manifest against the code: every command contributed, every text there, nothing that wakes us early. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LOSS_FILES } from '../../src/extension/languages';
import { DEFAULT_THRESHOLDS } from '../../src/session/findings/thresholds';

const read = (name: string) => JSON.parse(readFileSync(join(process.cwd(), name), 'utf8'));
const manifest = read('package.json');
const texts: { [key: string]: string } = read('package.nls.json');
const registered = /export const COMMANDS = \[([^\]]*)\]/
  .exec(readFileSync(join(process.cwd(), 'src/extension/commands.ts'), 'utf8'))?.[1]
  ?.match(/\w+/g);

describe('the manifest', () => {
  it('contributes exactly the commands that are registered, all under one category', () => {
    const contributed: { command: string; category: string }[] = manifest.contributes.commands;
    const ids = contributed.map(({ command }) => command.replace('gradientDebugger.', ''));
    assert.deepEqual(ids, registered);
    assert.ok(contributed.every(({ category }) => category === '%category%'));
    assert.equal(texts['category'], 'Gradient Debugger');
  });

  it('has a text for every %key%, and no text that nothing uses', () => {
    const keys = [...JSON.stringify(manifest).matchAll(/%([\w.]+)%/g)].map(
      (match) => match[1] ?? '',
    );
    assert.deepEqual([...new Set(keys)].sort(), Object.keys(texts).sort());
  });

  it('is not woken before the user asks: no event but the restored panel and its own debug type', () => {
    assert.deepEqual(manifest.activationEvents, [
      'onWebviewPanel:gradientDebugger.panel', 'onDebugResolve:gradient', 'onDebugDynamicConfigurations:gradient',
    ]);
  });

  it('has every threshold of the findings as a setting of its own, with its default and its range', () => {
    const settings: { [name: string]: { default: number; minimum?: number; type: string } } =
      manifest.contributes.configuration.properties;
    for (const [name, value] of Object.entries(DEFAULT_THRESHOLDS)) {
      const setting = settings[`gradientDebugger.findings.${name}`];
      assert.ok(setting, `no setting for the threshold ${name}`);
      assert.equal(setting.default, value, name);
      assert.ok(setting.minimum !== undefined && setting.minimum <= value, name);
    }
  });

  it('names the languages of loss files wherever it names one, and each of them', () => {
    const languages = LOSS_FILES.map(({ language }) => language);
    const { breakpoints, debuggers, menus, keybindings } = manifest.contributes;
    assert.deepEqual(breakpoints.map(({ language }: { language: string }) => language), languages);
    assert.deepEqual(debuggers[0].languages, languages);
    const conditions = [...Object.values<{ when: string }[]>(menus).flat(), ...keybindings]
      .map(({ when }: { when: string }) => when)
      .filter((when) => /LangId/.test(when));
    assert.equal(conditions.length, 3);
    for (const when of conditions) assert.ok(when.includes(`LangId =~ /^(${languages.join('|')})$/`), when);
  });

  it('binds keys only where our panel or a loss file\'s editor has the focus', () => {
    const bindings: { when: string }[] = manifest.contributes.keybindings;
    for (const { when } of bindings) {
      assert.match(when, /activeWebviewPanelId == 'gradientDebugger\.panel'|editorTextFocus/);
    }
  });

  it('runs nothing in Restricted Mode', () => {
    assert.equal(manifest.capabilities.untrustedWorkspaces.supported, 'limited');
  });

  it('has a README that vsce packs: no link to a file of the repository', () => {
    const readme = readFileSync(join(process.cwd(), 'README.md'), 'utf8');
    assert.deepEqual(readme.match(/\]\((?!https?:)[^)]*\)/g), null);
  });
});
