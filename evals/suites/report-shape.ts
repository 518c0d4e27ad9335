import { z } from 'zod';

const share = z.number().min(0).max(1);
const count = z.int().min(0);
const correlation = z.number().min(-1).max(1);
const shop = z.looseObject({ mcc: correlation, n: count });
const personalData = z.looseObject({ recall: share, missed: count, n: count });
const answers = z.looseObject({
  keyFactRecall: share,
  baseline: share,
  sent: share,
  unsupportedSentences: count,
  n: count,
});

/**
 * What is in the file that `npm run eval -- --suite all --json FILE` writes. A run of some suites writes their parts only.
 * Parts may say more than this; what stands here stays.
 */
export const EvalReport = z.looseObject({
  triage: z.looseObject({
    banking77: z.looseObject({ accuracy: share, macroF1: share, n: count }),
    clinc150: z.looseObject({ inScopeAccuracy: share, oosRecall: share, n: count }),
    hint3: z.looseObject({ curekart: shop, powerplay11: shop, sofmattress: shop }),
    fewShot: z.looseObject({ banking77: z.looseObject({ accuracy: share, n: count }) }),
  }),
  escalation: z.looseObject({ hint3: z.looseObject({ f1: share, n: count }) }),
  retrieval: z.looseObject({
    techqa: z.looseObject({ recall5: share, ndcg10: share, n: count }),
    wixqa: z.looseObject({ recall5: share, ndcg10: share, n: count }),
    stackfaq: z.looseObject({ threadMrr10: share, n: count }),
    tau2bank: z.looseObject({ recall10: share, ndcg10: share, n: count }),
    internalToCustomers: count,
  }),
  abstain: z.looseObject({ near: z.looseObject({ auroc: share, coverage: share, refusal: share, n: count }) }),
  answers: answers.extend({ wixqa: answers, techqa: answers }),
  injection: z.looseObject({
    /** null: left out with `--rows 0`. */
    acted: count.nullable(),
    detectionRecall: share,
    falseAlarms: share,
    notInjectFalseAlarms: share,
  }),
  gate: z.looseObject({
    caught: share,
    falseBlocks: share,
    perClass: z.record(z.string(), z.looseObject({ caught: share, n: count })),
  }),
  pii: z.object({
    email: personalData,
    card: personalData,
    iban: personalData,
    phone: personalData,
    ssn: personalData,
    ip: personalData,
    otherTokensMasked: share,
  }),
});
export type EvalReport = z.output<typeof EvalReport>;
