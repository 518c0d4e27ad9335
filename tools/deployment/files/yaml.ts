import { parse, parseAllDocuments } from 'yaml';
import { type Json, type JsonObject, isObject } from '../schemas/json';
import type { Files } from './files';
import { remember } from './remember';

const readAll = remember((text: string): JsonObject[] =>
  parseAllDocuments(text).flatMap((document) => {
    const [fault] = document.errors;
    if (fault) throw fault;
    const value = document.toJS() as Json;
    return isObject(value) ? [value] : [];
  }),
);
const readOne = remember((text: string) => parse(text, { merge: true }) as JsonObject);

/** Every document of a file. @throws Error on malformed YAML and on keys that stand twice */
export const documentsIn = (files: Files, file: string): readonly JsonObject[] => readAll(files.text(file));

/** A file of one document, with `<<` merged. @throws as above */
export const documentIn = (files: Files, file: string): JsonObject => readOne(files.text(file));

/** `NAME=value` lines, as Compose and kustomize read them. */
export function variablesIn(files: Files, file: string): Record<string, string> {
  const lines = files.text(file).split('\n');
  const set = lines.filter((line) => line.includes('=') && !line.startsWith('#'));
  return Object.fromEntries(set.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]));
}
