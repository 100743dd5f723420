import {
  KafkaUser,
  KafkaUserSpecAuthenticationType,
  type KafkaUserSpecAuthorizationAcls,
  KafkaUserSpecAuthorizationAclsOperations,
  KafkaUserSpecAuthorizationAclsResourcePatternType,
  KafkaUserSpecAuthorizationAclsResourceType,
  KafkaUserSpecAuthorizationType,
} from '../../imports/kafka.strimzi.io';
import { byCodeUnit } from '../../manifest/types';
import type { ServiceChart } from '../../platform/chart';
import type { Claim } from '../../platform/service';
import { CLUSTER } from './names';

const { DESCRIBE, DESCRIBE_CONFIGS, READ, WRITE } = KafkaUserSpecAuthorizationAclsOperations;
const { LITERAL, PREFIX } = KafkaUserSpecAuthorizationAclsResourcePatternType;
const { TOPIC, GROUP, TRANSACTIONAL_ID } = KafkaUserSpecAuthorizationAclsResourceType;

/** One KafkaUser for each login, with the rights of all its claims together. */
export function users(chart: ServiceChart, claims: readonly Claim[]): void {
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
