import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Fields, Manifest } from '../manifest/types';
import { overlayReadme } from '../platform/derive/readme';
import { planAddons } from '../platform/plan-addons';
import { backupsOf, dataHolders } from '../platform/protection';
import type { Site } from '../platform/site';
import { catalog as addons, amazon, metal } from './places';
import { overlayNamed, platform } from './platform';

const folder = (overlay: string, name: string): readonly Manifest[] =>
  overlayNamed(overlay).folders.find((each) => each.name === name)?.objects ?? [];
const schedules = (overlay: string) => folder(overlay, 'velero').filter(({ kind }) => kind === 'Schedule');

/** The GitHub anchors of a page. */
const anchors = (page: string): readonly string[] =>
  [...readFileSync(page, 'utf8').matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );

test.each(platform)('in $name every backup leads to a section on restoring', ({ plan, built }) => {
  for (const planned of plan.services)
    for (const { restore } of backupsOf(planned))
      expect(anchors(`docs/services/${planned.name}.md`)).toContain(restore);
  for (const { name, protection } of built.plan.addons)
    for (const { restore } of protection?.backups ?? []) expect(anchors(`docs/addons/${name}.md`)).toContain(restore);
});

test.each(Object.values(addons))('$name has a runbook for every alert', ({ name, alerts = [] }) => {
  for (const { alert } of alerts) expect(anchors(`docs/addons/${name}.md`)).toContain(alert.toLowerCase());
});

