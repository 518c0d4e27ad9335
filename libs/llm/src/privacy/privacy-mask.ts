import { detectPii } from '@mesh/text';
import type { JsonValue } from '../language-model.port';

/** Counted in letters: digits could be taken for a part of a number that stands beside them. */
const PLACEHOLDER = /\[[A-Z]{2,5}_[A-Z]{1,4}\]/g;

/**
 * Takes the identifiers of persons (e-mail, phone, card, IBAN, ...) out of what a remote model sees, and puts them back
 * into what it answers. The same value always gets the same placeholder, so the model can tell two persons apart.
 */
export class PrivacyMask {
  private readonly byValue = new Map<string, string>();
  private readonly byPlaceholder = new Map<string, string>();

  /** The value with every identifier in its texts replaced, such as `[EMAIL_A]`. Keys stay as they are. */
  mask(value: JsonValue): JsonValue {
    return mapTexts(value, (text) => this.maskText(text));
  }

  maskText(text: string): string {
    let masked = sendable(text);
    // A replacement may bring digits together that look like another identifier.
    for (let round = 0; round < 3; round += 1) {
      const next = this.replaceOnce(masked);
      if (next === masked) break;
      masked = next;
    }
    return masked;
  }

  restore(value: JsonValue): JsonValue {
    return mapTexts(value, (text) => this.restoreText(text));
  }

  restoreText(text: string): string {
    return text.replace(PLACEHOLDER, (found) => {
      const value = this.byPlaceholder.get(found);
      return value === undefined ? found : this.restoreText(value);
    });
  }

  private replaceOnce(text: string): string {
    let out = '';
    let at = 0;
    for (const { start, end, type, value } of detectPii(text)) {
      out += text.slice(at, start) + this.placeholderOf(type, value);
      at = end;
    }
    return out + text.slice(at);
  }

  private placeholderOf(type: string, value: string): string {
    const known = this.byValue.get(value);
    if (known) return known;
    const placeholder = `[${type}_${inLetters(this.byPlaceholder.size)}]`;
    this.byValue.set(value, placeholder);
    this.byPlaceholder.set(placeholder, value);
    return placeholder;
  }
}

/** NUL and halves of surrogate pairs are legal in JSON, and refused by many servers all the same. */
const sendable = (text: string): string => text.replaceAll('\0', '\uFFFD').replace(/\p{Surrogate}/gu, '\uFFFD');

/** A to Z, then BA, BB, ... */
function inLetters(count: number): string {
  const rest = Math.floor(count / 26);
  return (rest > 0 ? inLetters(rest) : '') + String.fromCharCode(65 + (count % 26));
}

function mapTexts(value: JsonValue, change: (text: string) => string): JsonValue {
  if (typeof value === 'string') return change(value);
  if (value === null || typeof value !== 'object') return value;
  if (isList(value)) return value.map((item) => mapTexts(item, change));
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, item === undefined ? undefined : mapTexts(item, change)]),
  );
}

const isList = (value: JsonValue): value is readonly JsonValue[] => Array.isArray(value);
