import { BUILT_IN, CUSTOM, VERSIONS, ZERO } from '../schema/faults';
import { object } from '../schema/objects';
import { added, edited, type Fault } from './fault';

type Case = readonly [title: string, text: string, at: string];

const of =
  (rule: string, whose: string, more = '') =>
  ([title, text, at]: Case): Fault =>
    added(rule, `${title}${whose}`, at, 'dev/web', text + more);

/** The Kubernetes that the cases on versions are about. */
const PROJECT = `---
apiVersion: argoproj.io/v1alpha1
kind: AppProject
metadata: {name: other, namespace: argocd, annotations: {slipway.dev/kubernetes: "1.35"}}`;

const unknown = (title: string, type: string, names: string): Fault =>
  added('unknown-kind', title, names, 'dev/web', object(type, ''));

/** Faults of single objects against the schemas of their kinds, and kinds and versions there are not. */
export const schemas: readonly Fault[] = [
  ...[...BUILT_IN, ...ZERO].map(of('schema', '')),
  ...CUSTOM.map(of('schema', ' of an add-on')),
  ...VERSIONS.map(of('api-version', '', PROJECT)),
  edited('api-version', 'a minor that is none', 'latest', ['AppProject', 'dev'], ({ metadata }) => {
    metadata.annotations['slipway.dev/kubernetes'] = 'latest';
  }),
  unknown('a misspelt kind of Kubernetes', 'apps/v1 Deploymnt', 'Deploymnt'),
  unknown('a misspelt kind of an add-on', 'kafka.strimzi.io/v1 KafkaTopik', 'KafkaTopik'),
  unknown('a kind of another group', 'batch/v1 Deployment', 'Deployment'),
  unknown('a kind nobody described', 'rockets.example.com/v1 Rocket', 'Rocket'),
  unknown('a misspelt group', 'monitoring.coreos.co/v1 ServiceMonitor', 'monitoring.coreos.co'),
];
