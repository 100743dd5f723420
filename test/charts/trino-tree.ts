import { iceberg } from '../../charts/iceberg';
import { kafka } from '../../charts/kafka';
import { minio } from '../../charts/minio';
import { postgres } from '../../charts/postgres';
import { schemaRegistry } from '../../charts/schema-registry';
import { trino } from '../../charts/trino';
import type { Fields, Manifest } from '../../manifest/types';
import type { Service } from '../../platform/service';
import { built, ofKind } from '../toy';

/** Trino and everything it may use. */
export const services = Object.fromEntries(
  ([iceberg, kafka, minio, postgres, schemaRegistry, trino] as readonly unknown[] as readonly Service[]).map(
    (service) => [service.name, service],
  ),
);

/** The services Trino uses; those that need operators are run by somebody else. */
export const OTHERS = {
  iceberg: true,
  minio: { external: { host: 'minio.example.test', port: 9000 } },
  postgres: { external: { host: 'db.example.test', port: 5432 } },
  kafka: { external: { host: 'kafka.example.test', port: 9093 } },
};

/** Trino with these settings, beside others that somebody else runs. */
export const tree = (settings: Fields = true, others: Fields = {}) =>
  built({ services: { ...OTHERS, ...others, trino: settings } }, services);

/** An object of Trino's. */
export const named = (kind: string, name: string, from = tree()): Manifest => {
  const found = ofKind(from, kind, 'trino').find(({ metadata }) => metadata.name === name);
  if (!found) throw new Error(`no ${kind} ${name}`);
  return found;
};

/** The pod of one of Trino's Deployments. */
export const pod = (name: string, from = tree()): Fields => named('Deployment', name, from).spec.template.spec;

/** Its one container. */
export const container = (name: string, from = tree()): Fields => pod(name, from).containers[0];

/** A properties file as its keys and values. */
const properties = (text: string): Fields =>
  Object.fromEntries(
    text
      .trim()
      .split('\n')
      .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  );

/** A properties file of one of Trino's ConfigMaps. */
export const file = (config: string, name: string, from = tree()): Fields =>
  properties(named('ConfigMap', config, from).data[name]);
