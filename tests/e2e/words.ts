// The words of the app, from the same catalogs that it shows: a test names a word, whatever its wording is.
import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = resolve(dirname(fileURLToPath(import.meta.url)), '../../crates/core/src/text');

export type Language = 'fr' | 'en';

/** The sentence for a word, its placeholders filled. */
export type Say = (word: string, values?: Record<string, string>) => string;

export function words(language: Language): Say {
  const sentences = new Map<string, string>();
  for (const line of readFileSync(join(folder, `${language}.txt`), 'utf8').split('\n')) {
    const at = line.indexOf(' = ');
    if (at > 0 && !line.startsWith('#')) sentences.set(line.slice(0, at), line.slice(at + 3));
  }
  return (word, values = {}) => {
    const sentence = sentences.get(word);
    if (sentence === undefined) throw new Error(`${language} has no word ${word}`);
    return sentence.replace(/\{(\w+)\}/g, (placeholder, name: string) => values[name] ?? placeholder);
  };
}
