import { SetMetadata, applyDecorators } from '@nestjs/common';
import { MAY, type Permission, type Role } from './permissions';

export const ROUTE_ROLES = 'mesh:roles';
export const ROUTE_PERMISSION = 'mesh:permission';

/** Opens a route, or every route of a controller, to these roles and to `admin`. Without it a route is closed. */
export const Roles = (...roles: readonly Role[]): ClassDecorator & MethodDecorator => SetMetadata(ROUTE_ROLES, roles);

/** Opens it to whoever has a permission: by the role, and by the scopes of the key where it has some. */
export const May = (permission: Permission): ClassDecorator & MethodDecorator =>
  applyDecorators(Roles(...MAY[permission]), SetMetadata(ROUTE_PERMISSION, permission));

export const BOOTSTRAP_ONLY = 'mesh:bootstrap-only';

/** Narrows a route to the first admin key of the installation. */
export const BootstrapOnly = (): ClassDecorator & MethodDecorator => SetMetadata(BOOTSTRAP_ONLY, true);
