import { describe, expect, test } from 'vitest';
import { guard, memoryTree, parseRemovals, review } from '../../review/index';

const topic = (annotations: string): string => `
apiVersion: kafka.strimzi.io/v1
kind: KafkaTopic
metadata: {name: orders, namespace: kafka, annotations: ${annotations}}
spec: {partitions: 1}
`;
const STAYS = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: stays, namespace: kafka}\n';
const PROTECTED = "{argocd.argoproj.io/sync-options: 'Prune=false,Delete=false'}";

const without = (text: string) =>
  review(
    memoryTree('base', { 'prod/kafka/stays.yaml': STAYS, 'prod/kafka/topic.yaml': text }),
    memoryTree('head', { 'prod/kafka/stays.yaml': STAYS }),
    { depth: 1 },
  ).changes;

const entry = (data: string, object = 'KafkaTopic.kafka.strimzi.io kafka/orders') =>
  parseRemovals(
    `removals:\n- {overlay: prod, object: '${object}', reason: 'orders moved to another bus', data: ${data}}\n`,
    'removals.yaml',
  );

describe('the guard', () => {
  test('refuses a removal that is not on record', () => {
    const { refusals } = guard(without(topic(PROTECTED)), []);
    expect(refusals.map(({ overlay, object, rule }) => [overlay, object, rule])).toEqual([
      ['prod', 'KafkaTopic.kafka.strimzi.io kafka/orders', 'D3'],
    ]);
  });

  test('lets through what is on record', () => {
    expect(guard(without(topic(PROTECTED)), entry('kept')).refusals).toEqual([]);
    expect(guard(without(topic('{}')), entry('deleted')).refusals).toEqual([]);
  });

  test('refuses to believe that data is kept which Argo CD will prune', () => {
    const { refusals } = guard(without(topic('{}')), entry('kept'));
    expect(refusals.map(({ remedy }) => remedy)).toEqual([
      'removals.yaml says that its data is kept, but Prune=false was not live: sync that first.',
    ]);
  });

  test('takes a star for any name, and tells entries that fit nothing', () => {
    expect(guard(without(topic(PROTECTED)), entry('kept', 'KafkaTopic*')).refusals).toEqual([]);
    expect(guard(without(topic(PROTECTED)), entry('kept', 'Kafka*bills')).unused).toHaveLength(1);
  });

  test('has nothing to say of ordinary changes', () => {
    const changes = review(
      memoryTree('base', { 'prod/kafka/topic.yaml': topic(PROTECTED) }),
      memoryTree('head', { 'prod/kafka/topic.yaml': topic(PROTECTED).replace('partitions: 1', 'partitions: 2') }),
      { depth: 1 },
    ).changes;
    expect(guard(changes, []).refusals).toEqual([]);
  });

  test('wants a reason and a known fate', () => {
    const parse = (fields: string) => () =>
      parseRemovals(`removals:\n- {overlay: prod, object: x, ${fields}}\n`, 'r.yaml');
    expect(parse('reason: short, data: kept')).toThrow('r.yaml removals → 0 → reason: say in a sentence why it goes');
    expect(parse('reason: a reason long enough, data: lost')).toThrow('removals → 0 → data');
    expect(parse('reason: a reason long enough, data: kept, more: 1')).toThrow('removals → 0');
  });
});
