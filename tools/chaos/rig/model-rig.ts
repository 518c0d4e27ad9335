import { ModelCounterpart } from '../../model-counterpart/model-counterpart';

/** The counterpart that stands in for a remote model. */
export class ModelRig {
  private constructor(readonly counterpart: ModelCounterpart) {}

  static async start(): Promise<ModelRig> {
    return new ModelRig(await new ModelCounterpart().start());
  }

  /** @throws Error when the mesh was started without it */
  static of({ model }: { readonly model?: ModelRig }): ModelRig {
    if (!model) throw new Error('the mesh was started without the counterpart of a model');
    return model;
  }

  get environment(): Record<string, string> {
    return { OPENAI_BASE_URL: this.counterpart.url };
  }
}
