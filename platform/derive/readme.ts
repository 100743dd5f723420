import { addCapacity, type Capacity, capacityOf } from '../../manifest/capacity';
import { bytes } from '../../manifest/quantity';
import { byCodeUnit } from '../../manifest/types';
import type { Built } from '../build';
import { MARKDOWN_HEADER } from '../emit';
import type { Plan, PlannedService } from '../plan';

/** The map of an installation: what runs, who calls whom, in which order it syncs, what it asks of the nodes. */
export function overlayReadme({ plan, folders }: Built): string {
  const objects = (name: string) => folders.find((folder) => folder.name === name)?.objects ?? [];
  const capacities = plan.services.map((planned) => [planned.name, capacityOf(objects(planned.name))] as const);
  return [
    MARKDOWN_HEADER,
    `# ${plan.overlay.name}`,
    introduction(plan),
    handOver(plan),
    section('Who calls whom', graph(plan)),
    section('Services', servicesTable(plan)),
    section('Add-ons', addonsTable(plan)),
    section('Capacity', capacityTable(plan, capacities)),
    section('Prepared by people', byHand(plan)),
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
      `kubectl apply --server-side --field-manager=slipway -f ${repository.path}/${name}/root.yaml       # everything else follows`,
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

function capacityTable({ overlay: { site } }: Plan, capacities: readonly (readonly [string, Capacity])[]): string {
  const row = (name: string, c: Capacity): readonly string[] => [
    name,
    String(c.pods),
    cores(c.cpu),
    gibibytes(c.memory),
    gibibytes(c.memoryLimit),
    gibibytes(c.storage),
  ];
  const total = capacities.map(([, capacity]) => capacity).reduce(addCapacity, capacityOf([]));
  const { count, cpu, memory } = site.nodes;
  return table(
    ['', 'Pods', 'CPU requested', 'Memory requested', 'Memory limit', 'Storage'],
    [
      ...capacities.map(([name, capacity]) => row(name, capacity)),
      row('**Services together**', total),
      ['Nodes have', '', String(count * cpu), gibibytes(count * bytes(memory)), '', ''],
    ],
  );
}

const cores = (milli: number): string => String(milli / 1000);
const gibibytes = (amount: number): string => `${Math.round((amount / 1024 ** 3) * 100) / 100} GiB`;

/** What people must do before the first sync: things at external providers, entries in the secret store. */
function byHand({ services, edges }: Plan): string {
  const things = edges
    .filter(({ address, reference }) => address.external && reference.claim)
    .map(({ from, to, reference: { claim }, address }) => [
      `${claim?.kind} \`${claim?.name}\``,
      `at ${address.host}, in place of ${to}`,
      from,
    ]);
  const entries = services.flatMap(({ name, secrets: { reads } }) =>
    reads.flatMap(({ keys, prepared }) => (prepared ? [[`secret store entry \`${keys[0]}\``, prepared, name]] : [])),
  );
  const rows = [...things, ...entries];
  return rows.length > 0 ? table(['What', 'Where or with what', 'For'], rows) : '';
}

function images({ services, addons }: Plan): string {
  const all = [...services, ...addons].flatMap((each) => Object.values(each.images));
  return [...new Set(all)]
    .sort(byCodeUnit)
    .map((image) => `- \`${image}\``)
    .join('\n');
}

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
