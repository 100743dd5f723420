import { defineAddon } from '../../platform/addon';
import { type Footprint, footprint } from './footprint';
import { type RepositoryAndTag, repositoryAndTag } from './image';

interface DorisOperatorValues {
  readonly dorisOperator: {
    readonly image: RepositoryAndTag & { readonly imagePullSecret: string; readonly imagePullPolicy: 'IfNotPresent' };
    readonly resources: Footprint;
  };
}

const VERSION = '26.0.0';

/**
 * Frontends and backends by the phases the operator gives them; it says nothing of the whole. Source: doris-operator
 * 26.0.0, api/doris/v1/types.go, `ComponentPhase`.
 */
const DORIS_CLUSTER = `local hs = { status = "Progressing", message = "Waiting for the operator" }
local s = obj.status or {}
for _, part in ipairs({ "feStatus", "beStatus" }) do
  local condition = (s[part] or {}).componentCondition
  if condition == nil then
    return hs
  end
  hs.message = part .. ": " .. (condition.phase or "unknown")
  if condition.phase == "haveMemberFailed" then
    hs.status = "Degraded"
  end
  if condition.phase ~= "available" then
    return hs
  end
end
hs.status = "Healthy"
hs.message = "Frontends and backends are available"
return hs
`;

/**
 * The Doris operator, for every namespace. It is one pod: while it is away Doris goes on, only changes wait. Values:
 * chart's `values.yaml` at tag 26.0.0; the pull Secret is a name, and an empty one stands for none.
 */
export const dorisOperator = defineAddon('doris-operator', {
  chart: { repository: 'https://charts.selectdb.com', name: 'doris-operator', version: VERSION },
  namespace: 'doris-operator',
  provides: ['doris.selectdb.com', 'disaggregated.cluster.doris.com'],
  holdsData: ['DorisCluster.doris.selectdb.com'],
  health: { 'doris.selectdb.com_DorisCluster': DORIS_CLUSTER },
  podSecurity: { level: 'baseline', reason: 'The chart sets no seccomp profile and has no value for one.' },
  images: { operator: `docker.io/apache/doris:operator-${VERSION}` },
  values: ({ site, images }): DorisOperatorValues => ({
    dorisOperator: {
      image: {
        ...repositoryAndTag(images.operator),
        imagePullSecret: site.registry.pullSecret ?? '',
        imagePullPolicy: 'IfNotPresent',
      },
      resources: footprint('50m', '128Mi', '512Mi'),
    },
  }),
});
