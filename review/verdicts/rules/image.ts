import { containersOf } from '../../../manifest/pods';
import type { Fields } from '../../../manifest/types';
import type { Change } from '../../change';
import type { Around, When } from '../around';
import { type Rule, type Verdict, verdict } from '../verdict';
import { type Step, stepBetween } from './version';

/** Something whose version a change can raise or lower. */
interface Software {
  readonly key: string;
  readonly reference: string;
}

const VERSIONS: Readonly<Record<string, (spec: Fields) => readonly (readonly [string, unknown])[]>> = {
  Kafka: (spec) => [['spec.kafka.version', spec.kafka?.version]],
  KafkaConnect: (spec) => [
    ['spec.version', spec.version],
    ['spec.image', spec.image],
  ],
  Elasticsearch: (spec) => [['spec.version', spec.version]],
  Kibana: (spec) => [['spec.version', spec.version]],
  Prometheus: (spec) => [
    ['spec.version', spec.version],
    ['spec.image', spec.image],
  ],
  Alertmanager: (spec) => [
    ['spec.version', spec.version],
    ['spec.image', spec.image],
  ],
  Application: (spec) =>
    [spec.source, ...(spec.sources ?? [])]
      .filter((source) => source?.chart)
      .map((source) => [`chart ${source.chart}`, source.targetRevision]),
};

function softwareOf(change: Change, when: When, around: Around): ReadonlyMap<string, string> {
  const side = when === 'before' ? change.before : change.after;
  if (!side) return new Map();
  const { kind, spec = {} } = side.manifest;
  const containers = around
    .pods(change, when)
    .flatMap((pod) =>
      containersOf(pod).map(
        ({ container }): Software => ({ key: `${pod.at} ${container.name}`, reference: container.image }),
      ),
    );
  const named = (Object.hasOwn(VERSIONS, kind) ? (VERSIONS[kind]?.(spec) ?? []) : []).map(
    ([key, reference]): Software => ({ key, reference: String(reference ?? '') }),
  );
  return new Map(
    [...containers, ...named].filter(({ reference }) => reference).map(({ key, reference }) => [key, reference]),
  );
}

interface Reference {
  readonly registry: string;
  readonly repository: string;
  readonly tag: string;
}

const REFERENCE = /^(?:(.*)\/)?([^/:@]+)(?::([^@]+))?(?:@(.+))?$/;

/** An image's name without its registry, and its tag or digest. Where there is no name, all of it is a version. */
const parse = (reference: string): Reference => {
  const [, registry = '', name, tag, digest] = REFERENCE.exec(reference) ?? [];
  return tag === undefined && digest === undefined && !reference.includes('/')
    ? { registry: '', repository: '', tag: reference }
    : { registry, repository: name ?? '', tag: tag ?? digest ?? 'latest' };
};

const RISK_OF: Readonly<Record<Step, Verdict['risk']>> = {
  same: 'image',
  minor: 'image',
  unknown: 'image',
  major: 'image-major',
  downgrade: 'image-downgrade',
};

const REMEDY: Readonly<Record<Step, string>> = {
  same: 'Check that it comes from where it should.',
  minor: 'Read the release notes.',
  unknown: 'Compare the two; their tags do not say which is newer.',
  major: 'Read the upgrade notes; take a backup where data is kept.',
  downgrade: 'Check that the older version reads the data of the newer; many do not.',
};

/** What differs where the tag does not. */
const sameTag = (key: string, old: Reference, now: Reference): string =>
  old.registry === now.registry
    ? `${nameOf(key, now)}: other content under the tag ${now.tag}.`
    : `${nameOf(key, now)}: ${now.tag} comes from another registry.`;

const repositoryChanged: Pick<Verdict, 'risk' | 'remedy'> = { risk: 'image', remedy: 'Check who publishes it.' };

function judge(key: string, before: string, after: string): Verdict {
  const [old, now] = [parse(before), parse(after)];
  const step = stepBetween(old.tag, now.tag);
  const same = old.repository === now.repository;
  const told = same ? { risk: RISK_OF[step], remedy: REMEDY[step] } : repositoryChanged;
  return verdict(
    {
      ...told,
      rule: 'image',
      reason:
        same && step === 'same'
          ? sameTag(key, old, now)
          : `${nameOf(key, now)}: ${same ? `${old.tag} → ${now.tag}` : `${before} → ${after}`}.`,
    },
    key,
  );
}

const nameOf = (key: string, { repository }: Reference): string =>
  repository || key.replace(/^.* /, '').replace('spec.', '');

/** Images, and versions that operators turn into images. */
export const image: Rule = (change, around) => {
  const old = softwareOf(change, 'before', around);
  const verdicts = [...softwareOf(change, 'after', around)].flatMap(([key, now]) => {
    const before = old.get(key);
    return before === undefined || before === now ? [] : [judge(key, before, now)];
  });
  return [...new Map(verdicts.map((each) => [`${each.risk} ${each.reason}`, each])).values()];
};
