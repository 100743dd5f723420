import { describe, expect, test } from 'vitest';
import { between, web } from './plans';

const policy = (name: string, spec: string): string =>
  `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: ${name}, namespace: sql}\nspec: ${spec}\n`;
const from = (namespace: string): string =>
  `{podSelector: {matchLabels: {app: sql}}, policyTypes: [Ingress], ingress: [{from: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: ${namespace}}}}]}]}`;
const DENY = { 'dev/sql/deny.yaml': policy('deny', '{podSelector: {}, policyTypes: [Ingress, Egress]}') };

const risksOf = (found: ReturnType<typeof between>, name: string): readonly string[] =>
  found.changes
    .filter(({ identity }) => identity.name === name)
    .flatMap(({ verdicts }) => verdicts.map(({ risk }) => risk))
    .sort();

describe('a network policy that goes', () => {
  const all = {
    ...DENY,
    'dev/sql/sql.yaml': web('sql'),
    'dev/notes/notes.yaml': web('notes'),
    'dev/sql/way.yaml': policy('notes-to-sql', from('notes')),
  };
  const { 'dev/sql/way.yaml': _, ...closed } = all;
  const { 'dev/notes/notes.yaml': __, ...gone } = closed;

  test('cuts off those it let through', () => {
    expect(risksOf(between(all, closed), 'notes-to-sql')).toEqual(['availability']);
  });

  test('cuts off nobody where they go too', () => {
    expect(risksOf(between(all, gone), 'notes-to-sql')).toEqual(['no-restart']);
  });

  test('opens where nothing else closes', () => {
    const open = (files: Readonly<Record<string, string>>) =>
      Object.fromEntries(Object.entries(files).filter(([path]) => !path.endsWith('deny.yaml')));
    expect(risksOf(between(open(all), open(closed)), 'notes-to-sql')).toEqual(['exposure']);
  });
});

describe('a network policy that is written in another way', () => {
  const rules = (text: string) => ({
    ...DENY,
    'dev/sql/way.yaml': policy(
      'way',
      `{podSelector: {matchLabels: {app: sql}}, policyTypes: [Ingress], ingress: ${text}}`,
    ),
  });
  const one = '[{from: [{podSelector: {matchLabels: {app: a}}}], ports: [{port: 1}, {port: 2}]}]';
  const two =
    '[{from: [{podSelector: {matchLabels: {app: a}}}], ports: [{port: 1}]}, {from: [{podSelector: {matchLabels: {app: a}}}], ports: [{port: 2}]}]';

  test('reaches as far as before', () => {
    expect(risksOf(between(rules(one), rules(two)), 'way')).toEqual(['no-restart']);
    expect(risksOf(between(rules(two), rules(one)), 'way')).toEqual(['no-restart']);
  });

  test('opens and closes where it trades one port for another', () => {
    expect(risksOf(between(rules(one), rules(one.replace('port: 2', 'port: 3'))), 'way')).toEqual([
      'availability',
      'exposure',
    ]);
  });
});

describe('rights of a Kafka user', () => {
  const user = (acls: string) => ({
    'dev/kafka/user.yaml': `apiVersion: kafka.strimzi.io/v1\nkind: KafkaUser\nmetadata: {name: shop, namespace: kafka}\nspec: {authorization: {type: simple, acls: [${acls}]}}\n`,
  });
  const acl = (name: string, pattern = 'literal', operation = 'Read') =>
    `{resource: {type: topic, name: '${name}', patternType: ${pattern}}, operations: [${operation}]}`;
  const risks = (before: string, after: string) => risksOf(between(user(before), user(after)), 'shop');

  test('are lost only where no wider one is left', () => {
    expect(risks(acl('orders'), acl('*'))).toEqual(['exposure']);
    expect(risks(acl('orders'), acl('ord', 'prefix'))).toEqual(['exposure']);
    expect(risks(acl('orders'), acl('orders', 'literal', 'All'))).toEqual(['exposure']);
    expect(risks(acl('orders'), acl('bills'))).toEqual(['availability', 'exposure']);
    expect(risks(`${acl('orders')}, ${acl('bills')}`, acl('orders'))).toEqual(['availability']);
  });
});

describe('an AppProject', () => {
  const tree = (to: string) => ({
    'dev/apps/project.yaml': `apiVersion: argoproj.io/v1alpha1\nkind: AppProject\nmetadata: {name: dev, namespace: argocd}\nspec: {destinations: [${to}]}\n`,
    'dev/apps/app.yaml':
      "apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: dev-web, namespace: argocd}\nspec: {project: dev, destination: {server: 'https://a', namespace: web}}\n",
  });
  const risks = (before: string, after: string) => risksOf(between(tree(before), tree(after)), 'dev');
  const [web, sql, any] = [
    "{server: 'https://a', namespace: web}",
    "{server: 'https://a', namespace: sql}",
    "{server: '*', namespace: 'w*'}",
  ];

  test('shuts out only those that deploy where it no longer lets them', () => {
    expect(risks(`${web}, ${sql}`, sql)).toEqual(['rejected']);
    expect(risks(`${web}, ${sql}`, web)).toEqual(['no-restart']);
    expect(risks(`${web}, ${any}`, any)).toEqual(['no-restart']);
  });
});
