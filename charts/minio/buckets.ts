import { byCodeUnit } from '../../manifest/types';
import type { Claim } from '../../platform/service';

/** A bucket as all of its consumers together want it. */
export interface WantedBucket {
  readonly name: string;
  readonly versioned: boolean;
  /** Days after which objects are deleted; absent where they stay. */
  readonly expireDays?: number;
}

/** A consumer's login and the buckets it may use. */
export interface WantedUser {
  readonly name: string;
  /** Secret with the keys `username` and `password`. */
  readonly secret: string;
  readonly buckets: readonly string[];
}

/** Days a versioned bucket keeps what was replaced or deleted. */
const REPLACED_DAYS = 30;

/**
 * The buckets behind the claims, by name. Where consumers of one bucket disagree, the data is kept: versioned if one
 * asks for it, expiring only if all ask for it, and then after the longest time.
 */
export const wantedBuckets = (claims: readonly Claim[]): readonly WantedBucket[] =>
  groups(claims, ({ name }) => name).map(([name, rivals]) => {
    const days = rivals.map(({ detail }) => detail.expireDays);
    const expiring = days.filter((value) => typeof value === 'number');
    return {
      name,
      versioned: rivals.some(({ detail }) => detail.versioned === true),
      ...(expiring.length === rivals.length ? { expireDays: Math.max(...expiring) } : {}),
    };
  });

/** One login for each consumer, by name. */
export const wantedUsers = (claims: readonly Claim[]): readonly WantedUser[] =>
  groups(claims, ({ user }) => user).map(([name, own]) => ({
    name,
    secret: own[0]?.secret ?? '',
    buckets: groups(own, (claim) => claim.name).map(([bucket]) => bucket),
  }));

/**
 * Lifecycle rules of a bucket in the JSON that `mc ilm rule import` reads. Some are always there, because an import of
 * none is refused and would leave those of a withdrawn `expireDays` behind.
 */
export const lifecycleOf = ({ expireDays }: WantedBucket): string =>
  json({
    Rules: [
      rule('replaced', { NoncurrentVersionExpiration: { NoncurrentDays: REPLACED_DAYS } }),
      rule('delete-markers', { Expiration: { ExpiredObjectDeleteMarker: true } }),
      ...(expireDays === undefined ? [] : [rule('expired', { Expiration: { Days: expireDays } })]),
    ],
  });

/**
 * What a consumer may do: read, write and delete in its buckets, nothing to the buckets themselves. Deleting for good
 * what a versioned bucket still keeps is denied by name, because MinIO lets everybody do it who may delete at all.
 * Source: minio, cmd/auth-handler.go.
 */
export function policyOf({ buckets }: WantedUser): string {
  const named = buckets.map((name) => `arn:aws:s3:::${name}`);
  const within = named.map((arn) => `${arn}/*`);
  return json({
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Action: BUCKET_ACTIONS, Resource: named },
      { Effect: 'Allow', Action: OBJECT_ACTIONS, Resource: within },
      { Effect: 'Deny', Action: ['s3:DeleteObjectVersion'], Resource: within },
    ],
  });
}

const BUCKET_ACTIONS = [
  's3:GetBucketLocation',
  's3:GetBucketVersioning',
  's3:ListBucket',
  's3:ListBucketMultipartUploads',
];

const OBJECT_ACTIONS = [
  's3:AbortMultipartUpload',
  's3:DeleteObject',
  's3:DeleteObjectTagging',
  's3:GetObject',
  's3:GetObjectTagging',
  's3:ListMultipartUploadParts',
  's3:PutObject',
  's3:PutObjectTagging',
];

const rule = (id: string, action: object): object => ({ ID: id, Status: 'Enabled', ...action });

const json = (value: object): string => `${JSON.stringify(value, null, 2)}\n`;

function groups<T>(items: readonly T[], keyOf: (item: T) => string): readonly (readonly [string, readonly T[]])[] {
  const keys = [...new Set(items.map(keyOf))].sort(byCodeUnit);
  return keys.map((key) => [key, items.filter((item) => keyOf(item) === key)]);
}
