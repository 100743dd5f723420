import { byCodeUnit, type Manifest } from '../../manifest/types';
import type { Plan } from '../plan';
import { application, folder, IN_CLUSTER, inArgocd } from './application';

/** The one file a person applies: the root Application over `apps/`, in a project that alone may write to Argo CD. */
export function root({ overlay }: Plan): readonly Manifest[] {
  const project = `${overlay.name}-root`;
  return [
    inArgocd('AppProject', project, {
      description: `The Applications of ${overlay.name}`,
      sourceRepos: [overlay.repository.repoURL],
      destinations: [{ server: IN_CLUSTER, namespace: 'argocd' }],
      clusterResourceWhitelist: [],
      namespaceResourceWhitelist: [
        { group: 'argoproj.io', kind: 'AppProject' },
        { group: 'argoproj.io', kind: 'Application' },
      ],
    }),
    // Applications live where Argo CD does, whatever cluster they lead to.
    application(
      { ...overlay, site: { ...overlay.site, destination: { server: IN_CLUSTER } } },
      { name: 'root', project, wave: 0, namespace: 'argocd', sources: [folder(overlay, 'apps')], prune: false },
    ),
  ];
}

/**
 * Health checks that Argo CD does not ship, as the part of `argocd-cm` that is ours: to be applied server-side, so that
 * whoever else owns keys of that ConfigMap keeps them.
 */
export function healthChecks({ addons }: Plan): Manifest {
  const checks = addons.flatMap(({ addon }) => Object.entries(addon.health ?? {}));
  const all = [['argoproj.io_Application', APPLICATION_HEALTH] as const, ...checks];
  const keyed = all.map(([kind, lua]) => [`resource.customizations.health.${kind}`, lua] as const);
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: {
      name: 'argocd-cm',
      namespace: 'argocd',
      labels: { 'app.kubernetes.io/name': 'argocd-cm', 'app.kubernetes.io/part-of': 'argocd' },
    },
    data: Object.fromEntries([...keyed].sort(([a], [b]) => byCodeUnit(a, b))),
  };
}

/**
 * Without this, waves on Applications do nothing; with the documented one, a child counts as healthy while it is still
 * out of sync and half applied, and the next wave starts too early.
 */
const APPLICATION_HEALTH = `local hs = { status = "Progressing", message = "Waiting for the first sync" }
local s = obj.status
if s == nil then
  return hs
end
if s.operationState ~= nil then
  local phase = s.operationState.phase
  if phase == "Running" or phase == "Terminating" then
    hs.message = "Sync is running"
    return hs
  end
  if phase == "Failed" or phase == "Error" then
    hs.status = "Degraded"
    hs.message = s.operationState.message or "Sync failed"
    return hs
  end
end
if s.sync == nil or s.sync.status ~= "Synced" then
  hs.message = "Not synced"
  return hs
end
if s.health ~= nil and s.health.status ~= nil then
  hs.status = s.health.status
  hs.message = s.health.message or ""
end
return hs
`;
