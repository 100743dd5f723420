import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Service } from '../platform/service';
import { catalog, overlayNamed } from './platform';

const services = Object.values(catalog) as readonly Service[];
const { overlay, services: platform } = overlayNamed('production').plan;
const surroundings = { site: overlay.site, platform };
const pages = [
  'README.md',
  'CONTRIBUTING.md',
  ...readdirSync('docs', { recursive: true, encoding: 'utf8' }).map((name) => join('docs', name)),
].filter((name) => name.endsWith('.md'));

/** The anchor that GitHub gives a heading. */
const anchor = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');

const anchors = (page: string): ReadonlySet<string> =>
  new Set([...readFileSync(page, 'utf8').matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => anchor(heading)));

describe.each(services.map((service) => [service.name, service] as const))('the page of %s', (name, service) => {
  const page = `docs/services/${name}.md`;

  test('exists and tells what an overlay may set', () => {
    const text = readFileSync(page, 'utf8');
    for (const setting of Object.keys(service.settings)) expect(text, `setting ${setting}`).toContain(`\`${setting}`);
  });

  test('has a runbook for every alert', () => {
    const scraped = Object.values(service.serves).some(({ metrics }) => metrics);
    const own = (service.alerts?.(service.settings, surroundings) ?? []).map(({ alert }) => alert);
    const wanted = [...own, ...(scraped ? ['TargetDown'] : [])];
    expect(wanted.filter((alert) => !anchors(page).has(alert.toLowerCase()))).toEqual([]);
  });
});

test.each(pages)('%s leads nowhere in vain', (page) => {
  const links = [
    ...readFileSync(page, 'utf8')
      .replace(/```[\s\S]*?```/g, '')
      .matchAll(/\]\(([^)\s]+)\)/g),
  ].map(([, link = '']) => link);
  const broken = links
    .filter((link) => !/^(https?|mailto):/.test(link))
    .filter((link) => {
      const [path = '', fragment] = link.split('#');
      const target = path ? join(dirname(page), path) : page;
      return (
        !existsSync(target) || (fragment !== undefined && target.endsWith('.md') && !anchors(target).has(fragment))
      );
    });
  expect(broken).toEqual([]);
});
