import { describe, expect, test } from 'vitest';
import { bucket, minio } from '../../charts/minio';
import type { Fields } from '../../manifest/types';
import type { Built } from '../../platform/build';
import { defineService, type References, type Service } from '../../platform/service';
import { built, ofKind } from '../toy';

/** A service that only claims buckets. */
const claimant = (name: string, uses: References): Service =>
  defineService(name, { serves: {}, uses, settings: {}, build() {} }) as Service;

const lake = claimant('lake-writer', { tables: bucket('lake'), scratch: bucket('scratch', { expireDays: 2 }) });
const backups = claimant('backup-writer', { target: bucket('backups', { versioned: true }) });

/** An overlay of MinIO with these settings and these claimants. */
function installation(settings: Fields = true, claimants: readonly Service[] = [lake, backups]): Built {
  const catalog = Object.fromEntries([minio as Service, ...claimants].map((service) => [service.name, service]));
  return built({ services: { '*': true, minio: settings } }, catalog);
}

const only = (tree: Built, kind: string): Fields => ofKind(tree, kind, 'minio')[0];
const filesOf = (tree: Built): Fields => only(tree, 'ConfigMap').data;
const calls = (tree: Built): readonly string[] =>
  filesOf(tree)['provision.sh'].split('}\n\n').at(-1).trim().split('\n');
const jobName = (tree: Built): string => only(tree, 'Job').metadata.name;

describe('provisioning', () => {
  test('makes each bucket and each consumer once, in order', () => {
    expect(calls(installation())).toEqual([
      'bucket backups',
      'versioned backups',
      'bucket lake',
      'bucket scratch',
      'user backup-writer',
      'user lake-writer',
    ]);
  });

  test('runs once the servers are healthy, and again for replaced passwords', () => {
    const tree = installation();
    expect(only(tree, 'Job').metadata.annotations).toEqual({ 'argocd.argoproj.io/sync-wave': '1' });
    expect(only(tree, 'CronJob').spec).toMatchObject({ schedule: '*/10 * * * *', concurrencyPolicy: 'Forbid' });
  });

  test('runs again when a claim changes, not when the servers do', () => {
    const other = claimant('lake-writer', { tables: bucket('lake', { expireDays: 9 }) });
    expect(jobName(installation(true, [other]))).not.toBe(jobName(installation(true, [lake])));
    expect(jobName(installation({ replicas: 8 }))).toBe(jobName(installation()));
  });

  test('reads the password of each consumer from its own Secret', () => {
    const { containers, volumes } = only(installation(), 'Job').spec.template.spec;
    const secrets = volumes.flatMap((volume: Fields) => (volume.secret ? [volume.secret.secretName] : []));
    expect(secrets).toEqual(['minio-backup-writer', 'minio-lake-writer']);
    const folders = containers[0].volumeMounts.map(({ mountPath }: Fields) => mountPath);
    expect(folders).toEqual(['/provisioning', '/tmp', '/users/backup-writer', '/users/lake-writer']);
  });

  test('lets a consumer use its own buckets only, and never erase what is kept', () => {
    const { Statement } = JSON.parse(filesOf(installation())['policy-lake-writer.json']);
    expect(Statement.map(({ Effect, Resource }: Fields) => [Effect, Resource])).toEqual([
      ['Allow', ['arn:aws:s3:::lake', 'arn:aws:s3:::scratch']],
      ['Allow', ['arn:aws:s3:::lake/*', 'arn:aws:s3:::scratch/*']],
      ['Deny', ['arn:aws:s3:::lake/*', 'arn:aws:s3:::scratch/*']],
    ]);
    expect(Statement[2].Action).toEqual(['s3:DeleteObjectVersion']);
  });

  test('expires objects only where asked to, and what was replaced everywhere', () => {
    const files = filesOf(installation());
    const rulesOf = (name: string) => JSON.parse(files[`lifecycle-${name}.json`]).Rules.map(({ ID }: Fields) => ID);
    expect(rulesOf('lake')).toEqual(['replaced', 'delete-markers']);
    expect(rulesOf('scratch')).toEqual(['replaced', 'delete-markers', 'expired']);
  });

  test('is absent where nobody claims a bucket', () => {
    const tree = installation(true, []);
    expect(['Job', 'CronJob', 'ConfigMap'].flatMap((kind) => ofKind(tree, kind, 'minio'))).toEqual([]);
  });
});

describe('a bucket of several consumers', () => {
  const expiry = (...wishes: readonly (number | undefined)[]): unknown => {
    const claimants = wishes.map((expireDays, index) =>
      claimant(`consumer-${index}`, { it: bucket('shared', expireDays === undefined ? {} : { expireDays }) }),
    );
    const { Rules } = JSON.parse(filesOf(installation(true, claimants))['lifecycle-shared.json']);
    return Rules.find(({ ID }: Fields) => ID === 'expired')?.Expiration.Days;
  };

  test('keeps objects for the longest time asked for', () => expect(expiry(7, 30, 14)).toBe(30));

  test('keeps them for good if one of them does', () => expect(expiry(7, undefined)).toBeUndefined());

  test('is versioned if one of them wants it', () => {
    const claimants = [
      claimant('one', { it: bucket('shared') }),
      claimant('two', { it: bucket('shared', { versioned: true }) }),
    ];
    expect(calls(installation(true, claimants))).toContain('versioned shared');
  });
});
