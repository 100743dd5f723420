import type { Fields } from '../types';
import { type Breach, type Check, type Container, entries, type Place, type Scene, stated } from './pod';

/** Minor from which pods with users of their own may do more. Source: KEP-127, User Namespaces. */
export const OWN_USERS_SINCE = 35;

const OUT = 'Leave it out.';

const NAMESPACES: Readonly<Record<string, string>> = {
  hostNetwork: "stands in its node's network",
  hostPID: "sees its node's processes",
  hostIPC: "shares its node's memory segments",
};

const hostNamespaces: Check = ({ at, spec }) =>
  Object.entries(NAMESPACES)
    .filter(([field]) => spec[field] === true)
    .map(([field, does]) => stated('hostNamespaces', `${at}.${field}`, `The pod ${does}`, OUT));

/** What every container of a pod does. */
const ofContainers =
  (judge: (container: Container, minor: number) => readonly Breach[]): Check =>
  ({ containers }, minor) =>
    containers.flatMap((container) => judge(container, minor));

/** What the pod says for all its containers, and each of them for itself. */
export const ofPlaces =
  (judge: (place: Place, minor: number) => readonly Breach[]): Check =>
  ({ pod, containers }, minor) =>
    [pod, ...containers].flatMap((place) => judge(place, minor));

const privileged = ofContainers(({ at, name, security }) =>
  security.privileged === true
    ? [stated('privileged', `${at}.securityContext.privileged`, `${name} is privileged`, OUT)]
    : [],
);

const CAPABILITIES: ReadonlySet<string> = new Set([
  'AUDIT_WRITE',
  'CHOWN',
  'DAC_OVERRIDE',
  'FOWNER',
  'FSETID',
  'KILL',
  'MKNOD',
  'NET_BIND_SERVICE',
  'SETFCAP',
  'SETGID',
  'SETPCAP',
  'SETUID',
  'SYS_CHROOT',
]);

/** Capabilities a container adds that are not `allowed`. */
export const addedBeyond = (
  check: string,
  allowed: ReadonlySet<string>,
  { at, name, security }: Place,
): readonly Breach[] => {
  const added: Fields = security.capabilities?.add;
  return (Array.isArray(added) ? added : []).flatMap((capability: Fields, index: number) =>
    allowed.has(capability)
      ? []
      : [stated(check, `${at}.securityContext.capabilities.add[${index}]`, `${name} gets ${capability}`, OUT)],
  );
};

const capabilities = ofContainers((container) => addedBeyond('capabilities_baseline', CAPABILITIES, container));

const hostPathVolumes: Check = ({ at, spec }) =>
  entries(spec.volumes).flatMap(({ hostPath }, index) =>
    hostPath === undefined || hostPath === null
      ? []
      : [
          stated(
            'hostPathVolumes',
            `${at}.volumes[${index}].hostPath`,
            `The pod mounts ${hostPath.path} of its node`,
            'Use a volume of another kind.',
          ),
        ],
  );

const hostPorts = ofContainers(({ at, name, container }) =>
  entries(container.ports).flatMap(({ hostPort }, index) =>
    hostPort
      ? [stated('hostPorts', `${at}.ports[${index}].hostPort`, `${name} takes port ${hostPort} of its node`, OUT)]
      : [],
  ),
);

const HANDLERS = [
  'livenessProbe',
  'readinessProbe',
  'startupProbe',
  'lifecycle.postStart',
  'lifecycle.preStop',
].flatMap((handler) => ['httpGet', 'tcpSocket'].map((way) => [...handler.split('.'), way]));

const PROBED_HOSTS_SINCE = 34;

const hostProbes = ofContainers(({ at, name, container }, minor) =>
  minor < PROBED_HOSTS_SINCE
    ? []
    : HANDLERS.flatMap((steps) => {
        const host = steps.reduce((value: Fields, step) => value?.[step], container)?.host;
        const place = `${at}.${steps.join('.')}.host`;
        const what = `${name} has its node call ${host}`;
        return host ? [stated('hostProbesAndHostLifecycle', place, what, 'Leave the host out.')] : [];
      }),
);

const procMount = (check: string): Check =>
  ofContainers(({ at, name, security: { procMount: mount } }) =>
    mount === undefined || mount === 'Default'
      ? []
      : [stated(check, `${at}.securityContext.procMount`, `${name} sees an unmasked /proc`, OUT)],
  );

/** Until the relaxation the baseline itself forbids an unmasked /proc to all. */
export const procMountRestricted = procMount('procMount_restricted');

const procMountBaseline: Check = (scene: Scene, minor) =>
  minor >= OWN_USERS_SINCE && scene.hasOwnUsers ? [] : procMount('procMount')(scene, minor);

const hostProcess = ofPlaces(({ at, name, security }) =>
  security.windowsOptions?.hostProcess === true
    ? [
        stated(
          'windowsHostProcess',
          `${at}.securityContext.windowsOptions.hostProcess`,
          `${name} runs as a process of its Windows node`,
          OUT,
        ),
      ]
    : [],
);

/** Checks of the level `baseline` that have no file of their own, by the names the API server has for them. */
export const BASELINE: Readonly<Record<string, Check>> = {
  capabilities_baseline: capabilities,
  hostNamespaces,
  hostPathVolumes,
  hostPorts,
  hostProbesAndHostLifecycle: hostProbes,
  privileged,
  procMount: procMountBaseline,
  windowsHostProcess: hostProcess,
};
