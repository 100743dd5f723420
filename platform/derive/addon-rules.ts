import type { ServiceChart } from '../chart';
import type { Plan, PlannedService } from '../plan';
import { page } from './documents';
import { RULES_API, rule } from './monitoring';

/** Alerts on add-ons, in the namespace of who scrapes: an add-on may be older than the kind of its rules. */
export function addonRules(chart: ServiceChart, { service: { scrapes } }: PlannedService, plan: Plan): void {
  if (!scrapes) return;
  for (const { name, addon } of plan.addons) {
    const { alerts = [] } = addon;
    if (alerts.length === 0) continue;
    const rules = alerts.map((alert) => rule(name, alert, page(plan, 'addons', name, alert.alert.toLowerCase())));
    chart.object(RULES_API, 'PrometheusRule', { name: `addon-${name}` }, { spec: { groups: [{ name, rules }] } });
  }
}
