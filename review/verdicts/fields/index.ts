import { groupKind } from '../../../manifest/kinds';
import type { Manifest } from '../../../manifest/types';
import { cloudNativePg } from './cloudnative-pg';
import { cluster } from './cluster';
import type { Effect, FieldTables } from './effect';
import { metadataEffect } from './metadata';
import { operations } from './operations';
import { searchAndWarehouse } from './search-and-warehouse';
import { secretsAndCertificates } from './secrets-and-certificates';
import { strimzi } from './strimzi';
import { traffic } from './traffic';
import { workloads } from './workloads';

const TABLES: FieldTables = {
  ...cloudNativePg,
  ...cluster,
  ...operations,
  ...searchAndWarehouse,
  ...secretsAndCertificates,
  ...strimzi,
  ...traffic,
  ...workloads,
};

type Matcher = readonly [steps: readonly string[], effect: Effect];

const MATCHERS = new Map<string, readonly Matcher[]>();

const matchersOf = (kind: string): readonly Matcher[] => {
  const known = MATCHERS.get(kind);
  if (known) return known;
  const table = Object.hasOwn(TABLES, kind) ? (TABLES[kind] ?? {}) : {};
  const matchers = Object.entries(table).map(([pattern, effect]): Matcher => [pattern.split('.'), effect]);
  MATCHERS.set(kind, matchers);
  return matchers;
};

const sameStep = (pattern: string, step: string): boolean =>
  pattern === step || pattern === '*' || (pattern === '[]' && step.startsWith('['));

function matches(pattern: readonly string[], path: readonly string[]): boolean {
  const open = pattern.at(-1) === '**';
  const steps = open ? pattern.slice(0, -1) : pattern;
  if (open ? path.length < steps.length : path.length !== steps.length) return false;
  return steps.every((step, index) => sameStep(step, path[index] ?? ''));
}

/** Whether anything is known here of a manifest's kind. */
export const isKnownKind = (manifest: Manifest): boolean => Object.hasOwn(TABLES, groupKind(manifest));

/** What a change of one field leads to; `undefined` when nobody described the kind or the field. */
export const effectOf = (manifest: Manifest, path: readonly string[]): Effect | undefined => {
  const kind = groupKind(manifest);
  if (path.length === 1 && path[0] === 'apiVersion') return sameObject;
  return metadataEffect(path) ?? matchersOf(kind).find(([pattern]) => matches(pattern, path))?.[1];
};

const sameObject: Effect = () => ({
  risk: 'no-restart',
  rule: 'live-update',
  reason: 'The object is written in another version of its API; it is the same object.',
  remedy: 'Check that the cluster serves that version.',
});
