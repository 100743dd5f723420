import {
  KafkaUser,
  KafkaUserSpecAuthenticationType,
  type KafkaUserSpecAuthorizationAcls,
  KafkaUserSpecAuthorizationAclsOperations,
  KafkaUserSpecAuthorizationAclsResourcePatternType,
  KafkaUserSpecAuthorizationAclsResourceType,
  KafkaUserSpecAuthorizationType,
  type KafkaUserSpecQuotas,
} from '../../imports/kafka.strimzi.io';
import { byCodeUnit } from '../../manifest/types';
import type { ServiceChart } from '../../platform/chart';
import type { Claim } from '../../platform/service';
import { CLUSTER } from './names';

const { DESCRIBE, DESCRIBE_CONFIGS, READ, WRITE } = KafkaUserSpecAuthorizationAclsOperations;
const { LITERAL, PREFIX } = KafkaUserSpecAuthorizationAclsResourcePatternType;
const { TOPIC, GROUP, TRANSACTIONAL_ID } = KafkaUserSpecAuthorizationAclsResourceType;

/** What one consumer may ask of each broker, so that none of them takes it from the others; 0 sets no limit. */
export interface Limits {
  /** MiB a second it may write. */
  readonly writeMiB: number;
  /** MiB a second it may read. */
  readonly readMiB: number;
  /** Share of a broker's threads, in per cent of one thread. */
  readonly requestPercent: number;
}

const MIB = 1024 ** 2;

/** Brokers slow a user down who goes over them. Source: Kafka documentation, Quotas; Strimzi, `KafkaUser.spec.quotas`. */
const quotasOf = ({ writeMiB, readMiB, requestPercent }: Limits): KafkaUserSpecQuotas => ({
  ...(writeMiB > 0 ? { producerByteRate: writeMiB * MIB } : {}),
  ...(readMiB > 0 ? { consumerByteRate: readMiB * MIB } : {}),
  ...(requestPercent > 0 ? { requestPercentage: requestPercent } : {}),
});

/** One KafkaUser for each login, with the rights of all its claims together. */
export function users(chart: ServiceChart, claims: readonly Claim[], limits: Limits): void {
  const quotas = quotasOf(limits);
  const logins = new Map(claims.map(({ user, secret }) => [user, secret]));
  for (const [name, secret] of [...logins].sort(([a], [b]) => byCodeUnit(a, b)))
    new KafkaUser(chart, `user-${name}`, {
      metadata: { name, labels: { 'strimzi.io/cluster': CLUSTER } },
      spec: {
        authentication: {
          type: KafkaUserSpecAuthenticationType.SCRAM_HYPHEN_SHA_HYPHEN_512,
          password: { valueFrom: { secretKeyRef: { name: secret, key: 'password' } } },
        },
        authorization: {
          type: KafkaUserSpecAuthorizationType.SIMPLE,
          acls: rights(
            name,
            claims.filter(({ user }) => user === name),
          ),
        },
        ...(Object.keys(quotas).length > 0 ? { quotas } : {}),
      },
    });
}

const reads = ({ kind, detail }: Claim): boolean => kind === 'reader' || detail.access !== 'write';
const writes = ({ kind, detail }: Claim): boolean => kind === 'topic' && detail.access !== 'read';

/**
 * The operations each role needs. Who reads also needs a consumer group, who writes perhaps a transaction; both begin
 * with the user's name unless the claim says otherwise, so that nobody takes part in those of others. Source: Kafka documentation, Authorization and
 * ACLs, "Operations and Resources on Protocols".
 */
function rights(user: string, claims: readonly Claim[]): KafkaUserSpecAuthorizationAcls[] {
  const names = [...new Set(claims.map(topicOf))].sort(byCodeUnit);
  const on = (name: string) => claims.filter((claim) => topicOf(claim) === name);
  return [
    ...names.map((name) => ({
      resource: { type: TOPIC, name, patternType: LITERAL },
      operations: [
        DESCRIBE,
        DESCRIBE_CONFIGS,
        ...(on(name).some(reads) ? [READ] : []),
        ...(on(name).some(writes) ? [WRITE] : []),
      ],
    })),
    ...groups(user, claims).map((prefix) => own(GROUP, prefix, READ)),
    ...(claims.some(writes) ? [own(TRANSACTIONAL_ID, user, WRITE)] : []),
  ];
}

/** What the names of the consumer's groups begin with. */
const groups = (user: string, claims: readonly Claim[]): readonly string[] =>
  [...new Set(claims.filter(reads).map(({ detail }) => String(detail.groups ?? user)))].sort(byCodeUnit);

const topicOf = ({ kind, name }: Claim): string => (kind === 'reader' ? '*' : name);

const own = (
  type: KafkaUserSpecAuthorizationAclsResourceType,
  prefix: string,
  operation: KafkaUserSpecAuthorizationAclsOperations,
): KafkaUserSpecAuthorizationAcls => ({
  resource: { type, name: prefix, patternType: PREFIX },
  operations: [DESCRIBE, operation],
});
