import { TerminalError } from '@mesh/kernel';
import type { ExternalService } from '@mesh/observability';
import { type Completion, type Embeddings, LanguageModel } from './language-model.port';

/** Stands where no remote model is configured: the local adapters do everything. */
export class AbsentLanguageModel extends LanguageModel {
  readonly isConfigured = false;
  readonly settings = undefined;

  complete(): Promise<Completion<never>> {
    return Promise.reject(notConfigured());
  }

  externalServices(): readonly ExternalService[] {
    return [];
  }

  embed(): Promise<Embeddings> {
    return Promise.reject(notConfigured());
  }
}

const notConfigured = (): TerminalError =>
  new TerminalError('LLM_NOT_CONFIGURED', 'there is no remote model: OPENAI_API_KEY and OPENAI_BASE_URL are not set');
