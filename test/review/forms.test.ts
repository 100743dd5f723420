import { describe, expect, test } from 'vitest';
import { COMMENT_LIMIT, json, markdown, memoryTree, type Review, review, terminal } from '../../review/index';

const deployment = (overlay: string, tag: string, replicas = 2): string => `
apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: shop, labels: {app.kubernetes.io/instance: ${overlay}}}
spec:
  replicas: ${replicas}
  selector: {matchLabels: {app: web}}
  template: {metadata: {labels: {app: web}}, spec: {containers: [{name: web, image: 'r.example.com/team/web:${tag}'}]}}
`;

const names = Array.from({ length: 100 }, (_, index) => `tenant-${String(index).padStart(3, '0')}`);

const fleet = (text: (overlay: string, index: number) => string): Readonly<Record<string, string>> =>
  Object.fromEntries(names.map((name, index) => [`${name}/web/deployment.yaml`, text(name, index)]));

const between = (base: Readonly<Record<string, string>>, head: Readonly<Record<string, string>>): Review =>
  review(memoryTree('base', base), memoryTree('head', head), { depth: 1 });

const bump = between(
  fleet((name) => deployment(name, '1.0.0')),
  fleet((name, index) => deployment(name, index === 7 ? '2.0.0' : '1.0.1')),
);

const many = between(
  { 'dev/stays.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: stays}\n' },
  Object.fromEntries([
    ['dev/stays.yaml', 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: stays}\n'],
    ...Array.from({ length: 400 }, (_, index) => [
      `dev/s${index}/a.yaml`,
      `apiVersion: v1\nkind: Service\nmetadata: {name: s${index}, namespace: n}\nspec: {type: LoadBalancer}\n`,
    ]),
  ]),
);

describe('forms', () => {
  test('tell a change of a hundred overlays in less than 4,000 characters', () => {
    const text = markdown(bump, { limit: COMMENT_LIMIT });
    expect(text.length).toBeLessThan(4_000);
    expect(text).toContain('100 objects change in 100 of 100 overlays, all of web');
    expect(text).toContain('200 pods restart');
  });

  test('tell the overlay out of line first, also where it is no graver', () => {
    const mixed = between(
      fleet((name) => deployment(name, '1.0.0')),
      fleet((name, index) => deployment(name, index === 7 ? '1.0.9' : '1.0.1')),
    );
    for (const text of [markdown(bump, { limit: COMMENT_LIMIT }), markdown(mixed, { limit: COMMENT_LIMIT })]) {
      expect(text.indexOf('**tenant-007**')).toBeGreaterThan(0);
      expect(text.indexOf('**tenant-007**')).toBeLessThan(text.indexOf('99 of 100 overlays, not tenant-007'));
    }
  });

  test('keep to the limit, and count what is left out', () => {
    const text = markdown(many, { limit: 5_000, attachment: '`all.md`' });
    expect(text.length).toBeLessThanOrEqual(5_000);
    expect(text).toMatch(/Not shown here: [\d,]+ objects exposure widened\.\*\* All of it stands in `all\.md`/);
    const shown = text.match(/^#### /gm)?.length ?? 0;
    const left = Number(/Not shown here: ([\d,]+) object/.exec(text)?.[1]?.replace(',', ''));
    expect(shown + left).toBe(400);
  });

  test('leave nothing out without a limit', () => {
    const text = markdown(many);
    for (let index = 0; index < 400; index++) expect(text).toContain(`\`Service n/s${index}\``);
    expect(text).toContain('+ spec: {"type":"LoadBalancer"}');
  });

  test('say when nothing changes', () => {
    expect(markdown(between({}, {}), { limit: COMMENT_LIMIT })).toContain('No object changes.');
  });

  test('tell files that cannot be read as not judged', () => {
    const found = between({}, { 'dev/web/a.yaml': 'a: [', 'dev/README.md': '# hello' });
    expect(markdown(found)).toMatch(/Not judged: dev\/web\/a\.yaml cannot be read/);
    expect(markdown(found)).toContain('1 file without objects changes: README.md.');
  });

  test('fence what holds fences', () => {
    const text = (data: string) =>
      `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\ndata: {a: "\`\`\`\\n${data}\\n"}\n`;
    const found = markdown(between({ 'dev/a/c.yaml': text('x') }, { 'dev/a/c.yaml': text('```y') }));
    expect(found).toContain('`````diff');
  });

  test('speak plainly where there are no colours', () => {
    const text = terminal(bump, { colour: false });
    expect(text).not.toContain('\u001b');
    expect(text.split('\n').slice(0, 2)).toEqual([
      '100 objects change in 100 of 100 overlays, all of web (base → head)',
      '1 major version · 99 rolling restart · 200 pods restart',
    ]);
  });

  test('give other tools every change', () => {
    const data = JSON.parse(json(bump));
    expect(data.changes).toHaveLength(100);
    expect(data.blocks.map(({ members }: { readonly members: readonly unknown[] }) => members.length)).toEqual([99, 1]);
    expect(data.counts).toEqual({ 'image-major': 1, 'rolling-restart': 99 });
  });
});
