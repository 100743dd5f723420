import type { Fields, Manifest } from '../../../manifest/types';
import { type Entrances, type EntrancesOf, OUTSIDE, pairs } from './entrance';

const listeners = ({ spec = {} }: Manifest): Entrances =>
  pairs([
    ...(spec.kafka?.listeners ?? []).flatMap(({ name, type, tls, authentication, port }: Fields) => [
      [`listener ${name} ${type}`, `Clients may connect on port ${port} (listener '${name}', ${type}).`] as const,
      ...(authentication ? [] : [[`anybody ${name}`, `Listener '${name}' asks nobody for credentials.`] as const]),
      ...(tls === true ? [] : [[`plain ${name}`, `Listener '${name}' is not encrypted.`] as const]),
    ]),
    ...(spec.kafka?.authorization ? [] : [['acl', 'Every client may do everything.'] as const]),
    ...(spec.kafka?.authorization?.superUsers ?? []).map(
      (user: string) => [`super ${user}`, `${user} may do everything.`] as const,
    ),
  ]);

const database = ({ spec = {} }: Manifest): Entrances =>
  pairs([
    ...(spec.postgresql?.pg_hba ?? [])
      .filter((line: string) => !line.trim().endsWith('reject'))
      .map((line: string) => [`hba ${line}`, `The line '${line}' lets clients in.`] as const),
    ...(spec.managed?.services?.additional ?? []).map(
      (extra: Fields) =>
        [`service ${extra?.serviceTemplate?.metadata?.name}`, 'A Service more leads to the database.'] as const,
    ),
  ]);

const http = ({ spec = {} }: Manifest): Entrances => {
  const type = spec.http?.service?.spec?.type;
  return pairs(OUTSIDE.has(type) ? [[`type ${type}`, `The Service is reached from outside (${type}).`]] : []);
};

/** Settings of Elasticsearch that let in who has no credentials. Source: Elasticsearch, security settings. */
const anonymous = ({ spec = {} }: Manifest): readonly (readonly [string, string])[] =>
  (spec.nodeSets ?? []).flatMap(({ config = {} }: Fields) => [
    ...(config['xpack.security.authc.anonymous.roles']
      ? [['anonymous', 'Requests without credentials are answered too.'] as const]
      : []),
    ...(config['xpack.security.enabled'] === false ? [['open', 'Nobody is asked for credentials.'] as const] : []),
  ]);

const search = (manifest: Manifest): Entrances => pairs([...http(manifest), ...anonymous(manifest)]);

const warehouse = ({ spec = {} }: Manifest): Entrances =>
  pairs(
    ['feSpec', 'beSpec', 'cnSpec', 'brokerSpec']
      .map((part) => [part, spec[part]?.service?.type] as const)
      .filter(([, type]) => OUTSIDE.has(type))
      .map(([part, type]) => [`${part} ${type}`, `The Service of ${part} is reached from outside (${type}).`]),
  );

const stores = ({ spec = {} }: Manifest): Entrances =>
  pairs(
    (spec.conditions ?? [{}]).flatMap((condition: Fields) => [
      [`condition ${JSON.stringify(condition)}`, 'More namespaces may read secrets through the store.'] as const,
    ]),
  );

const acls = ({ spec = {} }: Manifest): Entrances =>
  pairs([
    ...(spec.authorization?.acls ?? []).flatMap(({ operations, resource, type = 'allow' }: Fields) =>
      type === 'deny'
        ? []
        : (operations ?? []).map(
            (operation: string) =>
              [
                `${operation} ${JSON.stringify(resource)}`,
                `The user may now ${operation} ${resource?.type} ${resource?.name ?? ''}.`,
              ] as const,
          ),
    ),
    ...(spec.authorization ? [] : [['acl', 'The user is not limited by rules of its own.'] as const]),
  ]);

/** What operators open by their resources. Sources: their CRDs and docs. */
export const entrancesOfOperators: EntrancesOf = {
  Kafka: listeners,
  KafkaUser: acls,
  Cluster: database,
  Elasticsearch: search,
  Kibana: http,
  DorisCluster: warehouse,
  ClusterSecretStore: stores,
};
