import type * as catalog from '../charts';
import type { addons } from '../charts/addons';
import type { Overlay } from '../platform/overlay';
import { dev } from './dev';
import { production } from './production';
import { productionEks } from './production-eks';
import { staging } from './staging';
import { readTenants } from './tenants';

/**
 * Every installation: those with a file of their own, and the tenants of the roster.
 * @throws ProblemError with every fault of the roster
 */
export const allOverlays = (): readonly Overlay<typeof catalog, typeof addons>[] => [
  dev,
  staging,
  production,
  productionEks,
  ...readTenants(new URL('tenants.yaml', import.meta.url)),
];
