import type { z } from 'zod';
import { responseSchema } from '../answer/response-schema';
import { estimateTokens } from '../context/estimate-tokens';
import { fitData } from '../context/fit-data';
import { type RenderedRequest, renderRequest } from '../context/render-request';
import type { DataBlock } from '../language-model.port';
import { PrivacyMask } from '../privacy/privacy-mask';

export interface QuestionLimits {
  readonly contextTokens: number;
  readonly maxOutputTokens: number;
  readonly structuredOutput: 'json_schema' | 'json_object' | 'none';
  readonly temperature?: number | undefined;
}

interface Asked {
  readonly task: string;
  readonly instructions: string;
  readonly data: readonly DataBlock[];
  readonly schema?: z.ZodType;
}

export interface ChatMessage {
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: string;
}

/** Room for roles, marks and what tokenisers add. */
const MARGIN_TOKENS = 200;
/** How much of an answer that was not valid is shown again. */
const SHOWN_AGAIN = 4_000;

/** A question as it is sent: masked, fitted and delimited. Restores what was masked in the answer. */
export class Question {
  readonly mask = new PrivacyMask();
  private readonly instructions: string;
  private readonly data: readonly DataBlock[];
  private readonly jsonSchema: Record<string, unknown> | undefined;

  constructor(
    private readonly asked: Asked,
    private readonly limits: QuestionLimits,
  ) {
    this.jsonSchema = asked.schema && responseSchema(asked.schema);
    const inWords = this.jsonSchema && limits.structuredOutput !== 'json_schema';
    this.instructions = inWords ? withSchema(asked.instructions, this.jsonSchema) : asked.instructions;
    this.data = asked.data.map((block) => ({ ...block, value: this.mask.mask(block.value) }));
  }

  /**
   * The body of the request. @param share of the context that may be used
   * @throws TerminalError `LLM_CONTEXT_OVERFLOW`
   */
  body(model: string, share = 1) {
    const { system, user } = this.rendered(share);
    const messages: ChatMessage[] = [
      { role: 'system', content: system },
      { role: 'user', content: user },
    ];
    const { maxOutputTokens, temperature } = this.limits;
    return {
      model,
      messages,
      max_completion_tokens: maxOutputTokens,
      ...(temperature === undefined ? {} : { temperature }),
      ...this.format(),
    };
  }

  /** The same question with an answer that was not valid and what was wrong with it. */
  repair(body: ReturnType<Question['body']>, answer: string, faults: readonly string[]) {
    const objection = `This is not valid: ${faults.join('; ')}. Answer again with one JSON object in the schema, and nothing else.`;
    const more: ChatMessage[] = [
      { role: 'assistant', content: answer.slice(0, SHOWN_AGAIN) },
      { role: 'user', content: objection },
    ];
    return { ...body, messages: [...body.messages, ...more] };
  }

  private rendered(share: number): RenderedRequest {
    const { contextTokens, maxOutputTokens } = this.limits;
    const own =
      estimateTokens(this.instructions) + estimateTokens(JSON.stringify(this.jsonSchema ?? '')) + MARGIN_TOKENS;
    const budget = Math.floor((contextTokens - maxOutputTokens) * share) - own;
    return renderRequest(this.instructions, fitData(this.data, budget));
  }

  private format() {
    if (!this.jsonSchema || this.limits.structuredOutput === 'none') return {};
    if (this.limits.structuredOutput === 'json_object') return { response_format: { type: 'json_object' as const } };
    const json_schema = { name: this.asked.task, strict: true, schema: this.jsonSchema };
    return { response_format: { type: 'json_schema' as const, json_schema } };
  }
}

const withSchema = (instructions: string, schema: Record<string, unknown>): string =>
  `${instructions}\n\nAnswer with one JSON object in this schema and nothing else:\n${JSON.stringify(schema)}`;
