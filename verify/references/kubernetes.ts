import { type Naming, type Namings, name, target } from './naming';

const backend = (path: string): Naming => ({
  path,
  read: (value, at, { namespace }) => {
    const port = value.port?.name ?? value.port?.number;
    return target('Service', `${at}.${port === undefined ? 'name' : 'port'}`, value.name, {
      namespace,
      ...(port === undefined ? {} : { port }),
    });
  },
});

const webhook: Naming = {
  path: 'webhooks[].clientConfig.service',
  read: (value, at) => target('Service', at, value.name, { namespace: value.namespace, port: value.port ?? 443 }),
};

const subjects: Naming = {
  path: 'subjects[]',
  read: (value, at, item) =>
    value.kind === 'ServiceAccount'
      ? target('ServiceAccount', `${at}.name`, value.name, { namespace: value.namespace ?? item.namespace })
      : [],
};

const roleRef: Naming = {
  path: 'roleRef',
  read: (value, at, { namespace }) =>
    /^(?:cluster-admin|admin|edit|view|system:.*)$/.test(value.name ?? '')
      ? []
      : target(
          `rbac.authorization.k8s.io/${value.kind}`,
          `${at}.name`,
          value.name,
          value.kind === 'ClusterRole' ? {} : { namespace },
        ),
};

const scaleTarget: Naming = {
  path: 'spec.scaleTargetRef',
  read: (value, at, { namespace }) => {
    const group = String(value.apiVersion ?? 'apps/v1').split('/');
    const kind = group.length > 1 ? `${group[0]}/${value.kind ?? 'Deployment'}` : (value.kind ?? 'apps/Deployment');
    return target(kind, `${at}.name`, value.name, { namespace });
  },
};

/** Built-in kinds and those that scale them. Source: Kubernetes API reference. */
export const kubernetes: Namings = {
  'admissionregistration.k8s.io/MutatingWebhookConfiguration': [webhook],
  'admissionregistration.k8s.io/ValidatingWebhookConfiguration': [webhook],
  'apps/StatefulSet': [name('Service', 'spec.serviceName')],
  'autoscaling/HorizontalPodAutoscaler': [scaleTarget],
  'keda.sh/ScaledObject': [scaleTarget],
  'networking.k8s.io/Ingress': [
    backend('spec.rules[].http.paths[].backend.service'),
    backend('spec.defaultBackend.service'),
    name('Secret', 'spec.tls[].secretName'),
    {
      path: 'metadata.annotations',
      read: (annotations, at) =>
        target(
          'cert-manager.io/ClusterIssuer',
          `${at}["cert-manager.io/cluster-issuer"]`,
          annotations['cert-manager.io/cluster-issuer'],
          {},
        ),
    },
  ],
  'rbac.authorization.k8s.io/ClusterRoleBinding': [roleRef, subjects],
  'rbac.authorization.k8s.io/RoleBinding': [roleRef, subjects],
};
