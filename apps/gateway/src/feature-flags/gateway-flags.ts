import { FeatureFlagsModule } from '@mesh/bootstrap';
import { PgFlagSource } from './pg-feature-flags';

/** The gateway's own switches, from its own table. */
export const gatewayFlags = FeatureFlagsModule.from(PgFlagSource);
