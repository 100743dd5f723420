import { ROOT_FILE } from '../../manifest/overlay-folder';
import { byCodeUnit } from '../../manifest/types';
import type { Built } from '../build';
import { MARKDOWN_HEADER } from '../emit';
import type { Plan, PlannedService } from '../plan';
import { table } from './markdown';
import { backupsTable } from './readme-backups';
import { capacityTable } from './readme-capacity';
import { preparedTable } from './readme-prepared';

/** The map of an installation: what runs, who calls whom, in which order it syncs, what it asks of the nodes. */
export function overlayReadme({ plan, folders }: Built): string {
  const objects = (name: string) => folders.find((folder) => folder.name === name)?.objects ?? [];
  return [
    MARKDOWN_HEADER,
    `# ${plan.overlay.name}`,
    introduction(plan),
    handOver(plan),
    section('Who calls whom', graph(plan)),
    section('Services', servicesTable(plan)),
    section('Add-ons', addonsTable(plan)),
    section('Capacity', capacityTable(plan, objects)),
    section('Backups', backupsTable(plan, objects)),
    section('Prepared by people', preparedTable(plan)),
    section('Images', images(plan)),
  ]
    .filter(Boolean)
    .join('\n\n')
    .concat('\n');
}

const section = (title: string, text: string): string => (text ? `## ${title}\n\n${text}` : '');

const introduction = ({ overlay: { site } }: Plan): string =>
  `${site.kind}, Kubernetes ${site.kubernetes}, ${site.nodes.count} node(s) of ${site.nodes.cpu} cores and ${site.nodes.memory}. ` +
  `Domain \`${site.domain}\`. Secrets live in ${site.secretStore.title}.`;

const handOver = ({ overlay: { name, repository } }: Plan): string =>
  section(
    'Hand it to Argo CD',
    [
      'Once, as a person who administers Argo CD:',
      '',
      '```sh',
      `kubectl apply --server-side --field-manager=slipway -f ${repository.path}/${name}/argocd-cm.yaml  # health checks, without which waves do nothing`,
      `kubectl apply --server-side --field-manager=slipway -f ${repository.path}/${name}/${ROOT_FILE}       # everything else follows`,
      '```',
    ].join('\n'),
  );

function graph({ services, edges, external }: Plan): string {
  const id = (name: string): string => name.replaceAll('-', '_');
  const nodes = services.map(({ name, hosts }) => {
    const hostNames = Object.values(hosts);
    return `  ${id(name)}["${[name, ...hostNames].join('<br/>')}"]`;
  });
  const outside = [...external].map(([name, { host }]) => `  ${id(name)}(["${name}<br/>${host}"])`);
  const arrows = edges.map(({ from, to, endpoint }) => `  ${id(from)} -->|${endpoint}| ${id(to)}`);
  return ['```mermaid', 'graph LR', ...nodes, ...outside, ...[...new Set(arrows)].sort(byCodeUnit), '```'].join('\n');
}

function servicesTable({ services }: Plan): string {
  const claims = ({ calls }: PlannedService): string =>
    calls
      .flatMap(({ to, reference: { claim } }) => (claim ? [`${claim.kind} \`${claim.name}\` at ${to}`] : []))
      .join(', ');
  return table(
    ['Wave', 'Service', 'Uses', 'Claims', 'Public'],
    services.map((planned) => [
      String(planned.wave),
      planned.name,
      [...new Set(planned.calls.map(({ to }) => to))].join(', '),
      claims(planned),
      Object.values(planned.hosts)
        .map((host) => `https://${host}`)
        .join(' '),
    ]),
  );
}

const addonsTable = ({ addons }: Plan): string =>
  table(
    ['Wave', 'Add-on', 'Chart', 'Namespace'],
    addons.map(({ wave, name, addon: { chart, namespace } }) => [
      String(wave),
      name,
      `${chart.name} ${chart.version}`,
      namespace,
    ]),
  );

function images({ services, addons }: Plan): string {
  const all = [...services, ...addons].flatMap((each) => Object.values(each.images));
  return [...new Set(all)]
    .sort(byCodeUnit)
    .map((image) => `- \`${image}\``)
    .join('\n');
}
