/** Flow-style bodies put together to small objects, so that a case shows only what it is about. */

/** An object of a kind: `apiVersion kind`, then its fields in YAML's flow style. */
export const object = (type: string, fields: string, metadata = 'name: x, namespace: x'): string => {
  const [apiVersion, kind] = type.split(' ');
  return `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {${metadata}}\n${fields}\n`;
};

/** A Pod with these fields in its only container. */
export const container = (fields: string): string =>
  object('v1 Pod', `spec: {containers: [{name: x, image: x${fields ? `, ${fields}` : ''}}]}`);

/** A Pod with these fields in its spec. */
export const pod = (fields: string): string =>
  object('v1 Pod', `spec: {containers: [{name: x, image: x}]${fields ? `, ${fields}` : ''}}`);

/** A Deployment with these fields in its spec. */
export const deployment = (fields: string): string =>
  object(
    'apps/v1 Deployment',
    `spec: {selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}}, spec: {containers: [{name: x, image: x}]}}${fields ? `, ${fields}` : ''}}`,
  );

/** A Service with these fields in its only port. */
export const port = (fields: string): string => object('v1 Service', `spec: {ports: [{${fields}}]}`);

/** A topic of Strimzi with these fields in its spec. */
export const topic = (fields: string): string => object('kafka.strimzi.io/v1 KafkaTopic', `spec: {${fields}}`);

/** A cluster of CloudNativePG with these fields in its spec. */
export const cluster = (fields: string): string =>
  object('postgresql.cnpg.io/v1 Cluster', `spec: {instances: 1, storage: {size: 1Gi}${fields ? `, ${fields}` : ''}}`);

/** An Application of Argo CD with these fields in its spec. */
export const application = (fields: string): string =>
  object('argoproj.io/v1alpha1 Application', `spec: {project: x, destination: {}${fields ? `, ${fields}` : ''}}`);
