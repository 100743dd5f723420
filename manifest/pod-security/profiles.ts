import type { Fields } from '../types';
import { ofPlaces } from './baseline';
import { type Breach, type Check, entries, type Place, type Scene, stated } from './pod';

const OUT = 'Leave it out.';

const APPARMOR_ANNOTATION = 'container.apparmor.security.beta.kubernetes.io/';

const isGivenProfile = (type: Fields): boolean => type === 'RuntimeDefault' || type === 'Localhost';

const appArmorOf = ofPlaces(({ at, name, security: { appArmorProfile: profile } }) =>
  profile === undefined || isGivenProfile(profile?.type)
    ? []
    : [
        stated(
          'appArmorProfile',
          `${at}.securityContext.appArmorProfile.type`,
          `${name} has the AppArmor profile ${profile?.type}`,
          'Write RuntimeDefault.',
        ),
      ],
);

const annotated = (
  check: string,
  { annotations, annotationsAt }: Scene,
  isMeant: (key: string) => boolean,
  fits: (value: string) => boolean,
): readonly Breach[] =>
  Object.entries(annotations)
    .filter(([key, value]) => isMeant(key) && !fits(String(value)))
    .map(([key, value]) => stated(check, `${annotationsAt}["${key}"]`, `An annotation asks for ${value}`, OUT));

const appArmor: Check = (scene, minor) => [
  ...appArmorOf(scene, minor),
  ...annotated(
    'appArmorProfile',
    scene,
    (key) => key.startsWith(APPARMOR_ANNOTATION),
    (value) => value === '' || value === 'runtime/default' || value.startsWith('localhost/'),
  ),
];

const TYPES = ['', 'container_t', 'container_init_t', 'container_kvm_t'];
const ENGINE_SINCE = 31;

const isAllowedType = (type: Fields, minor: number): boolean =>
  TYPES.includes(type ?? '') || (type === 'container_engine_t' && minor >= ENGINE_SINCE);

const seLinux = ofPlaces(({ at, name, security: { seLinuxOptions: options } }, minor) => {
  const place = `${at}.securityContext.seLinuxOptions`;
  const told = (field: string): Breach =>
    stated('seLinuxOptions', `${place}.${field}`, `${name} has the SELinux ${field} ${options[field]}`, OUT);
  return [
    ...(isAllowedType(options?.type, minor) ? [] : [told('type')]),
    ...['user', 'role'].filter((field) => options?.[field]).map(told),
  ];
});

const SECCOMP_POD = 'seccomp.security.alpha.kubernetes.io/pod';
const SECCOMP_CONTAINER = 'container.seccomp.security.alpha.kubernetes.io/';
const SECCOMP_FIELDS_SINCE = 19;

/** Breaches by a seccomp profile that is written down. */
export const seccompAt = (
  check: string,
  { at, name, security: { seccompProfile: profile } }: Place,
): readonly Breach[] =>
  profile === undefined || isGivenProfile(profile?.type)
    ? []
    : [
        stated(
          check,
          `${at}.securityContext.seccompProfile.type`,
          `${name} has its system calls unfiltered`,
          'Write RuntimeDefault.',
        ),
      ];

const seccompFields = ofPlaces((place) => seccompAt('seccompProfile_baseline', place));

const seccomp: Check = (scene, minor) => {
  if (minor >= SECCOMP_FIELDS_SINCE) return seccompFields(scene, minor);
  const names = scene.containers.map(({ container }) => `${SECCOMP_CONTAINER}${container.name}`);
  return annotated(
    'seccompProfile_baseline',
    scene,
    (key) => key === SECCOMP_POD || names.includes(key),
    (value) => ['runtime/default', 'docker/default'].includes(value) || value.startsWith('localhost/'),
  );
};

/** Kernel parameters that concern nobody but the pod, and the minor from which they are known to. */
const SYSCTLS: Readonly<Record<string, number>> = {
  'kernel.shm_rmid_forced': 0,
  'net.ipv4.ip_local_port_range': 0,
  'net.ipv4.ip_local_reserved_ports': 27,
  'net.ipv4.ip_unprivileged_port_start': 0,
  'net.ipv4.ping_group_range': 0,
  'net.ipv4.tcp_fin_timeout': 29,
  'net.ipv4.tcp_keepalive_intvl': 29,
  'net.ipv4.tcp_keepalive_probes': 29,
  'net.ipv4.tcp_keepalive_time': 29,
  'net.ipv4.tcp_notsent_lowat': 37,
  'net.ipv4.tcp_rmem': 32,
  'net.ipv4.tcp_slow_start_after_idle': 37,
  'net.ipv4.tcp_syncookies': 0,
  'net.ipv4.tcp_wmem': 32,
};

const sysctls: Check = ({ at, pod: { security } }, minor) =>
  entries(security.sysctls).flatMap(({ name }, index) =>
    Object.hasOwn(SYSCTLS, name) && (SYSCTLS[name] ?? 0) <= minor
      ? []
      : [stated('sysctls', `${at}.securityContext.sysctls[${index}].name`, `The pod sets ${name} of the kernel`, OUT)],
  );

/** Checks of the level `baseline` on profiles of the kernel's guards, by the names the API server has for them. */
export const PROFILES: Readonly<Record<string, Check>> = {
  appArmorProfile: appArmor,
  seLinuxOptions: seLinux,
  seccompProfile_baseline: seccomp,
  sysctls,
};
