import { k8s } from 'cdk8s-plus-28';
import type { ServiceChart } from '../chart';
import type { PlannedService } from '../plan';
import { podsBehind, serviceName } from '../plan-edges';

/** One Service for each name in `serves`, with all the ports that share it; operators make their own. */
export function services(chart: ServiceChart, { service }: PlannedService): void {
  const ours = Object.entries(service.serves).filter(([, endpoint]) => !endpoint.operated);
  for (const name of new Set(ours.map(([key]) => serviceName(service, key)))) {
    if (name === null) continue;
    const ports = ours.filter(([key]) => serviceName(service, key) === name);
    const [first = ''] = ports.map(([key]) => key);
    new k8s.KubeService(chart, `service-${name}`, {
      metadata: { name, labels: serviceLabels(chart, name) },
      spec: {
        type: 'ClusterIP',
        selector: { ...podsBehind(service, first) },
        ports: ports.map(([key, { port, targetPort = port, portName = key }]) => ({
          name: portName,
          port,
          targetPort: k8s.IntOrString.fromNumber(targetPort),
          protocol: 'TCP',
        })),
      },
    });
  }
}

/** Labels that tell this Service from others of the namespace; its ServiceMonitor selects by them. */
export const serviceLabels = (chart: ServiceChart, name: string): { [label: string]: string } => ({
  ...chart.labels,
  'app.kubernetes.io/component': name,
});
