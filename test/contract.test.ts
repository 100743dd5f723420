import { describe, expect, test } from 'vitest';
import { formatQuantity, isQuantity, parseQuantity, timesQuantity } from '../manifest/quantity';
import type { Fields, Manifest } from '../manifest/types';
import { dev } from '../overlays/dev';
import { production } from '../overlays/production';
import { build } from '../platform/build';
import type { Overlay } from '../platform/overlay';
import { plan } from '../platform/plan';
import { ProblemError } from '../platform/problem';
import type { Service } from '../platform/service';
import { addons, catalog } from './platform';

const services: readonly Service[] = Object.values(catalog) as readonly Service[];
const SITES = [dev, production];

/** What an overlay that leaves a service out leaves out with it. */
const OPERATORS = {
  // What a setting may call for.
  keda: true,
  ...Object.fromEntries(services.flatMap(({ operatedBy = {} }) => Object.keys(operatedBy).map((name) => [name, true]))),
};

/** An overlay that runs everything with default settings, but for one service. */
const withSettings = (base: Overlay, name: string, settings: Fields): Overlay => ({
  ...base,
  services: { '*': true, [name]: settings },
  addons: { ...OPERATORS, ...base.addons },
});

const objectsOf = (base: Overlay, name: string, settings: Fields): readonly Manifest[] =>
  build(plan(withSettings(base, name, settings), catalog, addons)).folders.find((folder) => folder.name === name)
    ?.objects ?? [];

interface Leaf {
  readonly path: readonly string[];
  readonly value: Fields;
}

const leaves = (value: Fields, path: readonly string[] = []): readonly Leaf[] =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.keys(value).flatMap((key) => leaves(value[key], [...path, key]))
    : [{ path, value }];

const nested = (path: readonly string[], value: Fields): Fields =>
  path.reduceRight<Fields>((inner, key) => ({ [key]: inner }), value);

const checkAt = (service: Service, path: readonly string[]): Fields =>
  path.reduce<Fields>((checks, key) => checks?.[key], service.accepts);

/** Other values a setting might be given, most modest first; words of a choice are read off its check. */
function others(service: Service, { path, value }: Leaf): readonly Fields[] {
  if (typeof value === 'boolean') return [!value];
  if (typeof value === 'number') return [value + 1, value + 2, value - 1, value * 2, value + 6];
  if (typeof value === 'string' && /\d(m|[kMGTPE]i?)$/.test(value) && isQuantity(value))
    return [2, 3, 4].map((times) => formatQuantity(timesQuantity(parseQuantity(value), times)));
  const choice = Array.isArray(value) ? undefined : checkAt(service, path)?.('\0 none of them');
  const words = /^one of (.*)$/.exec(choice ?? '')?.[1]?.split(', ') ?? [];
  return [...words.filter((word) => word !== value), ...(Array.isArray(value) ? LISTS : [`${value}x`, ...TEXTS])];
}

/** Values of the forms that checks demand of text and lists: times of day, names, topics. */
const TEXTS = ['04:35', 'other-name', '2027-01-01', 'https://login.example.test/.well-known/openid-configuration'];
const LISTS = [['other'], ['203.0.113.0/24']];

/** Whether some other value of the setting is accepted and changes the output. */
function matters(service: Service, leaf: Leaf): boolean {
  return SITES.some((site) => {
    const before = JSON.stringify(objectsOf(site, service.name, true));
    return others(service, leaf).some((other) => {
      try {
        return JSON.stringify(objectsOf(site, service.name, nested(leaf.path, other))) !== before;
      } catch (error) {
        // A refusal that names the setting proves as well that it is read.
        if (error instanceof ProblemError && error.message.includes(leaf.path.join(' → '))) return false;
        throw error;
      }
    });
  });
}

describe.each(services.map((service) => [service.name, service] as const))('%s', (name, service) => {
  test.each(leaves(service.settings).map((leaf) => [leaf.path.join('.'), leaf] as const))(
    'setting %s changes a manifest',
    (_, leaf) => expect(matters(service, leaf)).toBe(true),
  );

  test('accepts its own defaults', () => expect(() => objectsOf(production, name, true)).not.toThrow());

  test('reads everything it says it uses', () => {
    for (const use of Object.keys(service.uses ?? {})) {
      const { [use]: _, ...rest } = service.uses;
      const forgetful = { ...catalog, [name]: { ...service, uses: rest } };
      const overlay = withSettings(production, name, true);
      expect(() => build(plan(overlay, forgetful, addons)), `${name} does not read uses.${use}`).toThrow(ProblemError);
    }
  });

  test('has alerts with everything a person needs', () => {
    for (const alert of service.alerts?.(service.settings, { site: production.site, platform: [] }) ?? []) {
      expect(alert.summary.trim(), alert.alert).not.toBe('');
      expect(alert.description.trim(), alert.alert).not.toBe('');
      expect(alert.alert).toMatch(/^[A-Z][A-Za-z0-9]+$/);
    }
  });
});
