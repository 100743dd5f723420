import type { Labels } from './endpoint';

/** A Prometheus alerting rule as a service states it; the runbook link is derived. */
export interface Alert {
  /** In CamelCase, unique in the overlay. */
  readonly alert: string;
  /** PromQL. */
  readonly expr: string;
  /** How long it must hold, as a Prometheus duration: `5m`. */
  readonly for: string;
  /** `none` tells nobody by itself. */
  readonly severity: 'critical' | 'warning' | 'none';
  /** One line, may quote labels: `{{ $labels.pod }}`. */
  readonly summary: string;
  /** What it means and what to look at first. */
  readonly description: string;
  /** Labels besides `severity` and `service`, or another `service` than the one that states it. */
  readonly labels?: Labels;
}
