/** @file The oracle's report as markdown: per op how many numbers are TensorFlow's bits, the worst that is not, and why. */
import type { Tally } from './compare';

const share = (part: number, whole: number): string =>
  whole === 0 ? '-' : `${((100 * part) / whole).toFixed(part === whole ? 0 : 2)} %`;
const units = (value: number): string => (value === 0 ? '0' : value.toPrecision(3));

/** The table, the disagreements in full, what is not evaluated. */
export function oracleReport(tallies: readonly Tally[]): string {
  const sum = (pick: (tally: Tally) => number) => tallies.reduce((all, one) => all + pick(one), 0);
  const disagreements = tallies.flatMap((tally) => tally.disagreements);
  const notEvaluated = tallies.flatMap((tally) => tally.notEvaluated);
  const equal = sum((one) => one.bitEqual);
  const numbers = sum((one) => one.numbers);
  return [
    '# TensorFlow 1.15.5 and this engine, number by number',
    '',
    `${sum((one) => one.cases).toString()} cases of ${tallies.length.toString()} ops, ` +
      `${numbers.toString()} numbers compared: ${equal.toString()} bit-equal (${share(equal, numbers)}), ` +
      `${disagreements.length.toString()} disagreements, ${notEvaluated.length.toString()} cases refused by name.`,
    'The reference is the kernel of each op: graph rewriting (Grappler) off, denormal numbers kept. A default',
    'session rewrites some graphs (x / const becomes x · 1/const) and flushes denormal numbers to zero.',
    '',
    '| op | cases | numbers | bit-equal | worst ULP | worst in units of the bound | because of | disagreements |',
    '|---|---|---|---|---|---|---|---|',
    ...tallies.map(
      (one) =>
        `| ${one.op} | ${one.cases.toString()} | ${one.numbers.toString()} | ${share(one.bitEqual, one.numbers)} ` +
        `| ${units(one.worst)} | ${units(one.worstAgainstBound)} | ${[...one.reasons].join('; ')} ` +
        `| ${one.disagreements.length.toString()} |`,
    ),
    '',
    ...section('Disagreements', disagreements),
    ...section('Not evaluated', notEvaluated),
    ...section('The worst within its bound', tallies.map((one) => one.worstAt).filter((at) => at !== '')),
  ].join('\n');
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [`## ${title}`, '', ...lines.map((line) => `- ${line}`), ''];
}
