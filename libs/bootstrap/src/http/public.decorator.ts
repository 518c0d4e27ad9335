import { SetMetadata } from '@nestjs/common';

export const PUBLIC_ROUTE = 'mesh:public';

/** The route needs no credentials. */
export const Public = (): ClassDecorator & MethodDecorator => SetMetadata(PUBLIC_ROUTE, true);
