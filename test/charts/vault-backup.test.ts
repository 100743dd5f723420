import { expect, test } from 'vitest';
import { minio } from '../../charts/minio';
import { vault } from '../../charts/vault';
import { vaultBackup } from '../../charts/vault-backup';
import type { Fields } from '../../manifest/types';
import { OWN_VAULT } from '../../overlays/facts';
import type { Built } from '../../platform/build';
import type { Service } from '../../platform/service';
import { built, ofKind, site } from '../toy';

const services = {
  minio: minio as Service,
  vault: vault as Service,
  'vault-backup': vaultBackup as Service,
};

const tree = (settings: Fields = true, others: Fields = {}): Built =>
  built(
    {
      site: { ...site, secretStore: OWN_VAULT },
      services: { minio: true, vault: true, ...others, 'vault-backup': settings },
    },
    services,
  );

const cronJob = (from: Built): Fields => ofKind(from, 'CronJob', 'vault-backup')[0];
const podOf = (from: Built): Fields => cronJob(from).spec.jobTemplate.spec.template.spec;
const take = (from: Built): Fields => podOf(from).initContainers[0];
const keep = (from: Built): Fields => podOf(from).containers[0];
const envOf = (container: Fields, name: string): unknown =>
  container.env.find((variable: Fields) => variable.name === name)?.value;
const script = (from: Built, name: string): string => ofKind(from, 'ConfigMap', 'vault-backup')[0]?.data[name];

test('a snapshot is taken before it is kept', () => {
  expect(script(tree(), 'take.sh')).toContain('vault operator raft snapshot save /snapshot/vault.snap\n');
  expect(script(tree(), 'keep.sh')).toContain('mc cp /snapshot/vault.snap "store/$FOLDER/$name"\n');
  const shared = { name: 'snapshot', mountPath: '/snapshot' };
  expect(take(tree()).volumeMounts).toContainEqual(shared);
  expect(keep(tree()).volumeMounts).toContainEqual(shared);
});

test('it logs in with its own account, under a role that Vault keeps for it', () => {
  const role = envOf(take(tree()), 'ROLE');
  const configuration = ofKind(tree(), 'ConfigMap', 'vault').find(
    ({ metadata }) => metadata.name === 'vault-configuration',
  );
  expect(podOf(tree()).serviceAccountName).toBe('vault-backup');
  expect(configuration?.data['configure.sh']).toContain(`role ${role} vault-backup vault-backup snapshots\n`);
  expect(configuration?.data['snapshots.hcl']).toContain('path "sys/storage/raft/snapshot"');
});

test('it trusts Vault by the entry that Vault’s own Job puts into the store', () => {
  const [key] = ofKind(tree(), 'ExternalSecret', 'vault-backup')
    .filter(({ metadata }) => metadata.name === 'vault-backup-ca')
    .map(({ spec }) => spec.dataFrom[0].extract.key);
  const configure = ofKind(tree(), 'ConfigMap', 'vault').find(({ data }) => 'configure.sh' in data);
  expect(configure?.data['configure.sh']).toContain(`authority ${key}\n`);
  expect(configure?.data['store-vault-backup.hcl']).toContain(`path "kv/data/${key}"`);
  expect(configure?.data['vault-config.hcl']).toBeUndefined();
  const config = ofKind(tree(), 'ConfigMap', 'vault').find(({ metadata }) => metadata.name === 'vault');
  expect(config?.data['vault-config.hcl']).toContain('path "kv/data/toy/+/ca"');
  expect(podOf(tree()).volumes).toContainEqual({
    name: 'vault-backup-ca',
    secret: { secretName: 'vault-backup-ca' },
  });
  expect(envOf(take(tree()), 'VAULT_CACERT')).toBe('/run/ca/ca.crt');
});

test('snapshots lie apart by overlay, in a bucket that keeps what is deleted', () => {
  expect(envOf(keep(tree()), 'FOLDER')).toBe('vault-snapshots/toy');
  const provisioning = ofKind(tree(), 'ConfigMap', 'minio')[0];
  expect(provisioning?.data['provision.sh']).toContain('versioned vault-snapshots');
});

test('an object store elsewhere is addressed as it says', () => {
  const elsewhere = {
    external: {
      host: 's3.eu-central-1.amazonaws.com',
      port: 443,
      scheme: 'https',
      region: 'eu-central-1',
      pathStyle: false,
      bucketPrefix: '254carbon-',
    },
  };
  const container = keep(tree(true, { minio: elsewhere }));
  expect(envOf(container, 'ENDPOINT')).toBe('https://s3.eu-central-1.amazonaws.com');
  expect(envOf(container, 'ADDRESSING')).toBe('off');
  expect(envOf(container, 'FOLDER')).toBe('254carbon-vault-snapshots/toy');
});

test.each([
  [1, '47 */1 * * *', 3],
  [6, '47 */6 * * *', 13],
  [24, '47 1 * * *', 49],
])('every %i hours is %s, and late after %i', (everyHours, schedule, hours) => {
  expect(cronJob(tree({ everyHours })).spec.schedule).toBe(schedule);
  const [late, missing] = vaultBackup.alerts?.({ everyHours, scratch: '1Gi' }, { site, platform: [] }) ?? [];
  expect(late?.expr).toContain(`> ${hours * 3600}`);
  expect(missing?.for).toBe(`${hours}h`);
});

test.each([0, 5, 48])('every %i hours is refused', (everyHours) =>
  expect(() => tree({ everyHours })).toThrow('a divisor of 24'),
);

test('keys of the bucket pass through no argument', () => {
  const texts = JSON.stringify([keep(tree()).command, script(tree(), 'keep.sh')]);
  expect(texts).not.toMatch(/mc alias set \S+ \S+ [^-]*\$(ACCESS|SECRET)_KEY/);
  expect(script(tree(), 'keep.sh')).toContain('"$ACCESS_KEY" "$SECRET_KEY" | mc alias set');
});
