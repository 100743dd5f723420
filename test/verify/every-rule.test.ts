import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { rules, treesOf, verify } from '../../verify/index';
import { changed, clean, plus } from './trees';

test('no rule has anything against the clean overlay', () => {
  expect(verify(clean())).toEqual([]);
});

test('rules have unique ids, sorted, and say why', () => {
  const ids = rules.map(({ id }) => id);
  expect(ids).toEqual([...new Set(ids)].sort());
  expect(rules.filter(({ why }) => !/^[A-Z].*\.$/.test(why))).toEqual([]);
});

test('every rule is explained in docs/rules.md, in the words it says itself', () => {
  const docs = readFileSync(new URL('../../docs/rules.md', import.meta.url), 'utf8');
  const words = docs.replace(/\s+/g, ' ');
  expect([...docs.matchAll(/^## (.+)$/gm)].map(([, id]) => id)).toEqual(rules.map(({ id }) => id));
  expect(rules.filter(({ id, why }) => !words.includes(`## ${id} ${why.slice(0, -1)}`)).map(({ id }) => id)).toEqual(
    [],
  );
});

test('an overlay is judged for itself', () => {
  const other = clean().map(({ path, manifest }) => ({ path: path.replace('dev/', 'staging/'), manifest }));
  const own = other.filter(({ manifest }) => manifest.kind !== 'Application' && manifest.kind !== 'AppProject');
  expect(verify([...clean(), ...own])).toEqual([]);
  expect(treesOf([...clean(), ...own]).map(({ overlay }) => overlay)).toEqual(['dev', 'staging']);
});

test('findings come in the same order whatever the order of files', () => {
  const broken = plus(
    clean(),
    'dev/web',
    'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: A, namespace: gone}\ndata: {a: null}',
  );
  expect(verify(broken).length).toBeGreaterThan(2);
  expect(verify([...broken].reverse())).toEqual(verify(broken));
});

test('objects of any shape are judged, and every rule still applies', () => {
  for (const kind of new Set(clean().map(({ manifest }) => manifest.kind))) {
    for (const value of [
      undefined,
      null,
      'text',
      1,
      [],
      [null],
      {},
      { selector: null, ports: [null], template: null },
    ]) {
      const files = clean().map((file) =>
        file.manifest.kind === kind ? { ...file, manifest: { ...file.manifest, spec: value } } : file,
      );
      const failed = verify(files).filter(({ message }) => message.includes('could not be applied'));
      expect(failed, `${kind} with spec ${JSON.stringify(value)}`).toEqual([]);
    }
  }
});

test('a shape no rule expects is told and hides nothing else', () => {
  const files = changed('Deployment', 'web', ({ metadata, spec }) => {
    metadata.name = 'Web';
    spec.template.spec.containers[0].env = [{ name: 'A', valueFrom: { secretKeyRef: { name: 'x' } } }];
    spec.template.spec.containers[0].ports = 'http';
  });
  const found = verify(files);
  expect(found.some(({ message }) => message.includes('could not be applied'))).toBe(true);
  expect(found.some(({ rule, at }) => rule === 'names' && at === 'metadata.name')).toBe(true);
});
