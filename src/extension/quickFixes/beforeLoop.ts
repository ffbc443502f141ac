/** @file An op that every turn of a loop makes anew: made once, before it. */
import { isAlone, moveTo, type Remedy } from './fix';

export const makeBeforeLoop: Remedy = (source, { code, place }) => {
  const at = source.at(place);
  if (!at || code !== 'graph-grows') return [];
  const statement = source.statementOf(at);
  const made = source.assignment(statement);
  if (!made || at.from < made.value.from || !isAlone(source, statement) || !isAnOp(source.words(made.value))) return [];
  const heads = source.heads(statement);
  const loops = heads.filter((head) => LOOPS.has(source.word(head.from)));
  const loop = loops.at(-1);
  // A function or condition between them would change when it is made.
  const inner = loop === undefined ? [] : heads.slice(0, heads.indexOf(loop) + 1);
  if (loop === undefined || inner.length !== loops.length) return [];
  const body = source.body(loop);
  const turning = new Set([loop, ...body].flatMap((other) => (other === statement ? [] : [...source.bound(other)])));
  const read = source.namesIn(made.value);
  const isSame = !turning.has(made.name) && !read.has(made.name) && [...read].every((name) => !turning.has(name));
  const isOnlyOne = source.body(inner[0]!).filter(({ indent }) => indent === statement.indent).length < 2;
  if (!isSame || isOnlyOne) return [];
  const changes = moveTo(source, statement, loop.start, loop.indent);
  return [{ kind: 'beforeLoop', subject: made.name, changes, isPreferred: true }];
};

const LOOPS: ReadonlySet<string> = new Set(['for', 'while']);

/** Whether the value is of the graph alone: it runs nothing and draws nothing of Python's own. */
function isAnOp(words: readonly string[]): boolean {
  return !words.some((word, i) => words[i - 1] === '.' && (word === 'run' || word === 'eval')) &&
    !words.some((word) => ['np', 'random', 'next', 'yield', 'await', 'lambda', 'input', 'pop'].includes(word));
}
