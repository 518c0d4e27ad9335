import { defineJob } from '@mesh/jobs';
import { z } from 'zod';

/** Brings the index of a tenant up to date, so that no ticket has to wait for it. */
export const CatchUpIndex = defineJob('catch_up_index', z.object({}), { priority: 3 });

/** Builds the index of a tenant anew beside the old one. */
export const RebuildIndex = defineJob('rebuild_index', z.object({}), { priority: 7, timeoutMs: 600_000 });
