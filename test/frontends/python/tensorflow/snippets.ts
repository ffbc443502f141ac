/** @file Reads the snippet files of test/oracle: titled pieces of Python, with what TensorFlow made of them. */
import { readdirSync, readFileSync } from 'node:fs';

export interface Snippet {
  readonly title: string;
  readonly code: string;
}

/** The `=== title` parts of every snippets/*.txt of a folder; titles are unique in the folder. */
export function readSnippets(folder: string): readonly Snippet[] {
  const directory = `test/oracle/${folder}/snippets`;
  return readdirSync(directory).sort().flatMap((file) => {
    const text = readFileSync(`${directory}/${file}`, 'utf8');
    return text.split('=== ').slice(1).map((part) => {
      const end = part.indexOf('\n');
      return { title: part.slice(0, end), code: part.slice(end + 1) };
    });
  });
}

/** What a recording script of that folder wrote, by title. */
export function readRecorded<T>(folder: string, inside = 'recorded'): Readonly<Record<string, T>> {
  const directory = `test/oracle/${folder}/${inside}`;
  const recorded: Record<string, T> = {};
  for (const file of readdirSync(directory)) {
    const more = JSON.parse(readFileSync(`${directory}/${file}`, 'utf8')) as Record<string, T>;
    for (const title of Object.keys(more)) {
      if (title in recorded) throw new Error(`Two snippets of ${folder} are called "${title}".`);
    }
    Object.assign(recorded, more);
  }
  return recorded;
}
