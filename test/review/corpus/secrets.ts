import { type Case, object, of, pop, push, set } from './case';

/** A pod that reads a ConfigMap and a Secret by their names. */
const reader = object(`
apiVersion: v1
kind: Pod
metadata: {name: reader, namespace: shop}
spec: {containers: [{name: reader, image: 'x/reader:1.0.0', envFrom: [{secretRef: {name: web}}]}]}
`);
const external = of(
  object(`
apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata: {name: web, namespace: shop}
spec:
  refreshInterval: 1h
  secretStoreRef: {kind: ClusterSecretStore, name: platform}
  target: {name: web, creationPolicy: Owner}
  data:
  - {secretKey: password, remoteRef: {key: shop/web, property: password}}
  - {secretKey: user, remoteRef: {key: shop/web, property: user}}
`),
  reader,
);
const spare = of(
  object(`
apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata: {name: spare, namespace: shop}
spec: {secretStoreRef: {kind: ClusterSecretStore, name: platform}, dataFrom: [{extract: {key: shop/spare}}]}
`),
);
const pushing = of(
  object(`
apiVersion: external-secrets.io/v1alpha1
kind: PushSecret
metadata: {name: web, namespace: shop}
spec:
  updatePolicy: IfNotExists
  deletionPolicy: None
  refreshInterval: 1h
  secretStoreRefs: [{kind: ClusterSecretStore, name: platform}]
  selector: {generatorRef: {kind: ClusterGenerator, name: password}}
  data: [{match: {secretKey: password, remoteRef: {remoteKey: shop/web}}}]
`),
);
const deleting = of(
  object(`
apiVersion: external-secrets.io/v1alpha1
kind: PushSecret
metadata: {name: gone, namespace: shop}
spec: {updatePolicy: IfNotExists, deletionPolicy: Delete, secretStoreRefs: [], data: []}
`),
);
const store = of(
  object(`
apiVersion: external-secrets.io/v1
kind: ClusterSecretStore
metadata: {name: platform}
spec: {conditions: [{namespaces: [shop]}], provider: {vault: {server: 'https://vault:8200', path: kv}}}
`),
);
const certificate = of(
  object(`
apiVersion: cert-manager.io/v1
kind: Certificate
metadata: {name: web, namespace: shop}
spec: {secretName: web-tls, dnsNames: [shop.example.com], issuerRef: {kind: ClusterIssuer, name: letsencrypt}, renewBefore: 720h}
`),
);
const issuer = of(
  object(`
apiVersion: cert-manager.io/v1
kind: ClusterIssuer
metadata: {name: letsencrypt}
spec: {acme: {server: 'https://acme.example.com', email: ops@example.com, privateKeySecretRef: {name: key}, solvers: []}}
`),
);

/** Changes of what External Secrets and cert-manager keep. */
export const secrets: readonly Case[] = [
  external.change(
    'a key more',
    push('spec.data', { secretKey: 'host', remoteRef: { key: 'shop/web', property: 'host' } }),
    'no-restart',
  ),
  external.change('a key less', pop('spec.data'), 'availability'),
  external.change('another name', set('spec.target.name', 'site'), 'availability'),
  external.change('pace', set('spec.refreshInterval', '5m'), 'no-restart'),
  external.change('another place in the store', set('spec.data.0.remoteRef.key', 'shop/other'), 'no-restart'),
  external.change('goes with the value', set('spec.target.deletionPolicy', 'Delete'), 'availability'),
  external.change('a field that does not exist', set('spec.turbo', true), 'not-judged'),
  external.remove('availability'),
  spare.remove('no-restart'),
  external.add('no-restart'),
  pushing.change('overwrites', set('spec.updatePolicy', 'Replace'), 'data-at-risk'),
  pushing.change('deletes', set('spec.deletionPolicy', 'Delete'), 'data-at-risk'),
  pushing.change('pace', set('spec.refreshInterval', '5m'), 'no-restart'),
  pushing.remove('no-restart'),
  deleting.remove('data-at-risk'),
  store.change('more namespaces', push('spec.conditions', { namespaces: ['other'] }), 'exposure'),
  store.change('another server', set('spec.provider.vault.server', 'https://bao:8200'), 'not-judged'),
  store.remove('availability'),
  certificate.change('another name', push('spec.dnsNames', 'www.example.com'), 'no-restart'),
  certificate.change('may sign', set('spec.isCA', true), 'exposure'),
  certificate.change('renewal', set('spec.renewBefore', '360h'), 'no-restart'),
  certificate.change('another issuer', set('spec.issuerRef.name', 'internal'), 'no-restart'),
  certificate.remove('availability'),
  issuer.change('solvers', set('spec.acme.solvers', [{ http01: {} }]), 'no-restart'),
  issuer.remove('availability'),
];
