import { SetMetadata } from '@nestjs/common';
import type { Role } from './permissions';

export const ROUTE_ROLES = 'mesh:roles';

/** Opens a route, or every route of a controller, to these roles and to `admin`. Without it a route is closed. */
export const Roles = (...roles: readonly Role[]): ClassDecorator & MethodDecorator => SetMetadata(ROUTE_ROLES, roles);

export const BOOTSTRAP_ONLY = 'mesh:bootstrap-only';

/** Narrows a route to the first admin key of the installation. */
export const BootstrapOnly = (): ClassDecorator & MethodDecorator => SetMetadata(BOOTSTRAP_ONLY, true);
