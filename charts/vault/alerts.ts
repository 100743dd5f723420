import type { Alert } from '../../platform/alert';
import type { Settings } from './settings';

const IN = '{namespace="vault"}';
const slow = (name: string): string => `vault_${name}{namespace="vault",quantile="0.9"}`;

/** Alerts on the metrics of both flavours, which kept their prefix. Source: Vault and OpenBao documentation, telemetry. */
export const alerts = ({ replicas }: Settings): readonly Alert[] => [
  {
    alert: 'VaultSealed',
    expr: `max by (pod) (vault_core_unsealed${IN}) == 0`,
    for: '2m',
    severity: 'critical',
    summary: '{{ $labels.pod }} is sealed',
    description: 'It restarted and nobody opened it, or its key cannot be reached: unseal it, or look at the seal.',
  },
  {
    alert: 'VaultNoActiveServer',
    expr: `sum(vault_core_active${IN}) < 1 or absent(vault_core_active${IN})`,
    for: '2m',
    severity: 'critical',
    summary: 'No server of Vault is active',
    description: 'No secret can be read or written: most servers are sealed or away, or they do not reach one another.',
  },
  ...(replicas > 1 ? together(replicas) : []),
  {
    alert: 'VaultAuditFailing',
    expr: `sum(increase(vault_audit_log_request_failure${IN}[5m])) + sum(increase(vault_audit_log_response_failure${IN}[5m])) > 0`,
    for: '1m',
    severity: 'critical',
    summary: 'Vault cannot write its audit log',
    description: 'Once no audit device works, Vault answers nobody: look at the audit volume of the active server.',
  },
  {
    alert: 'VaultLeasesMany',
    expr: `max(vault_expire_num_leases${IN}) > 100000`,
    for: '15m',
    severity: 'warning',
    summary: 'Vault keeps {{ $value | humanize }} leases',
    description: 'Somebody logs in again and again without end: find the role in the audit log.',
  },
  {
    alert: 'VaultSlow',
    expr: `max(${slow('core_handle_request')}) > 1000`,
    for: '10m',
    severity: 'warning',
    summary: 'A tenth of the requests to Vault take longer than {{ $value | humanize }} ms',
    description: 'Look at the disks of the servers, at their CPU, and at the key that opens the seal.',
  },
];

/** What can only go wrong between several servers. */
const together = (replicas: number): readonly Alert[] => [
  {
    alert: 'VaultServerMissing',
    expr: `count(vault_core_unsealed${IN} == 1) < ${replicas}`,
    for: '10m',
    severity: 'warning',
    summary: 'Vault has {{ $value }} of its servers',
    description: 'One more loss may cost the majority: look for a pod that is not running, sealed, or not scraped.',
  },
  {
    alert: 'VaultAutopilotUnhealthy',
    expr: `min(vault_autopilot_healthy${IN}) == 0`,
    for: '5m',
    severity: 'critical',
    summary: 'The servers of Vault do not all follow the active one',
    description: 'See `vault operator raft autopilot state`: a server is away, or its disk is too slow to keep up.',
  },
  {
    alert: 'VaultNoFailureTolerance',
    expr: `min(vault_autopilot_failure_tolerance${IN}) < 1`,
    for: '10m',
    severity: 'warning',
    summary: 'Vault cannot lose another server',
    description: 'One more loss stops reading and writing: bring the missing server back.',
  },
  {
    alert: 'VaultLeadershipFlapping',
    expr: `sum(increase(vault_core_leadership_lost_count${IN}[1h])) > 3`,
    for: '5m',
    severity: 'warning',
    summary: 'Vault changed its active server {{ $value | humanize }} times within an hour',
    description: 'Servers lose one another or stall: look at the network between nodes and at the latency of disks.',
  },
  {
    alert: 'VaultRaftContactSlow',
    expr: `max(${slow('raft_leader_lastContact')}) > 200`,
    for: '5m',
    severity: 'warning',
    summary: 'Servers of Vault heard from the active one {{ $value | humanize }} ms ago',
    description: 'Elections follow when it grows: look at CPU, disk and network of the active server.',
  },
];
