import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, test } from 'vitest';

/** Which rooms a room may import from, besides itself and npm packages. Source: the house in README.md. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  manifest: [],
  verify: ['manifest'],
  review: ['manifest'],
  platform: ['manifest'],
  imports: [],
  charts: ['platform', 'imports', 'manifest'],
  overlays: ['platform', 'manifest'],
  cli: ['platform', 'manifest', 'verify', 'review', 'charts', 'overlays', 'imports'],
  bench: ['platform', 'manifest', 'verify', 'cli', 'charts', 'overlays', 'test'],
};

interface Import {
  readonly file: string;
  readonly room: string;
  /** Room of what is imported; a package's name for packages. */
  readonly to: string;
  readonly target: string;
  readonly typeOnly: boolean;
}

const sources = (folder: string): readonly string[] =>
  (existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: 'utf8' }) : [])
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(folder, name));

const STATEMENT = /^(?:import|export)\s+(type\s)?(?:[^'";]*?\sfrom\s+)?'([^']+)'/gm;

const importsOf = (file: string): readonly Import[] =>
  [...readFileSync(file, 'utf8').matchAll(STATEMENT)].map(([, type, target = '']) => {
    const path = target.startsWith('.') ? normalize(join(dirname(file), target)) : target;
    const [to = ''] = path.split('/');
    return { file, room: file.split('/')[0] ?? '', to, target: path, typeOnly: type !== undefined };
  });

const imports = Object.keys(MAY_IMPORT).flatMap(sources).flatMap(importsOf);
const isRoom = (name: string): boolean => name in MAY_IMPORT || name === 'test' || name === 'main';

describe('imports follow the house', () => {
  test('are found at all', () => {
    expect(imports.filter(({ room, to }) => room === 'charts' && to === 'platform').length).toBeGreaterThan(5);
    expect(imports.some(({ typeOnly }) => typeOnly)).toBe(true);
  });

  test.each(Object.entries(MAY_IMPORT))('%s imports rooms %j only', (room, allowed) => {
    const strangers = imports.filter(
      (each) => each.room === room && isRoom(each.to) && each.to !== room && !allowed.includes(each.to),
    );
    const excused = (each: Import) => room === 'overlays' && each.to === 'charts' && each.typeOnly;
    expect(strangers.filter((each) => !excused(each)).map(({ file, target }) => `${file} → ${target}`)).toEqual([]);
  });

  test('manifest, verify and review need no cdk8s', () => {
    const packages = imports.filter(
      ({ room, to }) => ['manifest', 'verify', 'review'].includes(room) && to.startsWith('cdk8s'),
    );
    expect(packages).toEqual([]);
  });

  test('a chart imports neighbouring charts by their entry only', () => {
    const inside = imports.filter(({ room, file, target }) => {
      const [, own] = file.split('/');
      const [to, other, ...deeper] = target.split('/');
      return room === 'charts' && to === 'charts' && other !== own?.replace('.ts', '') && deeper.length > 0;
    });
    expect(inside.map(({ file, target }) => `${file} → ${target}`)).toEqual([]);
  });

  test('platform knows no service and no add-on by name', async () => {
    const { addons } = await import('../charts/addons');
    const catalog = await import('../charts');
    const names = [...Object.keys(catalog), ...Object.keys(addons)];
    const word = new RegExp(`['"\`](${names.join('|')})['"\`]`);
    const found = sources('platform').filter((file) => word.test(code(file)));
    // The controller's namespace is a fact of the secret store itself, which must name it.
    expect(found.filter((file) => file !== 'platform/secret-store.ts')).toEqual([]);
  });

  test('shared code does not branch on a kind or an overlay', () => {
    const ladder = /if \([^)]*\b(kind|overlay\.name|site\.kind)\b\s*===/;
    const found = [...sources('platform'), ...sources('charts'), ...sources('verify')].filter((file) =>
      ladder.test(code(file)),
    );
    expect(found).toEqual([]);
  });
});

/** A file without its comments. */
const code = (file: string): string => readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
