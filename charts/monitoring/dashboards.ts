import { byCodeUnit, type Fields } from '../../manifest/types';
import { figure, lines, type Panel, type Unit } from '../../platform/dashboard';
import type { Neighbour } from '../../platform/service';
import { type PublicHost, publicPanels } from './public';

/** A dashboard and the name of its file. */
export interface Dashboard {
  readonly name: string;
  /** In Grafana's own JSON. */
  readonly model: Fields;
}

/** The data sources that dashboards refer to. */
export const METRICS = { type: 'prometheus', uid: 'prometheus' } as const;
export const LOGS = { type: 'loki', uid: 'loki' } as const;

/** One dashboard for each service, and one for all public hosts where somebody counts their requests. */
export const dashboards = (platform: readonly Neighbour[], hosts: readonly PublicHost[]): readonly Dashboard[] => [
  ...platform.map(dashboardOf).sort((a, b) => byCodeUnit(a.name, b.name)),
  ...(hosts.length > 0 ? [dashboard('public', 'Public hosts', publicPanels(hosts))] : []),
];

/** A service's dashboard: how its pods are, what its contract shows, its logs. */
const dashboardOf = ({ name, service, settings }: Neighbour): Dashboard =>
  dashboard(name, name, [...healthOf(name), ...(service.dashboard?.(settings) ?? [])], name);

/** What is worth knowing of every namespace. */
const healthOf = (namespace: string): readonly Panel[] => {
  const here = `namespace="${namespace}"`;
  const container = `${here},container!="",image!=""`;
  return [
    figure('Alerts', 'count', `count(ALERTS{alertstate="firing",service="${namespace}"}) or vector(0)`),
    figure(
      'Pods not ready',
      'count',
      `sum(kube_pod_status_ready{${here},condition="false"} * on (namespace, pod) group_left() (kube_pod_status_phase{${here},phase=~"Pending|Running|Unknown"} == 1)) or vector(0)`,
    ),
    figure(
      'Restarts in an hour',
      'count',
      `sum(increase(kube_pod_container_status_restarts_total{${here}}[1h])) or vector(0)`,
    ),
    figure(
      'Fullest volume',
      'share',
      `1 - min(kubelet_volume_stats_available_bytes{${here}} / kubelet_volume_stats_capacity_bytes{${here}})`,
    ),
    lines('CPU', 'cores', { '{{pod}}': `sum by (pod) (rate(container_cpu_usage_seconds_total{${container}}[5m]))` }),
    lines('Memory', 'bytes', { '{{pod}}': `sum by (pod) (container_memory_working_set_bytes{${container}})` }),
  ];
};

/** A dashboard of these panels in order; figures before lines, logs of a namespace at the end. */
function dashboard(name: string, title: string, panels: readonly Panel[], logsOf?: string): Dashboard {
  const figures = panels.filter(({ shows }) => shows === 'figure');
  const graphs = panels.filter(({ shows }) => shows === 'lines');
  const graphsAt = Math.ceil(figures.length / 6) * FIGURE.h;
  const logsAt = graphsAt + Math.ceil(graphs.length / 2) * LINES.h;
  return {
    name,
    model: {
      uid: `slipway-${name}`,
      title,
      tags: ['slipway'],
      editable: false,
      schemaVersion: 39,
      version: 1,
      refresh: '1m',
      time: { from: 'now-6h', to: 'now' },
      panels: [
        ...figures.map((panel, index) => panelModel(panel, place(FIGURE, index, 0))),
        ...graphs.map((panel, index) => panelModel(panel, place(LINES, index, graphsAt))),
        ...(logsOf ? [logs(logsOf, { x: 0, y: logsAt, w: WIDTH, h: 10 })] : []),
      ].map((panel, index) => ({ id: index + 1, ...panel })),
    },
  };
}

/** Where a panel stands, in units of Grafana's grid. */
interface Place {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

const WIDTH = 24;
const FIGURE = { w: 4, h: 4 } as const;
const LINES = { w: 12, h: 8 } as const;

function place({ w, h }: Pick<Place, 'w' | 'h'>, index: number, top: number): Place {
  const columns = WIDTH / w;
  return { x: (index % columns) * w, y: top + Math.floor(index / columns) * h, w, h };
}

const panelModel = ({ title, shows, unit, queries }: Panel, gridPos: Place): Fields => ({
  title,
  type: SHAPES[shows].type,
  datasource: METRICS,
  gridPos,
  fieldConfig: { defaults: { unit: UNITS[unit], min: 0 }, overrides: [] },
  options: SHAPES[shows].options,
  targets: Object.entries(queries).map(([legendFormat, expr], index) => ({
    refId: String.fromCharCode(65 + index),
    datasource: METRICS,
    expr,
    legendFormat,
    ...SHAPES[shows].query,
  })),
});

/** Panel types of Grafana and their options. */
const SHAPES: Readonly<
  Record<Panel['shows'], { readonly type: string; readonly options: Fields; readonly query: Fields }>
> = {
  lines: {
    type: 'timeseries',
    options: {
      legend: { displayMode: 'list', placement: 'bottom', showLegend: true },
      tooltip: { mode: 'multi', sort: 'desc' },
    },
    query: { range: true },
  },
  figure: {
    type: 'stat',
    options: { colorMode: 'none', graphMode: 'none', reduceOptions: { calcs: ['lastNotNull'] } },
    query: { instant: true, range: false },
  },
};

/** Units as Grafana calls them. */
const UNITS: Readonly<Record<Unit, string>> = {
  bytes: 'bytes',
  'bytes per second': 'binBps',
  cores: 'short',
  count: 'short',
  'per second': 'cps',
  seconds: 's',
  share: 'percentunit',
};

const logs = (namespace: string, gridPos: Place): Fields => ({
  title: 'Logs',
  type: 'logs',
  datasource: LOGS,
  gridPos,
  options: { enableLogDetails: true, showTime: true, sortOrder: 'Descending', wrapLogMessage: true },
  targets: [{ refId: 'A', datasource: LOGS, expr: `{namespace="${namespace}"}`, queryType: 'range' }],
});
