import { application, PROJECT, ROOT } from './clean-gitops';
import {
  account,
  credential,
  MONITORING,
  POLICY_HEADER,
  STATEFUL,
  STORE_POLICIES,
  service,
  WEB,
} from './clean-services';

const namespace = (name: string, backup = ''): string => `
apiVersion: v1
kind: Namespace
metadata:
  name: ${name}
  labels: {pod-security.kubernetes.io/enforce: restricted}
  annotations: {argocd.argoproj.io/sync-options: "Prune=false,Delete=false", slipway.dev/needs: none${backup}}`;

const guard = (name: string): string => `
${POLICY_HEADER}
metadata: {name: default-deny, namespace: ${name}}
spec: {podSelector: {}, policyTypes: [Ingress, Egress]}
---
${POLICY_HEADER}
metadata: {name: allow-dns, namespace: ${name}}
spec:
  podSelector: {}
  policyTypes: [Egress]
  egress:
  - to: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: kube-system}}}]
    ports: [{port: 53, protocol: UDP}, {port: 53, protocol: TCP}]`;

const STORE = (name: string): string => `
apiVersion: external-secrets.io/v1
kind: ClusterSecretStore
metadata: {name: ${name}, annotations: {argocd.argoproj.io/sync-options: "Prune=false,Delete=false"}}
spec: {provider: {aws: {service: SecretsManager, region: eu-central-1}}}
---
apiVersion: cert-manager.io/v1
kind: ClusterIssuer
metadata: {name: public}
spec: {acme: {server: https://acme.example.com/directory, privateKeySecretRef: {name: public}}}`;

/** A small overlay no rule has anything against: two services, one reading the other, by folder. */
export const CLEAN_OVERLAY: Readonly<Record<string, readonly string[]>> = {
  dev: [ROOT],
  'dev/apps': [
    PROJECT,
    application('namespaces', -2, ''),
    application('cluster', -1, ''),
    application('store', 0, 'store'),
    application('web', 1, 'web'),
  ],
  'dev/cluster': [STORE('platform')],
  'dev/namespaces': [
    namespace('store', ', slipway.dev/backup: mirrored by hand'),
    guard('store'),
    namespace('web'),
    guard('web'),
  ],
  'dev/store': [
    account('store'),
    STATEFUL,
    service('store', 'store'),
    service('store-peers', 'store', 'clusterIP: None'),
    credential('store'),
    STORE_POLICIES,
    MONITORING,
  ],
  'dev/web': [account('web'), WEB, service('web', 'web'), credential('web')],
};
