import { bytes } from '../../manifest/quantity';
import { atLeast, type Check, type Checks, odd } from '../../platform/settings';

/** What an overlay may change about Doris. */
export interface Settings {
  /** Servers that take queries and keep the metadata. All of them vote, so their number is odd. It never goes down. */
  readonly frontend: Servers;
  /** Servers that keep the data and compute. From three on every table has three copies, below as many as servers. */
  readonly backend: Servers;
}

/** Servers of one kind. */
export interface Servers {
  readonly replicas: number;
  /** CPU each server asks for. */
  readonly cpu: string;
  /** Memory of each server; heap and the limit of queries are computed from it. */
  readonly memory: string;
  /** Volume of each server. */
  readonly storage: string;
}

/** A small highly available production: a quorum of three, and three copies of the data. */
export const defaults: Settings = {
  frontend: { replicas: 3, cpu: '1000m', memory: '4Gi', storage: '20Gi' },
  backend: { replicas: 3, cpu: '2000m', memory: '8Gi', storage: '100Gi' },
};

const amount =
  (least: string): Check =>
  (value) =>
    bytes(value) >= bytes(least) ? undefined : `at least ${least}`;

/** A frontend with less than 5 GB free stops. Source: Doris, FE configuration, `metadata_disk_reserved_bytes`. */
export const accepts: Checks<Settings> = {
  frontend: { replicas: odd, memory: amount('2Gi'), storage: amount('10Gi') },
  backend: { replicas: atLeast(1), memory: amount('4Gi'), storage: amount('10Gi') },
};
