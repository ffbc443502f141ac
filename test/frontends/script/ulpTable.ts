/** @file The table of out/tfjsUlps.md: per op how many results are equal bit by bit, and how far the worst is off. */
import { mkdirSync, writeFileSync } from 'node:fs';

interface Row {
  compared: number;
  equal: number;
  words: number;
  worst: number;
  worstText: string;
  why: string;
}

export class UlpTable {
  readonly #rows = new Map<string, Row>();
  readonly #known: string[] = [];

  #row(name: string): Row {
    const known = this.#rows.get(name);
    if (known !== undefined) return known;
    const row: Row = { compared: 0, equal: 0, words: 0, worst: 0, worstText: '', why: '' };
    this.#rows.set(name, row);
    return row;
  }

  compared(name: string, text: string, ulps: number, why: string): void {
    const row = this.#row(name);
    row.compared++;
    if (ulps === 0) row.equal++;
    if (ulps > row.worst) Object.assign(row, { worst: ulps, worstText: text, why });
  }

  /** An error with the same words. */
  sameWords(name: string): void {
    this.#row(name).words++;
  }

  differs(name: string, text: string, why: string): void {
    this.#known.push(`| ${name} | ${why} | \`${text.slice(0, 120).replaceAll('|', '\\|')}\` |`);
  }

  write(file = 'out/tfjsUlps.md'): void {
    const rows = [...this.#rows].map(([name, row]) =>
      `| ${name} | ${row.equal} / ${row.compared} | ${row.words} | ${row.worst === 0 ? '' : row.worst} | ` +
      `${row.worst === 0 ? '' : `${row.why}: \`${row.worstText.slice(0, 80).replaceAll('|', '\\|')}\``} |`);
    const all = [...this.#rows.values()];
    const total = (count: (row: Row) => number): number => all.reduce((sum, row) => sum + count(row), 0);
    mkdirSync('out', { recursive: true });
    writeFileSync(file, [
      `# Our TensorFlow.js beside the real one: ${total((row) => row.equal)} of ${total((row) => row.compared)} float results equal ` +
        `bit by bit, ${total((row) => row.words)} errors with the same words`,
      '', '| Op | Equal | Errors | Worst, ULPs | Usual reason in its group (not established for each), where |', '| --- | --- | --- | --- | --- |', ...rows, '',
      '## Known differences', '', '| Op | What | Where |', '| --- | --- | --- |', ...this.#known, '',
    ].join('\n'));
  }
}
