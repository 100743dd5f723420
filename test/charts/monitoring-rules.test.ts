import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { Fields } from '../../manifest/types';
import { platform } from '../platform';
import { ofKind } from '../toy';
import { dashboardsOf, tree } from './monitoring-tree';

const installed = spawnSync('promtool', ['--version']).status === 0;
const folder = mkdtempSync(join(tmpdir(), 'rules-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Writes a file that promtool reads; it takes JSON for the YAML it is. */
function file(name: string, content: Fields): string {
  const path = join(folder, name);
  writeFileSync(path, JSON.stringify(content));
  return path;
}

const promtool = (...args: readonly string[]): string =>
  execFileSync('promtool', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

describe.skipIf(!installed)('promtool', () => {
  test.each(platform)('parses every rule of $name', ({ name, built }) => {
    const groups = ofKind(built, 'PrometheusRule').flatMap(({ spec }) => spec.groups);
    expect(promtool('check', 'rules', file(`${name}.json`, { groups }))).toMatch(/SUCCESS: \d+ rules found/);
  });

  test.each(platform)('parses every query of the dashboards of $name', ({ name, built }) => {
    const groups = Object.entries(dashboardsOf(built)).map(([dashboard, { panels }]) => ({
      name: dashboard,
      rules: panels
        .flatMap(({ targets }: Fields) => targets)
        .filter(({ datasource }: Fields) => datasource.uid === 'prometheus')
        .map(({ expr }: Fields, index: number) => ({ record: `panel:${index}`, expr, labels: { dashboard } })),
    }));
    if (groups.length > 0)
      expect(promtool('check', 'rules', file(`${name}-panels.json`, { groups }))).toMatch(/SUCCESS: \d+ rules found/);
  });

  /** What is to fire: alert, minute, and windows with their severity. */
  type Expected = readonly [alert: string, minute: number, windows: readonly Fields[]];

  /** A hundred requests a step at the shop, of which as many fail as `failing` counts up; a step has so many minutes. */
  function judge(step: number, failing: string, expected: readonly Expected[]): string {
    const alerts = new Set(expected.map(([alert]) => alert));
    const groups = ofKind(tree(), 'PrometheusRule', 'monitoring')
      .flatMap(({ spec }) => spec.groups)
      .map((group: Fields) => ({
        ...group,
        rules: group.rules
          .filter(({ alert, labels }: Fields) => alerts.has(alert) && labels.host === 'shop.example.com')
          .map(({ annotations: _, ...rule }: Fields) => rule),
      }));
    const series = (code: string, values: string): Fields => ({
      series: `traefik_service_requests_total{service="shop-shop-web@kubernetes",code="${code}"}`,
      values,
    });
    const interval = `${step}m`;
    const tests = {
      interval,
      input_series: [series('200', '0+100x1000'), series('503', failing)],
      alert_rule_test: expected.map(([alertname, minute, windows]) => ({
        eval_time: `${minute}m`,
        alertname,
        exp_alerts: windows.map((labels) => ({
          exp_labels: { host: 'shop.example.com', service: 'shop', ...labels },
        })),
      })),
    };
    const cases = { rule_files: [file('budget.json', { groups })], evaluation_interval: interval, tests: [tests] };
    const { stdout, stderr } = spawnSync('promtool', ['test', 'rules', file('budget-test.json', cases)], {
      encoding: 'utf8',
    });
    return `${stdout}${stderr}`;
  }

  const HOUR = { window: '1h', severity: 'critical' };
  const SIX_HOURS = { window: '6h', severity: 'critical' };
  const DAY = { window: '1d', severity: 'warning' };
  const THREE_DAYS = { window: '3d', severity: 'warning' };

  test('nobody is told of failures within the budget', () => {
    // Half of what the objective allows.
    expect(judge(1, '0+0.05x1000', [['ErrorBudgetBurnsFast', 900, []]])).toContain('SUCCESS');
    expect(judge(10, '0+0.05x1000', [['ErrorBudgetBurnsSlowly', 9000, []]])).toContain('SUCCESS');
  });

  test('an outage pages within minutes, and ends soon after its cause', () => {
    // A fifth of all requests for half an hour, after eight good hours.
    const expected: readonly Expected[] = [
      ['ErrorBudgetBurnsFast', 480, []],
      ['ErrorBudgetBurnsFast', 492, [HOUR]],
      ['ErrorBudgetBurnsFast', 530, [SIX_HOURS]],
      ['ErrorBudgetBurnsFast', 570, []],
    ];
    expect(judge(1, '0x480 0+25x30 750x400', expected)).toContain('SUCCESS');
  });

  test('a steady trickle is a warning and wakes nobody', () => {
    // Four times what the objective allows.
    expect(judge(10, '0+0.4x1000', [['ErrorBudgetBurnsSlowly', 7200, [DAY, THREE_DAYS]]])).toContain('SUCCESS');
    expect(judge(1, '0+0.4x1000', [['ErrorBudgetBurnsFast', 900, []]])).toContain('SUCCESS');
  });

  test('a few errors where hardly anybody asks are no outage', () => {
    expect(judge(1, '0+5x2 10x100', [['ErrorBudgetBurnsFast', 5, []]])).toContain('SUCCESS');
    expect(judge(1, '0+5x5 25x100', [['ErrorBudgetBurnsFast', 5, [HOUR, SIX_HOURS]]])).toContain('FAILED');
    expect(judge(1, '0+5x5 25x100', [['ErrorBudgetBurnsFast', 6, [HOUR]]])).toContain('SUCCESS');
  });
});
