import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { allOverlays } from '../overlays';
import { production } from '../overlays/production';
import { output } from '../platform/output';
import type { Overlay } from '../platform/overlay';
import { render } from './platform';

/** Every published file of some overlays, by path. */
const publish = (overlays: readonly Overlay[]): ReadonlyMap<string, string> =>
  new Map(overlays.flatMap((overlay) => output(render(overlay)).map(({ path, text }) => [path, text] as const)));

const sorted = (files: ReadonlyMap<string, string>) => [...files].sort(([a], [b]) => (a < b ? -1 : 1));

test('two runs give the same bytes', () =>
  expect(sorted(publish(allOverlays()))).toEqual(sorted(publish(allOverlays()))));

test('the order of overlays has no say', () =>
  expect(sorted(publish([...allOverlays()].reverse()))).toEqual(sorted(publish(allOverlays()))));

test('locale and time zone have no say', () => {
  const script = `
    const { allOverlays } = await import('./overlays/index.ts');
    const { render } = await import('./test/platform.ts');
    const { output } = await import('./platform/output.ts');
    const { createHash } = await import('node:crypto');
    const files = allOverlays().flatMap((overlay) => output(render(overlay)));
    process.stdout.write(createHash('sha256').update(JSON.stringify(files)).digest('hex'));`;
  const away = execFileSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
    encoding: 'utf8',
    env: { ...process.env, TZ: 'Pacific/Kiritimati', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' },
  });
  const here = createHash('sha256').update(JSON.stringify(allOverlays().flatMap((overlay) => output(render(overlay)))));
  expect(away).toBe(here.digest('hex'));
});

/** Lines that differ between two sets of files, as `path: new line`. */
function changed(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): readonly string[] {
  return [...after].flatMap(([path, text]) => {
    const old = (before.get(path) ?? '').split('\n');
    return text.split('\n').flatMap((line, index) => (line === old[index] ? [] : [`${path}: ${line.trim()}`]));
  });
}

test('a changed setting is one changed line where that is what it means', () => {
  const { kafka } = production.services;
  const longer: Overlay = {
    ...production,
    services: { ...production.services, kafka: { ...Object(kafka), retentionHours: 48 } },
  };
  const lines = changed(publish([production]), publish([longer]));
  expect(lines).toEqual(['production/kafka/kafka-kafka.yaml: log.retention.hours: 48']);
});

test('a changed image is one changed line for each place it runs', () => {
  const registry = production.site.registry;
  const rewrite = (image: string): string => registry.rewrite(image.replace('trinodb/trino:480', 'trinodb/trino:481'));
  const bumped: Overlay = { ...production, site: { ...production.site, registry: { ...registry, rewrite } } };
  const lines = changed(publish([production]), publish([bumped])).filter((line) => !line.includes('README.md'));
  expect(lines.length).toBeGreaterThan(0);
  expect(lines.filter((line) => !/: (image: .*trino:481|.*checksum.*)$/.test(line))).toEqual([]);
});
