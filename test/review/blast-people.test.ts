import { describe, expect, test } from 'vitest';
import { terminal } from '../../review/index';
import { between, overlay, type Web } from './plans';

describe('the blast radius of a service that people reach', () => {
  const services = { sql: { isPublic: true }, catalog: {}, trino: {}, superset: {}, notes: { isPublic: true } };
  const EDGES = ['catalog → sql sql', 'trino → catalog rest', 'superset → trino http', 'superset → sql sql'];
  const after = (changes: Readonly<Record<string, Web | undefined>>) =>
    Object.fromEntries(
      Object.entries<Web | undefined>({ ...services, ...changes }).flatMap(([name, web]) => (web ? [[name, web]] : [])),
    );
  const told = (changes: Readonly<Record<string, Web | undefined>>) =>
    terminal(between(overlay('dev', services, EDGES), overlay('dev', after(changes), EDGES)), { colour: false });

  test.each<[string, Readonly<Record<string, Web | undefined>>, string]>([
    [
      'beside services',
      { sql: { tag: '2', isPublic: true } },
      'catalog and superset use it, 1 more service through these; people use it — dev',
    ],
    ['alone', { notes: { tag: '2', isPublic: true } }, 'notes restarts (2 pods): people use it, and no service — dev'],
    ['and that goes away', { notes: undefined }, 'notes goes away: people used it, and no service that stays — dev'],
    ['and that people are kept from', { notes: { tag: '2' } }, 'notes restarts (2 pods): no service uses it — dev'],
  ])('tells so %s', (_, changes, line) => {
    expect(told(changes)).toContain(line);
  });

  test('leaves people out where an object is kept for one caller', () => {
    const topic = (retention: number) =>
      `apiVersion: kafka.strimzi.io/v1\nkind: KafkaTopic\nmetadata: {name: a, namespace: kafka}\nspec: {config: {retention.ms: ${retention}}}\n`;
    const tree = (retention: number) => ({
      ...overlay('dev', { kafka: { isPublic: true }, shop: {} }, ['shop → kafka clients:topic a']),
      'dev/kafka/topic.yaml': topic(retention),
    });
    expect(between(tree(9000), tree(10)).blast[0]?.impacts).toMatchObject([{ isPublic: false, direct: ['shop'] }]);
  });
});
