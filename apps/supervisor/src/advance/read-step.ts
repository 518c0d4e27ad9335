import type { CompleteStep, DataOf, Draft, FailStep, RecordDelivery, StepResult, Wake } from '@mesh/contracts';
import { contentHashOf, hashOf } from '@mesh/kernel';
import type {
  CompleteStepInput,
  DraftInput,
  FailStepInput,
  RecordDeliveryInput,
  StepAnswer,
  WakeInput,
} from '../workflow/decide/workflow-input';
import { citedBy } from './cited-by';
import type { Reading } from './reading';
import type { SomeTexts } from './turn-texts';

export const readDraft = (draft: Draft, policyVersion: number): DraftInput => ({
  text: hashOf(draft),
  contentHash: contentHashOf(draft, policyVersion),
  cited: citedBy(draft),
});

interface ReadAnswer {
  readonly answer: StepAnswer;
  readonly texts: SomeTexts;
}

function readResult(result: StepResult, policyVersion: number): ReadAnswer {
  switch (result.kind) {
    case 'evidence_found':
      return readEvidence(result);
    case 'drafted':
      return { answer: { kind: 'drafted', ...readDraft(result.draft, policyVersion) }, texts: { draft: result.draft } };
    case 'reviewed':
      return readVerdict(result);
    case 'handover_prepared': {
      const { kind, queue, dueAt } = result;
      return { answer: { kind, queue, dueAt, text: hashOf(result.package) }, texts: { package: result.package } };
    }
    default:
      return { answer: result, texts: {} };
  }
}

function readEvidence({ kind, found }: Extract<StepResult, { kind: 'evidence_found' }>): ReadAnswer {
  const { answerable, confidence, reasons } = found;
  const evidence = found.evidence.map(({ documentId, documentVersion, score }) => ({
    documentId,
    documentVersion,
    score,
  }));
  const text = hashOf(found.evidence);
  return { answer: { kind, text, evidence, answerable, confidence, reasons }, texts: { evidence: found.evidence } };
}

function readVerdict({ kind, verdict }: Extract<StepResult, { kind: 'reviewed' }>): ReadAnswer {
  const feedback = verdict.feedback ?? '';
  const { outcome, checks } = verdict;
  return { answer: { kind, outcome, checks, feedback: hashOf(feedback) }, texts: { feedback } };
}

export function readCompleteStep(data: DataOf<typeof CompleteStep>, policyVersion: number): Reading<CompleteStepInput> {
  const { answer, texts } = readResult(data.result, policyVersion);
  return { input: { kind: 'complete_step', step: data.step, answer, work: data.work }, texts };
}

export const readFailStep = (data: DataOf<typeof FailStep>): Reading<FailStepInput> => ({
  input: { kind: 'fail_step', ...data },
  texts: {},
});

export const readWake = (data: DataOf<typeof Wake>): Reading<WakeInput> => ({
  input: { kind: 'wake', ...data },
  texts: {},
});

export const readDelivery = (data: DataOf<typeof RecordDelivery>): Reading<RecordDeliveryInput> => ({
  input: { kind: 'record_delivery', ...data },
  texts: {},
});
