import { describe, expect, test } from 'vitest';
import { PLAN_FILE, type PlanFile, planFileLines, readPlanFile } from '../manifest/plan-file';
import { build } from '../platform/build';
import { output } from '../platform/output';
import { plan } from '../platform/plan';
import { addons, catalog, overlay } from './toy';

const built = build(plan(overlay({ name: 'one' }), catalog, addons));
const text = output(built).find(({ path }) => path === `one/${PLAN_FILE}`)?.text ?? '';
const read = readPlanFile(text);

describe('the file of a plan', () => {
  test('names every published object and its file', () => {
    const published = output(built).flatMap(({ path }) => (path.endsWith('.yaml') ? [path.slice('one/'.length)] : []));
    expect(published.length).toBeGreaterThan(20);
    expect([...new Set(read.objects.map(({ path }) => path))].sort()).toEqual([...published].sort());
  });

  test('names services, add-ons and who calls whom', () => {
    expect(read.services.map(({ name }) => name)).toEqual(built.plan.services.map(({ name }) => name));
    expect(read.addons.map(({ name }) => name)).toEqual(built.plan.addons.map(({ name }) => name));
    expect(read.edges.map(({ from, to }) => `${from} ${to}`)).toEqual(
      built.plan.edges.map(({ from, to }) => `${from} ${to}`),
    );
    expect(read.edges.length).toBeGreaterThan(0);
  });

  test('names the endpoints that people reach', () => {
    const open = read.services.flatMap(({ name, public: endpoints = [] }) =>
      endpoints.map((each) => `${name} ${each}`),
    );
    expect(open).toEqual(['shop web']);
  });

  test('knows the keys of generated Secrets', () => {
    expect(read.objects.flatMap(({ keys = [] }) => keys).length).toBeGreaterThan(0);
  });

  test('states the site and its nodes', () => {
    expect(read.site).toEqual({ kind: 'test bench', kubernetes: '1.34', nodes: { count: 3, cpu: 4, memory: '16Gi' } });
  });

  test('reads back what was written', () => {
    const again: PlanFile = readPlanFile(planFileLines(read).join('\n'));
    expect(again).toEqual(read);
  });

  test('leaves out facts nobody knows', () => {
    expect(readPlanFile(`${text}{"fact":"moon","phase":1}\n`)).toEqual(read);
  });

  test.each([
    ['a line that is no JSON', '{"fact":', 'line 1 of the plan is no JSON'],
    ['a fact of another shape', '{"fact":"overlay","overlay":1}', 'line 1 of the plan: overlay'],
    ['a file without overlay', '{"fact":"service","name":"a","wave":1}', 'names no overlay'],
  ])('%s is one sentence with its line', (_, broken, said) => {
    expect(() => readPlanFile(broken)).toThrow(said);
  });
});
