import { customsOf } from './custom';
import { packText, sorted } from './json';
import { livesOf } from './lifecycle';
import { releasesOf } from './releases';
import { share } from './share';
import { narrowerKinds, variantsOf } from './variants';

/** Where the facts about Kubernetes come from. */
const SOURCES = [
  { name: 'definitions', repository: 'cdk8s-team/cdk8s', licence: 'Apache-2.0' },
  { name: 'defaults', repository: 'kubernetes-sigs/kubectl-validate', licence: 'Apache-2.0' },
  { name: 'enums and life cycles', repository: 'kubernetes/api', licence: 'Apache-2.0' },
];

/** The file of the pack on Kubernetes. @throws Error when a file of the folder is missing. */
export function kubernetesText(folder: string): string {
  const releases = releasesOf(folder);
  const lives = livesOf(folder, releases);
  const kindsIn = (minor: number): readonly string[] =>
    [...lives.values()].flatMap(({ first, last, definition }) =>
      definition && first <= minor && minor <= last ? [definition] : [],
    );
  const variants = variantsOf(releases, ({ minor }) => kindsIn(minor));
  const minors = releases.map(({ minor }) => minor);
  const narrower = minors.slice(1).map((minor) => [minor, narrowerKinds(variants, minor, kindsIn(minor - 1))]);
  return packText({ sources: SOURCES, minors, narrower: Object.fromEntries(narrower) }, [
    ...[...lives].map(([name, life]) => [name, life] as const),
    ...[...variants].map(([name, all]) => [name, ...sorted(all)] as const),
  ]);
}

/** The file of the pack on custom resources. @throws Error when a file of the folder is missing. */
export function customText(folder: string): string {
  const { sources, versions: all } = customsOf(folder);
  const versions = [...new Map(all.map((version) => [version.name, version])).values()];
  const judged = versions.filter(({ facts }) => facts);
  const { shapes, parts } = share(judged.map(({ facts }) => sorted(facts)));
  const named = versions.filter(({ facts }) => !facts).map(({ name, source }) => [name, source] as const);
  return packText({ sources }, [
    ...named,
    ...judged.map(
      ({ name, source, deprecated }, index) =>
        [name, source, shapes[index], ...(deprecated ? ['deprecated'] : [])] as const,
    ),
    ...[...parts].map(([name, shape]) => [name, shape] as const),
  ]);
}
