import { figure, lines, type Panel } from '../../platform/dashboard';

const HERE = '{namespace="vault"}';

/** What Vault's dashboard shows: whether it is open and whole, what is asked of it, how well its servers keep up. */
export const dashboard = (): readonly Panel[] => [
  figure('Servers unsealed', 'count', `count(vault_core_unsealed${HERE} == 1)`),
  figure('Active servers', 'count', `sum(vault_core_active${HERE})`),
  figure('Losses it survives', 'count', `max(vault_autopilot_failure_tolerance${HERE})`),
  lines('Requests', 'per second', {
    '{{pod}}': `sum by (pod) (rate(vault_core_handle_request_count${HERE}[5m]))`,
  }),
  lines('Time of a request', 'seconds', {
    'nine of ten': `max(vault_core_handle_request{namespace="vault",quantile="0.9"}) / 1000`,
  }),
  lines('Logins', 'per second', { tokens: `sum(rate(vault_token_creation${HERE}[5m]))` }),
  lines('Leases', 'count', { leases: `max(vault_expire_num_leases${HERE})` }),
  lines('Since followers heard from the active server', 'seconds', {
    'nine of ten': `max(vault_raft_leader_lastContact{namespace="vault",quantile="0.9"}) / 1000`,
  }),
  lines('Audit entries that failed', 'per second', {
    requests: `sum(rate(vault_audit_log_request_failure${HERE}[5m]))`,
    responses: `sum(rate(vault_audit_log_response_failure${HERE}[5m]))`,
  }),
];
