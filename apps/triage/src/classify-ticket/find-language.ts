import type { Reason } from '@mesh/contracts';
import { detectLanguage } from '@mesh/text';

const UNDETERMINED = 'und';
const CERTAIN = 0.5;

/** The language of the newest message; of the thread where that is too short; of the locale where both are. */
export function findLanguage(newest: string, whole: string, locale?: string): { language: string; reason: Reason } {
  for (const [code, text] of [
    ['language_of_message', newest],
    ['language_of_thread', whole],
  ] as const) {
    const found = detectLanguage(text);
    if (found.confidence >= CERTAIN) return { language: found.value, reason: { code, value: found.confidence } };
  }
  const hinted = locale?.toLowerCase().split(/[-_]/)[0] ?? '';
  if (/^[a-z]{2,3}$/.test(hinted)) return { language: hinted, reason: { code: 'language_of_locale' } };
  return { language: UNDETERMINED, reason: { code: 'language_undetermined' } };
}
