import { atLeast, type Checks, matching, oneOf } from '../../platform/settings';

/** What an overlay may change about monitoring. */
export interface Settings {
  readonly prometheus: {
    /** Servers that each scrape everything: one, or two so that one may fail. */
    readonly replicas: number;
    readonly cpu: string;
    /** Memory of each server: 2 to 4 kB for each active series. */
    readonly memory: string;
    /** Volume of each server; the oldest samples go when it is 85 % full. */
    readonly storage: string;
    readonly retentionDays: number;
  };
  /** Alertmanagers that tell people together: one, or three. */
  readonly alertmanagers: number;
  readonly loki: {
    /** Servers: one, or at least three, which keep each line three times until it is in the object store. */
    readonly replicas: number;
    readonly cpu: string;
    readonly memory: string;
    /** Volume of each server for what is not in the object store yet. */
    readonly storage: string;
    readonly retentionDays: number;
  };
  /** Share of requests to a public service that shall succeed, in per cent over 30 days. */
  readonly objective: number;
  /** Who is told. The addresses are secrets that people put into the store. */
  readonly receivers: {
    /** Whom critical alerts wake: `none`, `pagerduty` or `webhook`. */
    readonly pager: 'none' | 'pagerduty' | 'webhook';
    /** Where warnings are written: `none`, `slack` or `webhook`. */
    readonly chat: 'none' | 'slack' | 'webhook';
    /** Whether somebody outside is told every minute that alerting works, and raises the alarm when it is not. */
    readonly deadman: boolean;
  };
  /**
   * Realm of Keycloak where people log in to Grafana, as host and path: `login.example.com/realms/platform`. Empty: by
   * password, as `admin`.
   */
  readonly oidc: string;
}

export const defaults: Settings = {
  prometheus: { replicas: 2, cpu: '500m', memory: '4Gi', storage: '50Gi', retentionDays: 15 },
  alertmanagers: 3,
  loki: { replicas: 3, cpu: '500m', memory: '2Gi', storage: '10Gi', retentionDays: 30 },
  objective: 99.9,
  receivers: { pager: 'none', chat: 'none', deadman: false },
  oidc: '',
};

export const accepts: Checks<Settings> = {
  prometheus: { replicas: atLeast(1), retentionDays: atLeast(1) },
  alertmanagers: atLeast(1),
  loki: {
    replicas: (value) => (value === 1 || value >= 3 ? undefined : '1, or at least 3'),
    retentionDays: atLeast(1),
  },
  objective: (value) => (value >= 90 && value < 100 ? undefined : 'a percentage of at least 90 and below 100'),
  receivers: { pager: oneOf('none', 'pagerduty', 'webhook'), chat: oneOf('none', 'slack', 'webhook') },
  oidc: matching(/^$|^[a-z0-9.-]+(:\d+)?(\/[\w./-]+)?$/, 'a host and a path, without https://'),
};

/** Ports of those who are told of alerts and of who is asked who somebody is; none where nobody is. */
export function toldOrAsked({ receivers, oidc }: Settings): readonly number[] {
  const told = receivers.deadman || receivers.pager !== 'none' || receivers.chat !== 'none' ? [443] : [];
  const asked = oidc === '' ? [] : [Number(new URL(`https://${oidc}`).port || 443)];
  return [...new Set([...told, ...asked])];
}
