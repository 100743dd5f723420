import { ApiObject, type Chart } from 'cdk8s';
import { k8s } from 'cdk8s-plus-28';

/**
 * Objects like those of a real service, the same for every contender: `count` of them, in turns of five kinds. Nothing is
 * wrong with them, as a platform that is in use has few findings or none.
 */
export function fill(chart: Chart, count: number): void {
  for (let index = 0; index < count; index++)
    KINDS[index % KINDS.length]?.(chart, `part-${index}`, beside(index, count));
}

/** Names of the two objects that come next in their turn, as far as there are. */
const beside = (index: number, count: number): readonly string[] =>
  [index + 1, index + 2].filter((next) => next < count).map((next) => `part-${next}`);

const labels = (name: string) => ({ 'app.kubernetes.io/name': name });

const KINDS: readonly ((chart: Chart, name: string, beside: readonly string[]) => void)[] = [
  (chart, name, [, config]) =>
    new k8s.KubeDeployment(chart, name, {
      metadata: { name },
      spec: {
        replicas: 1,
        selector: { matchLabels: labels(name) },
        template: {
          metadata: { labels: labels(name) },
          spec: {
            automountServiceAccountToken: false,
            securityContext: { runAsNonRoot: true, runAsUser: 1000, seccompProfile: { type: 'RuntimeDefault' } },
            containers: [
              {
                name: 'main',
                image: `docker.io/example/${name}:1.0.0`,
                args: ['serve', '--port', '8080'],
                env: Array.from({ length: 8 }, (_, i) => ({ name: `SETTING_${i}`, value: `value of ${i}` })),
                ports: [{ name: 'http', containerPort: 8080, protocol: 'TCP' }],
                resources: {
                  requests: { cpu: k8s.Quantity.fromString('100m'), memory: k8s.Quantity.fromString('128Mi') },
                  limits: { memory: k8s.Quantity.fromString('128Mi') },
                },
                readinessProbe: {
                  httpGet: { path: '/ready', port: k8s.IntOrString.fromNumber(8080) },
                  periodSeconds: 10,
                },
                securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
                ...(config ? { volumeMounts: [{ name: 'config', mountPath: '/config', readOnly: true }] } : {}),
              },
            ],
            ...(config ? { volumes: [{ name: 'config', configMap: { name: config } }] } : {}),
          },
        },
      },
    }),
  (chart, name) =>
    new k8s.KubeService(chart, name, {
      metadata: { name },
      spec: {
        selector: labels(`part-${Number(name.slice(5)) - 1}`),
        ports: [{ name: 'http', port: 80, targetPort: k8s.IntOrString.fromNumber(8080), protocol: 'TCP' }],
      },
    }),
  (chart, name) =>
    new k8s.KubeConfigMap(chart, name, {
      metadata: { name },
      data: {
        'main.properties': Array.from({ length: 25 }, (_, i) => `key.number.${i}=some value, of ${name}\n`).join(''),
      },
    }),
  (chart, name) =>
    new k8s.KubeNetworkPolicy(chart, name, {
      metadata: { name },
      spec: {
        podSelector: {},
        policyTypes: ['Ingress'],
        ingress: [
          { from: [{ podSelector: {} }], ports: [{ protocol: 'TCP', port: k8s.IntOrString.fromNumber(8080) }] },
        ],
      },
    }),
  (chart, name) =>
    new ApiObject(chart, name, {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'PrometheusRule',
      metadata: { name },
      spec: {
        groups: [
          {
            name,
            rules: Array.from({ length: 3 }, (_, i) => ({
              alert: `Alert${i}`,
              expr: `rate(errors_total{job="${name}"}[5m]) > ${i}`,
              for: '5m',
              labels: { severity: 'warning' },
              annotations: { summary: `Errors of ${name}` },
            })),
          },
        ],
      },
    }),
];
