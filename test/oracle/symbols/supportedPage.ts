/** @file The page of supported symbols, made from what the packages have; no test framework. */
import fs from 'node:fs';
import path from 'node:path';

/** Public names by namespace, as recorded from TensorFlow 1.15.5 and NumPy. */
type Recorded = Readonly<Record<string, readonly string[]>>;

/** What our packages make of a name. */
export type Standing = 'supported' | 'accepted' | 'missing';

export const PAGE = path.join(process.cwd(), 'examples/SUPPORTED.md');

export function recordedSymbols(): Recorded {
  const file = path.join(process.cwd(), 'test/oracle/symbols/symbols.json');
  return JSON.parse(fs.readFileSync(file, 'utf8')) as Recorded;
}

/** A program that prints, per recorded namespace, one letter per name: s, a or m. */
export function probeProgram(recorded: Recorded): string {
  return `
import json
import numpy as np
import tensorflow as tf

def standing(module, name):
    try:
        value = getattr(module, name)
    except AttributeError:
        return 'm'
    if getattr(value, 'is_refusal', False):
        return 'm'
    return 'a' if getattr(value, '__module__', '') == 'tensorflow._accepted' else 's'

for namespace, names in json.loads(r'''${JSON.stringify(recorded)}''').items():
    first, *rest = namespace.split('.')
    module = tf if first == 'tf' else np
    try:
        for part in rest:
            module = getattr(module, part)
    except AttributeError:
        print(namespace, 'm' * len(names))
        continue
    print(namespace, ''.join([standing(module, name) for name in names]))
`;
}

const STANDINGS: Readonly<Record<string, Standing>> = {
  s: 'supported', a: 'accepted', m: 'missing',
};

/** The page, from the lines that the probe printed. */
export function supportedPage(recorded: Recorded, lines: readonly string[]): string {
  const spaces = lines.map((line) => {
    const [namespace = '', letters = ''] = line.split(' ');
    const names = recorded[namespace] ?? [];
    const of = (standing: Standing) =>
      names.filter((_name, i) => STANDINGS[letters[i] ?? 'm'] === standing);
    return {
      namespace, supported: of('supported'), accepted: of('accepted'), missing: of('missing'),
    };
  });
  const total = (pick: 'supported' | 'accepted' | 'missing') =>
    spaces.reduce((sum, space) => sum + space[pick].length, 0).toString();
  const row = (name: string, ...counts: readonly string[]) => `| ${[name, ...counts].join(' | ')} |`;
  return [
    '# What runs',
    '',
    'Made from the code by `npm run symbols`, never by hand; a test holds it to the code. The names are',
    'those of TensorFlow 1.15.5 (`tf`) and NumPy 1.18 (`np`). A name that is not evaluated says so at its',
    'line: `tf.NAME is not evaluated by this engine`. An argument that is not evaluated says so too.',
    '',
    row('namespace', 'supported', 'accepted without effect', 'not evaluated'),
    '|---|---|---|---|',
    ...spaces.map(({ namespace, supported, accepted, missing }) =>
      row(
        `\`${namespace}\``, supported.length.toString(), accepted.length.toString(),
        missing.length.toString(),
      ),
    ),
    row('**all**', total('supported'), total('accepted'), total('missing')),
    '',
    ...spaces
      .filter(({ supported, accepted }) => supported.length + accepted.length > 0)
      .flatMap(({ namespace, supported, accepted }) => [
        `## ${namespace}`,
        '',
        ...(supported.length > 0 ? [wrapped(supported), ''] : []),
        ...(accepted.length > 0 ? [`Accepted without effect: ${wrapped(accepted)}`, ''] : []),
      ]),
  ].join('\n');
}

/** Names between dots, in lines of at most about 110 characters. */
function wrapped(names: readonly string[]): string {
  const lines: string[] = [];
  for (const name of names) {
    const last = lines[lines.length - 1];
    if (last !== undefined && last.length + name.length < 105) {
      lines[lines.length - 1] = `${last} · ${name}`;
    } else lines.push(name);
  }
  return lines.join(' ·\n');
}
