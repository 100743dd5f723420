import { bytes } from '../../manifest/quantity';
import { atLeast, type Check, type Checks, oneOf } from '../../platform/settings';

/** What an overlay may change about Trino. */
export interface Settings {
  /** Workers besides the one coordinator; with 0 the coordinator computes as well. */
  readonly workers: number;
  /** Workers up to which KEDA adds some when there is much to do; not above `workers`, it adds none. */
  readonly mostWorkers: number;
  readonly coordinator: Node;
  readonly worker: Node;
  /** Disk each node may use for what a query has no memory for. It goes with the pod. */
  readonly spill: string;
  /** Minutes a stopping worker may take to finish its part of running queries. */
  readonly drainMinutes: number;
  /** What is run again when a worker is lost: `NONE`, the whole `QUERY`, or only its `TASK`, which suits long queries. */
  readonly retryPolicy: string;
  /** How many queries run and wait at a time. */
  readonly queries: Queries;
  /** Kafka topics that appear as tables of messages: `topic`, or `schema.topic`. */
  readonly kafkaTables: readonly string[];
  /** A catalog of generated data, for trying things out. */
  readonly tpch: boolean;
}

interface Queries {
  /** Queries that run at a time. */
  readonly running: number;
  /** Of these, queries of one user. */
  readonly perUser: number;
  /** Queries that may wait; further ones are refused. */
  readonly waiting: number;
}

interface Node {
  /** CPU the node asks for. */
  readonly cpu: string;
  /** Memory of the node; heap and the limits of queries are computed from it. */
  readonly memory: string;
}

/** A small production: a coordinator that only plans, and two workers. */
export const defaults: Settings = {
  workers: 2,
  mostWorkers: 0,
  coordinator: { cpu: '1000m', memory: '8Gi' },
  worker: { cpu: '4000m', memory: '16Gi' },
  spill: '20Gi',
  drainMinutes: 10,
  retryPolicy: 'NONE',
  queries: { running: 30, perUser: 10, waiting: 200 },
  kafkaTables: [],
  tpch: false,
};

const amount =
  (least: string): Check =>
  (value) =>
    bytes(value) >= bytes(least) ? undefined : `at least ${least}`;

const topics: Check = (value) =>
  value.every((topic: unknown) => typeof topic === 'string' && /^([a-z0-9_]+\.)?[a-z0-9_-]+$/.test(topic))
    ? undefined
    : 'a list of topics in lower case, each perhaps after the name of a schema and a dot';

/** Below these amounts of memory what the JVM needs for itself leaves nothing for a query. */
export const accepts: Checks<Settings> = {
  workers: atLeast(0),
  mostWorkers: atLeast(0),
  coordinator: { memory: amount('1Gi') },
  worker: { memory: amount('1Gi') },
  spill: amount('1Gi'),
  drainMinutes: atLeast(1),
  retryPolicy: oneOf('NONE', 'QUERY', 'TASK'),
  queries: { running: atLeast(1), perUser: atLeast(1), waiting: atLeast(0) },
  kafkaTables: topics,
};
