import type { Fields } from '../../manifest/types';
import { amountOf } from '../amounts';
import { error, type Verdict, warning } from '../finding';
import { beside, filed } from '../memory-beside';
import { memoryUsesIn } from '../memory-use';
import { query } from '../query';
import type { Item, Tree } from '../tree';

/** Where Strimzi's resources have options of a JVM, each beside the resources of its container. */
const JVMS: Readonly<Record<string, readonly string[]>> = {
  Kafka: ['spec.kafka', 'spec.cruiseControl', 'spec.entityOperator.topicOperator', 'spec.entityOperator.userOperator'],
  KafkaBridge: ['spec'],
  KafkaConnect: ['spec'],
  KafkaMirrorMaker2: ['spec'],
  KafkaNodePool: ['spec'],
};

/** `-Xmx`, `-Xms` and `-XX` as keys of a map, as the command line they become. Source: Strimzi, JvmOptions. */
const commandLine = ({ '-Xms': first, '-Xmx': most, '-XX': flags = {} }: Fields): string =>
  [
    ...(first === undefined ? [] : [`-Xms${first}`]),
    ...(most === undefined ? [] : [`-Xmx${most}`]),
    ...Object.entries(flags).map(([name, value]) => `-XX:${name}=${value}`),
  ].join(' ');

const jvms = (item: Item, paths: readonly string[]): readonly Verdict[] =>
  paths
    .flatMap((path) => query(item.manifest, path))
    .filter(({ value }) => typeof value.jvmOptions === 'object')
    .flatMap(({ at, value }) =>
      memoryUsesIn(commandLine(value.jvmOptions)).flatMap((use) =>
        beside({ item, at: `${at}.jvmOptions`, of: `The JVM of ${item.object}`, use }, value.resources?.limits?.memory),
      ),
    );

/** Doris reads the options of its JVMs from a file of its own. Source: doris-operator, ConfigMapInfo. */
const doris = (tree: Tree, item: Item): readonly Verdict[] =>
  ['feSpec', 'beSpec'].flatMap((part) => {
    const { configMapInfo, limits } = item.manifest.spec?.[part] ?? {};
    const config = tree.find('ConfigMap', item.namespace, configMapInfo?.configMapName);
    if (!config) return [];
    return filed(config, `The ${part} of ${item.object}`).flatMap((told) => beside(told, limits?.memory));
  });

/** Share of memory beyond which more buffers are of no use. Source: PostgreSQL docs, shared_buffers. */
const MOST_BUFFERS = 0.4;

const UNITS: Readonly<Record<string, number>> = { B: 1, kB: 1024, MB: 1024 ** 2, GB: 1024 ** 3, TB: 1024 ** 4 };
const PAGE = 8192;

/** An amount of memory as PostgreSQL reads it; without a unit it counts pages. Source: its docs, Setting Parameters. */
const buffersOf = (text: string): number => {
  const [, number, unit] = /^\s*(\d+(?:\.\d+)?)\s*(B|kB|MB|GB|TB)?\s*$/.exec(text) ?? [];
  return number === undefined ? Number.NaN : Number(number) * (unit === undefined ? PAGE : (UNITS[unit] ?? Number.NaN));
};

const AT = 'spec.postgresql.parameters.shared_buffers';

const postgres = (item: Item): readonly Verdict[] => {
  const { postgresql, resources } = item.manifest.spec ?? {};
  const [buffers, limit] = [postgresql?.parameters?.shared_buffers, resources?.limits?.memory];
  const share = buffersOf(String(buffers)) / amountOf(limit);
  if (share >= 1) {
    const message = `PostgreSQL does not start: shared_buffers of ${buffers} leave nothing of its memory limit of ${limit}.`;
    return [error(item, AT, message, 'Give it a quarter of the limit.')];
  }
  if (!(share > MOST_BUFFERS)) return [];
  const message = `shared_buffers of ${buffers} are more than 40 % of the memory limit of ${limit}; sessions and the cache of files need the rest.`;
  return [warning(item, AT, message, 'Give it a quarter of the limit.')];
};

/** What custom resources say about memory beside the limits they give their containers. */
export const operatorMemory = (tree: Tree): readonly Verdict[] => [
  ...Object.entries(JVMS).flatMap(([kind, paths]) =>
    tree.ofKind(`kafka.strimzi.io/${kind}`).flatMap((item) => jvms(item, paths)),
  ),
  ...tree.ofKind('doris.selectdb.com/DorisCluster').flatMap((item) => doris(tree, item)),
  ...tree.ofKind('postgresql.cnpg.io/Cluster').flatMap(postgres),
];
