import type { PlanFile } from '../../manifest/plan-file';
import type { ManifestFile } from '../../manifest/types';
import { heldAgainst, planOf } from '../verify/plans';
import { changed, clean, plus, without } from '../verify/trees';
import { CLEAN, type Fault, textsOf } from './fault';

const CONFIG = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: extra, namespace: web}';

const fault = (
  name: string,
  names: string,
  files: () => readonly ManifestFile[],
  plan: (whole: PlanFile) => PlanFile = (whole) => whole,
): Fault => ({
  rule: 'plan-closure',
  name,
  origin: CLEAN,
  names,
  find: () => heldAgainst(plan(planOf(clean())), files()),
  texts: () => textsOf(files()),
});

const gone = (name: string, kind: string, object: string): Fault =>
  fault(name, object, () => without(clean(), kind, object));

/** Trees that differ from what was planned. */
export const planned: readonly Fault[] = [
  gone('a Service that got lost', 'Service', 'store-peers'),
  gone('a policy that got lost', 'NetworkPolicy', 'default-deny'),
  gone('a budget that got lost', 'PodDisruptionBudget', 'store'),
  gone('a monitor that got lost', 'ServiceMonitor', 'store'),
  fault('a key that got lost', 'username', () =>
    changed('ExternalSecret', 'web/store-web', ({ spec }) => {
      delete spec.target.template.data.username;
    }),
  ),
  fault('an object nobody planned', 'ConfigMap web/extra', () => plus(clean(), 'dev/web', CONFIG)),
  fault('an object in another folder', 'Service web/web', () =>
    clean().map((file) =>
      file.path === 'dev/web/service-web.yaml' ? { ...file, path: 'dev/store/service-web.yaml' } : file,
    ),
  ),
  fault('a service without folder', 'shop', clean, (plan) => ({
    ...plan,
    services: [...plan.services, { name: 'shop', wave: 1 }],
  })),
];
