import {
  Database,
  DatabaseRole,
  DatabaseSpecEnsure as Ensure,
  DatabaseSpecDatabaseReclaimPolicy as KeepDatabase,
  DatabaseRoleSpecDatabaseRoleReclaimPolicy as KeepRole,
  DatabaseRoleSpecEnsure as RoleEnsure,
} from '../../imports/postgresql.cnpg.io';
import type { ServiceChart } from '../../platform/chart';
import type { Claim } from '../../platform/service';
import { CLUSTER } from './cluster';

/** Made by PostgreSQL, or reserved by it for roles or databases. */
const SERVERS_OWN = ['none', 'postgres', 'public', 'template0', 'template1'];

/** `postgres-<name>` is a Secret of the operator. Source: cloudnative-pg v1.30.0, api/v1/cluster_types.go. */
const OPERATORS_OWN = ['app', 'ca', 'replication', 'server', 'superuser'];

/**
 * The name of a database that may be claimed, which also names its role and, with a prefix, its Secret.
 * @throws RangeError where it is taken, or cannot name all three
 */
export function databaseName(name: string): string {
  if ([...SERVERS_OWN, ...OPERATORS_OWN].includes(name))
    throw new RangeError(`database "${name}" is reserved; claim one of another name`);
  if (!/^[a-z]([-a-z0-9]{0,51}[a-z0-9])?$/.test(name))
    throw new RangeError(`database "${name}" must be a lower-case word of at most 53 letters, digits and dashes`);
  return name;
}

/**
 * A role and a database for each claim; both outlive their removal here. A database without its owner fails, so roles
 * come first.
 */
export function databases(chart: ServiceChart, claims: readonly Claim[]): void {
  for (const claim of claims) {
    role(chart, claim);
    database(chart, claim);
  }
}

function role(chart: ServiceChart, { user, secret }: Claim): void {
  new DatabaseRole(chart, `role-${user}`, {
    metadata: { name: user, annotations: { 'argocd.argoproj.io/sync-wave': '1' } },
    spec: {
      cluster: { name: CLUSTER },
      name: user,
      ensure: RoleEnsure.PRESENT,
      login: true,
      passwordSecret: { name: secret },
      databaseRoleReclaimPolicy: KeepRole.RETAIN,
    },
  });
}

function database(chart: ServiceChart, { name, user }: Claim): void {
  new Database(chart, `database-${name}`, {
    metadata: { name, annotations: { 'argocd.argoproj.io/sync-wave': '2' } },
    spec: {
      cluster: { name: CLUSTER },
      name,
      ensure: Ensure.PRESENT,
      owner: user,
      databaseReclaimPolicy: KeepDatabase.RETAIN,
    },
  });
}
