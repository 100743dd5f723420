import { groupKind } from '../kinds';
import type { Manifest } from '../types';
import { certManager } from './cert-manager';
import { cloudNativePg } from './cloudnative-pg';
import { dorisOperator } from './doris';
import { eck } from './eck';
import { externalSecrets } from './external-secrets';
import type { Made, Makers, Neighbours } from './made';
import { prometheusOperator } from './prometheus-operator';
import { strimzi } from './strimzi';

export type { Made, MadeEntry, MadeLink, MadePort, MadeSecret, MadeService, MadeVisit, Neighbours } from './made';

const MAKERS: Makers = {
  ...certManager,
  ...cloudNativePg,
  ...dorisOperator,
  ...eck,
  ...externalSecrets,
  ...prometheusOperator,
  ...strimzi,
};

const NOTHING: Made = {};

/** What an operator makes of a manifest; empty for kinds nobody described here. */
export const madeOf = (manifest: Manifest, neighbours: Neighbours): Made => {
  const kind = groupKind(manifest);
  return Object.hasOwn(MAKERS, kind) ? (MAKERS[kind]?.(manifest, neighbours) ?? NOTHING) : NOTHING;
};
