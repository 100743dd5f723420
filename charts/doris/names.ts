import type { Labels } from '../../platform/service';

/** Name of the cluster; Services, StatefulSets and pods of the operator begin with it. */
export const CLUSTER = 'doris';

/** Labels the operator selects its pods by. Source: doris-operator 26.0.0, api/doris/v1/doriscluster_util.go. */
const podsOf = (part: 'fe' | 'be'): Labels => ({
  'app.doris.ownerreference/name': `${CLUSTER}-${part}`,
  'app.kubernetes.io/component': part,
});

export const FRONTENDS = podsOf('fe');
export const BACKENDS = podsOf('be');

/** The Services in front of ready frontends and backends. */
export const FRONTEND_SERVICE = `${CLUSTER}-fe-service`;
export const BACKEND_SERVICE = `${CLUSTER}-be-service`;

/** Port of the MySQL protocol. */
export const QUERY_PORT = 9030;
