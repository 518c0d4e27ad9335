import { TerminalError } from '@mesh/kernel';
import type { DataBlock, JsonValue } from '../language-model.port';
import { estimateTokens } from './estimate-tokens';

/** A block with what was left out of it. */
export interface FittedBlock {
  readonly name: string;
  readonly value: JsonValue;
  readonly omitted: number;
}

interface Shrinking extends FittedBlock {
  readonly shorten: DataBlock['shorten'];
}

/**
 * Leaves pieces out of lists until the data fits, always the same ones: first the oldest of `oldest_first` lists, then
 * the last of `last_first` lists, each down to one. Everything else is kept whole.
 * @throws TerminalError `LLM_CONTEXT_OVERFLOW` when that is not enough
 */
export function fitData(data: readonly DataBlock[], budgetTokens: number): FittedBlock[] {
  const blocks: Shrinking[] = data.map(({ name, value, shorten }) => ({ name, value, shorten, omitted: 0 }));
  let excess = blocks.reduce((sum, { value }) => sum + tokensOf(value), 0) - budgetTokens;
  for (const order of ['oldest_first', 'last_first'] as const) {
    for (const [index, block] of blocks.entries()) {
      if (excess <= 0 || block.shorten !== order) continue;
      const { fitted, freed } = shortened(block, excess);
      blocks[index] = fitted;
      excess -= freed;
    }
  }
  if (excess > 0) {
    throw new TerminalError('LLM_CONTEXT_OVERFLOW', 'the question does not fit the model', { budgetTokens, excess });
  }
  return blocks.map(({ name, value, omitted }) => ({ name, value, omitted }));
}

function shortened(block: Shrinking, excess: number): { fitted: Shrinking; freed: number } {
  if (!Array.isArray(block.value)) return { fitted: block, freed: 0 };
  const kept: JsonValue[] = [...(block.value as readonly JsonValue[])];
  let freed = 0;
  while (freed < excess && kept.length > 1) {
    const left = block.shorten === 'oldest_first' ? kept.shift() : kept.pop();
    freed += tokensOf(left ?? null);
  }
  return { fitted: { ...block, value: kept, omitted: block.value.length - kept.length }, freed };
}

const tokensOf = (value: JsonValue): number => estimateTokens(JSON.stringify(value));
