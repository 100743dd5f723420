import { datahub } from '../../charts/datahub';
import { kafka } from '../../charts/kafka';
import { minio } from '../../charts/minio';
import { postgres } from '../../charts/postgres';
import { search } from '../../charts/search';
import type { Fields, Manifest } from '../../manifest/types';
import type { Built } from '../../platform/build';
import type { Service } from '../../platform/service';
import { built, ofKind } from '../toy';

const services = Object.fromEntries(
  ([datahub, kafka, minio, postgres, search] as readonly unknown[] as readonly Service[]).map((service) => [
    service.name,
    service,
  ]),
);

/** What DataHub uses, run by somebody else. */
const OTHERS = {
  kafka: { external: { host: 'kafka.example.test', port: 9093 } },
  minio: false,
  postgres: { external: { host: 'db.example.test', port: 5432, sslmode: 'verify-full' } },
  search: { external: { host: 'search.example.test', port: 443 } },
};

/** DataHub with these settings. */
export const tree = (settings: Fields = true): Built => built({ services: { ...OTHERS, datahub: settings } }, services);
/** One copy of everything. */
export const ONE = { gms: { replicas: 1 }, frontend: { replicas: 1 } };

/** An object of DataHub's. */
export const named = (kind: string, name: string, from = tree()): Manifest => {
  const found = ofKind(from, kind, 'datahub').find(({ metadata }) => metadata.name === name);
  if (!found) throw new Error(`no ${kind} ${name}`);
  return found;
};
/** Names of DataHub's objects of one kind. */
export const names = (kind: string, from: Built): readonly string[] =>
  ofKind(from, kind, 'datahub').map(({ metadata }) => metadata.name);
/** The pod of one of its Deployments. */
export const pod = (name: string, from = tree()): Fields => named('Deployment', name, from).spec.template.spec;
const updates = (from = tree()): readonly Manifest[] => ofKind(from, 'Job', 'datahub');
/** The Job of one half of the update. */
export const update = (step: string, from = tree()): Manifest => {
  const found = updates(from).find(({ spec }) => spec.template.spec.containers[0].args.includes(step));
  if (!found) throw new Error(`no Job for ${step}`);
  return found;
};
/** Variables of the first container of a pod: text, or key of a Secret. */
export const envOf = ({ containers }: Fields): Fields =>
  Object.fromEntries(
    containers[0].env.map(({ name, value, valueFrom }: Fields) => [name, value ?? valueFrom.secretKeyRef]),
  );
/** Variables of one of its Deployments. */
export const env = (name: string, from = tree()): Fields => envOf(pod(name, from));
/** Sync wave of an object within its Application. */
export const wave = ({ metadata }: Manifest): string => metadata.annotations?.['argocd.argoproj.io/sync-wave'] ?? '0';
