/** @file Reads the snippet files of test/oracle: titled pieces of Python, with what TensorFlow made of them. */
import { readFileSync } from 'node:fs';

export interface Snippet {
  readonly title: string;
  readonly code: string;
}

/** The `=== title` parts of a snippets.txt. */
export function readSnippets(folder: string): readonly Snippet[] {
  const text = readFileSync(`test/oracle/${folder}/snippets.txt`, 'utf8');
  return text.split('=== ').slice(1).map((part) => {
    const end = part.indexOf('\n');
    return { title: part.slice(0, end), code: part.slice(end + 1) };
  });
}

/** What the recording script of that folder wrote, by title. */
export function readRecorded<T>(folder: string, file: string): Readonly<Record<string, T>> {
  return JSON.parse(readFileSync(`test/oracle/${folder}/${file}`, 'utf8')) as Record<string, T>;
}
