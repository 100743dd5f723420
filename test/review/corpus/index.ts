import { HELD_OUT } from '../held-out/index';
import type { Case } from './case';
import { exposure } from './exposure';
import { identity } from './identity';
import { jobs } from './jobs';
import { strimzi } from './kafka';
import { operations } from './operations';
import { postgres } from './postgres';
import { searchAndWarehouse } from './search-and-warehouse';
import { secrets } from './secrets';
import { settings } from './settings';
import { storage } from './storage';
import { traffic } from './traffic';
import { workloads } from './workloads';

/** All labelled changes, by what they are about. */
export const CORPUS: Readonly<Record<string, readonly Case[]>> = {
  workloads,
  jobs,
  storage,
  exposure,
  traffic,
  settings,
  postgres,
  kafka: strimzi,
  'search and warehouse': searchAndWarehouse,
  secrets,
  operations,
  'what Argo CD takes for another': identity,
  ...Object.fromEntries(Object.entries(HELD_OUT).map(([about, cases]) => [`held out: ${about}`, cases])),
};
