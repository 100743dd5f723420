import type { Fields } from '../types';
import { addedBeyond, OWN_USERS_SINCE, procMountRestricted } from './baseline';
import { type Breach, type Check, entries, missing, type Place, type Scene, stated } from './pod';
import { seccompAt } from './profiles';

/** A check of the level `restricted`. */
export interface Restricted {
  /** Minor from which it is made. */
  readonly since: number;
  readonly check: Check;
  /** The check of the level `baseline` that it takes the place of. */
  readonly instead?: string;
}

/** Minor from which pods for Windows need not say what does not exist there. */
const WINDOWS_SINCE = 25;

const isExempt = ({ isWindows }: Scene, minor: number): boolean => isWindows && minor >= WINDOWS_SINCE;

const allowPrivilegeEscalation: Check = (scene, minor) =>
  isExempt(scene, minor)
    ? []
    : scene.containers.flatMap(({ at, name, security: { allowPrivilegeEscalation: allowed } }) => {
        if (allowed === false) return [];
        const say = allowed === undefined ? missing : stated;
        const place = `${at}.securityContext.allowPrivilegeEscalation`;
        return [say('allowPrivilegeEscalation', place, `${name} may gain privileges`, 'Write false.')];
      });

const MAY_ADD: ReadonlySet<string> = new Set(['NET_BIND_SERVICE']);

const dropsAll = ({ security: { capabilities } }: Place): boolean =>
  Array.isArray(capabilities?.drop) && capabilities.drop.includes('ALL');

const capabilities: Check = (scene, minor) =>
  isExempt(scene, minor)
    ? []
    : scene.containers.flatMap((container) => [
        ...(dropsAll(container)
          ? []
          : [
              missing(
                'capabilities_restricted',
                `${container.at}.securityContext.capabilities.drop`,
                `${container.name} does not drop ALL capabilities`,
                'Write [ALL].',
              ),
            ]),
        ...addedBeyond('capabilities_restricted', MAY_ADD, container),
      ]);

/** What a field says that is right, wrong or missing for all of the pod, and then for each container. */
function inherited(
  { pod, containers }: Scene,
  isGood: (place: Place) => boolean,
  isBad: (place: Place) => readonly Breach[],
  isMissing: (place: Place) => Breach,
): readonly Breach[] {
  const wrong = [pod, ...containers].flatMap(isBad);
  if (wrong.length > 0 || isGood(pod)) return wrong;
  return containers.filter((container) => !isGood(container)).map(isMissing);
}

const runAsNonRoot: Check = (scene, minor) =>
  minor >= OWN_USERS_SINCE && scene.hasOwnUsers
    ? []
    : inherited(
        scene,
        ({ security }) => security.runAsNonRoot === true,
        ({ at, name, security }) =>
          security.runAsNonRoot === false
            ? [stated('runAsNonRoot', `${at}.securityContext.runAsNonRoot`, `${name} may run as root`, 'Write true.')]
            : [],
        ({ at, name }) =>
          missing('runAsNonRoot', `${at}.securityContext.runAsNonRoot`, `${name} may run as root`, 'Write true.'),
      );

const runAsUser: Check = ({ pod, containers, hasOwnUsers }, minor) =>
  minor >= OWN_USERS_SINCE && hasOwnUsers
    ? []
    : [pod, ...containers]
        .filter(({ security }) => security.runAsUser === 0)
        .map(({ at, name }) =>
          stated('runAsUser', `${at}.securityContext.runAsUser`, `${name} runs as root`, 'Write another user.'),
        );

const seccomp: Check = (scene, minor) =>
  isExempt(scene, minor)
    ? []
    : inherited(
        scene,
        ({ security }) => security.seccompProfile !== undefined,
        (place) => seccompAt('seccompProfile_restricted', place),
        ({ at, name }) =>
          missing(
            'seccompProfile_restricted',
            `${at}.securityContext.seccompProfile`,
            `${name} has its system calls unfiltered`,
            'Write the type RuntimeDefault.',
          ),
      );

const SOURCES: ReadonlySet<string> = new Set([
  'configMap',
  'csi',
  'downwardAPI',
  'emptyDir',
  'ephemeral',
  'image',
  'persistentVolumeClaim',
  'projected',
  'secret',
]);

/** Kinds of a volume. One without any becomes an emptyDir before it is judged. */
const sourcesOf = (volume: Fields): readonly string[] =>
  Object.keys(volume).filter((key) => key !== 'name' && volume[key] !== undefined && volume[key] !== null);

const volumes: Check = ({ at, spec }) =>
  entries(spec.volumes).flatMap((volume, index) => {
    const sources = sourcesOf(volume);
    if (sources.length === 0 || sources.some((source) => SOURCES.has(source))) return [];
    const [source = ''] = sources;
    return [
      stated(
        'restrictedVolumes',
        `${at}.volumes[${index}].${source}`,
        `Volume ${volume.name} is of the kind ${source}`,
        'Use a volume claim, or another kind.',
      ),
    ];
  });

/** Checks of the level `restricted`, by the names the API server has for them. */
export const RESTRICTED: Readonly<Record<string, Restricted>> = {
  allowPrivilegeEscalation: { since: 8, check: allowPrivilegeEscalation },
  capabilities_restricted: { since: 22, check: capabilities, instead: 'capabilities_baseline' },
  procMount_restricted: { since: OWN_USERS_SINCE, check: procMountRestricted, instead: 'procMount' },
  restrictedVolumes: { since: 0, check: volumes, instead: 'hostPathVolumes' },
  runAsNonRoot: { since: 0, check: runAsNonRoot },
  runAsUser: { since: 23, check: runAsUser },
  seccompProfile_restricted: { since: 19, check: seccomp, instead: 'seccompProfile_baseline' },
};