describe.each(['staging', 'production', 'production-eks'])('%s', (name) => {
  const { plan, folders } = overlayNamed(name);
  const objectsOf = (service: string) => folders.find((each) => each.name === service)?.objects ?? [];

  test('has a schedule for every namespace that claims volumes', () => {
    const holding = plan.services
      .map((service) => service.name)
      .filter((service) => JSON.stringify(objectsOf(service)).match(/"volumeClaimTemplates"|"storage":|"storageClass/));
    expect(holding.length).toBeGreaterThan(3);
    expect(schedules(name).map(({ metadata }) => metadata.name)).toEqual(expect.arrayContaining([...holding]));
    expect(schedules(name).map(({ spec }) => spec.template.includedNamespaces)).toEqual(
      dataHolders(plan, objectsOf).map(({ namespace }) => [namespace]),
    );
  });

  test('keeps the place of backups outside the cluster', () => {
    const [location] = folder(name, 'velero').filter(({ kind }) => kind === 'BackupStorageLocation');
    expect(location?.spec.config.s3Url ?? '').not.toContain('.svc');
    expect(schedules(name).map(({ spec }) => spec.template.storageLocation)).toEqual(
      schedules(name).map(() => location?.metadata.name),
    );
  });

  test('tells what is saved and what people must prepare', () => {
    const text = overlayReadme(overlayNamed(name));
    expect(text).toContain('## Backups');
    expect(text).toMatch(/\| velero \| Secrets and other objects of .*`kafka`/);
    expect(text).toMatch(/`velero-object-store`|IAM role `arn:aws:iam::/);
  });
});

test('volumes of a service that saves itself are left to it', () => {
  const template = (service: string) =>
    schedules('production-eks').find(({ metadata }) => metadata.name === service)?.spec.template;
  expect(template('search')).toMatchObject({
    snapshotVolumes: false,
    excludedResources: ['persistentvolumeclaims', 'persistentvolumes'],
  });
  expect(template('kafka')).toMatchObject({ snapshotVolumes: true });
  expect(template('kafka').excludedResources).toBeUndefined();
});

test('volumes no driver can snapshot are left alone', () => {
  for (const { spec } of schedules('staging')) expect(spec.template.snapshotVolumes).toBe(false);
  expect(overlayReadme(overlayNamed('staging'))).toContain('| kafka, set up by hand |');
});

test('what nobody saves is said, and nothing of a service that another one saves', () => {
  const text = overlayReadme(overlayNamed('staging'));
  expect(text).toContain('| **nobody** | volumes of `monitoring` |');
  expect(text).not.toContain('| **nobody** | volumes of `vault` |');
  expect(text).not.toContain('| **nobody** | volumes of `postgres` |');
  expect(overlayReadme(overlayNamed('production-eks'))).not.toContain('**nobody**');
});

const BACKUP = 'slipway.dev/backup';
const said = (overlay: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    folder(overlay, 'namespaces')
      .filter(({ kind, metadata }) => kind === 'Namespace' && metadata.annotations?.[BACKUP])
      .map(({ metadata }) => [metadata.name, metadata.annotations?.[BACKUP] ?? '']),
  );

test('the Namespace says how its data is saved where no object does it, and why it may be lost', () => {
  expect(Object.keys(said('staging')).sort()).toEqual(['doris', 'kafka', 'minio', 'monitoring']);
  expect(said('staging').kafka).toMatch(/^set up by hand: messages .* MirrorMaker 2/);
  expect(said('staging').monitoring).toMatch(/^may be lost: /);
  expect(said('dev').vault).toBe(`may be lost: ${overlayNamed('dev').plan.overlay.expendable?.vault}`);
  expect(said('production-eks')).toEqual({});
});

const velero = (site: Site, settings: Fields) =>
  planAddons(
    {
      name: 'x',
      site,
      repository: { repoURL: 'https://example.com/x.git', revision: 'refs/heads/main', path: 'dist' },
      services: {},
      addons: { velero: settings },
    },
    addons,
  );

describe('Velero', () => {
  test('needs a bucket, and one that is not in the cluster', () => {
    const at = (settings: Fields) => velero(metal(), settings).problems.map(({ path }) => path.join('.'));
    expect(at({})).toEqual(['addons.velero.bucket']);
    expect(at({ bucket: 'backups', url: 'https://minio.minio.svc:9000' })).toEqual(['addons.velero.url']);
    expect(at({ bucket: 'backups', url: 'https://s3.example.com' })).toEqual([]);
  });

  test('reads keys from a Secret people made, or assumes a role', () => {
    const values = (site: Site, settings: Fields) =>
      velero(site, { bucket: 'backups', ...settings }).addons.find(({ name }) => name === 'velero')?.values;
    expect(values(metal(), {})?.credentials).toEqual({ useSecret: true, existingSecret: 'velero-object-store' });
    const eks = values(amazon('eu-central-1'), { roleArn: 'arn:aws:iam::123456789012:role/velero' });
    expect(eks?.credentials).toEqual({ useSecret: false });
    expect(eks?.serviceAccount.server.annotations).toHaveProperty('eks.amazonaws.com/role-arn');
    expect(eks?.deployNodeAgent).toBe(false);
  });

  test('asks for snapshots only where the site has a driver, with one class for each', () => {
    const planned = velero(metal(), { bucket: 'backups' }).addons;
    expect(planned.find(({ name }) => name === 'velero')?.values.configuration.features).toBe('EnableCSI');
    const [snapshots] = planned.find(({ name }) => name === 'snapshot-controller')?.resources ?? [];
    expect(snapshots).toMatchObject({ driver: 'rook-ceph.rbd.csi.ceph.com', deletionPolicy: 'Retain' });
    expect(snapshots?.metadata.labels).toEqual({ 'velero.io/csi-volumesnapshot-class': 'true' });
  });
});

test('alerts on an add-on are rules of whoever scrapes it, with a runbook', () => {
  const rules = folder('production', 'monitoring').find(({ metadata }) => metadata.name === 'addon-velero');
  expect(rules?.kind).toBe('PrometheusRule');
  for (const rule of rules?.spec.groups[0].rules ?? [])
    expect(rule.annotations.runbook_url).toContain(`/docs/addons/velero.md#${rule.alert.toLowerCase()}`);
});
