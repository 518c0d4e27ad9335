import { defineJob } from '@mesh/jobs';
import { z } from 'zod';

const QUEUE = 'embeddings';
const Nothing = z.object({});
const thorough = { queue: QUEUE, timeoutMs: 600_000 };

/** Embeds what has changed in the knowledge of a tenant, so that no ticket has to wait for it. */
export const CatchUpIndex = defineJob('catch_up_index', Nothing, { queue: QUEUE, priority: 3 });

/** Builds the index of a tenant anew beside the old one, which answers until the new one takes its place. */
export const RebuildIndex = defineJob('rebuild_index', Nothing, { ...thorough, priority: 7 });

/** Removes passages from the index of a tenant that are not live. */
export const CleanIndex = defineJob('clean_index', Nothing, { ...thorough, priority: 8 });

/** Looks at the indexes of all tenants and orders what was never ordered, or was lost. */
export const SweepIndexes = defineJob('sweep_indexes', Nothing, { ...thorough, priority: 2 });
/** Orders the cleaning of the indexes of all tenants. */
export const CleanIndexes = defineJob('clean_indexes', Nothing, { queue: QUEUE, priority: 8 });
