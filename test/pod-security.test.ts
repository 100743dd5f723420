import { expect, test } from 'vitest';
import { breachesOf, type Level, policyOf } from '../manifest/pod-security/index';
import type { Fields } from '../manifest/types';

const GOOD = { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } };
const HARDENED = { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } };

/** A pod that meets the strictest level, with fields of the spec or of its container changed. */
const pod = (spec: Fields = {}, container: Fields = {}, annotations = {}): Parameters<typeof breachesOf>[0] => ({
  at: 'spec',
  annotations,
  spec: {
    securityContext: HARDENED,
    ...spec,
    containers: [{ name: 'web', ...container, securityContext: { ...GOOD, ...container.securityContext } }],
  },
});
const withSecurity = (securityContext: Fields) => pod({}, { securityContext });
const ofPod = (securityContext: Fields) => pod({ securityContext: { ...HARDENED, ...securityContext } });

const checks = (judged: Parameters<typeof breachesOf>[0], level: Level, minor = 37): readonly string[] => [
  ...new Set(breachesOf(judged, level, minor).map(({ check }) => check)),
];

test('a hardened pod meets every level of every minor, and any pod the open one', () => {
  for (let minor = 0; minor < 40; minor += 1) {
    expect(checks(pod(), 'restricted', minor)).toEqual([]);
    expect(checks(pod(), 'baseline', minor)).toEqual([]);
  }
  expect(checks(pod({ hostPID: true }), 'privileged')).toEqual([]);
});

const host = { httpGet: { host: '10.0.0.1', port: 80 } };
const sysctl = (name: string) => ofPod({ sysctls: [{ name, value: '1' }] });

test.each<[string, Parameters<typeof breachesOf>[0]]>([
  ['hostNamespaces', pod({ hostNetwork: true })],
  ['hostNamespaces', pod({ hostPID: true })],
  ['hostNamespaces', pod({ hostIPC: true })],
  ['privileged', withSecurity({ privileged: true })],
  ['capabilities_baseline', withSecurity({ capabilities: { drop: ['ALL'], add: ['NET_RAW'] } })],
  ['hostPathVolumes', pod({ volumes: [{ name: 'a', hostPath: { path: '/' } }] })],
  ['hostPorts', pod({}, { ports: [{ containerPort: 80, hostPort: 80 }] })],
  ['hostProbesAndHostLifecycle', pod({}, { livenessProbe: host })],
  ['hostProbesAndHostLifecycle', pod({}, { lifecycle: { preStop: { tcpSocket: { host: 'a', port: 1 } } } })],
  ['appArmorProfile', withSecurity({ appArmorProfile: { type: 'Unconfined' } })],
  ['appArmorProfile', ofPod({ appArmorProfile: {} })],
  ['appArmorProfile', pod({}, {}, { 'container.apparmor.security.beta.kubernetes.io/web': 'unconfined' })],
  ['seLinuxOptions', ofPod({ seLinuxOptions: { type: 'spc_t' } })],
  ['seLinuxOptions', withSecurity({ seLinuxOptions: { user: 'system_u' } })],
  ['seLinuxOptions', withSecurity({ seLinuxOptions: { type: 'container_t', role: 'r' } })],
  ['procMount', withSecurity({ procMount: 'Unmasked' })],
  ['seccompProfile_baseline', withSecurity({ seccompProfile: { type: 'Unconfined' } })],
  ['sysctls', sysctl('kernel.msgmax')],
  ['windowsHostProcess', ofPod({ windowsOptions: { hostProcess: true } })],
  ['windowsHostProcess', withSecurity({ windowsOptions: { hostProcess: true } })],
])('baseline forbids %s', (check, judged) => {
  expect(checks(judged, 'baseline')).toEqual([check]);
  expect(checks(judged, 'restricted')).not.toEqual([]);
});

const bare = (spec: Fields) => ({ ...pod(), spec: { ...spec, containers: [{ name: 'web', securityContext: GOOD }] } });

test.each<[string, Parameters<typeof breachesOf>[0]]>([
  ['allowPrivilegeEscalation', withSecurity({ allowPrivilegeEscalation: undefined })],
  ['allowPrivilegeEscalation', withSecurity({ allowPrivilegeEscalation: true })],
  ['capabilities_restricted', withSecurity({ capabilities: undefined })],
  ['capabilities_restricted', withSecurity({ capabilities: { drop: ['NET_RAW'] } })],
  ['capabilities_restricted', withSecurity({ capabilities: { drop: ['ALL'], add: ['CHOWN'] } })],
  ['restrictedVolumes', pod({ volumes: [{ name: 'a', nfs: { server: 'a', path: '/' } }] })],
  ['restrictedVolumes', pod({ volumes: [{ name: 'a', hostPath: { path: '/' } }] })],
  ['runAsNonRoot', bare({ securityContext: { seccompProfile: { type: 'Localhost' } } })],
  ['runAsNonRoot', ofPod({ runAsNonRoot: false })],
  ['runAsNonRoot', withSecurity({ runAsNonRoot: false })],
  ['runAsUser', ofPod({ runAsUser: 0 })],
  ['runAsUser', withSecurity({ runAsUser: 0 })],
  ['seccompProfile_restricted', bare({ securityContext: { runAsNonRoot: true } })],
  ['seccompProfile_restricted', ofPod({ seccompProfile: { type: 'Unconfined' } })],
  ['procMount_restricted', withSecurity({ procMount: 'Unmasked' })],
])('restricted forbids %s', (check, judged) => {
  expect(checks(judged, 'restricted')).toEqual([check]);
});

test.each(['initContainers', 'ephemeralContainers'])('%s are judged like the others', (list) => {
  const judged = pod({ [list]: [{ name: 'extra', securityContext: { privileged: true } }] });
  expect(breachesOf(judged, 'baseline', 37).map(({ at }) => at)).toEqual([
    `spec.${list}[0].securityContext.privileged`,
  ]);
  expect(checks(judged, 'restricted')).toContain('allowPrivilegeEscalation');
});

test('containers may say what the pod does not, and must not take back what it does', () => {
  const own = { ...GOOD, ...HARDENED };
  const judged = (securityContext: Fields) => ({ ...pod(), spec: { containers: [{ name: 'web', securityContext }] } });
  expect(checks(judged(own), 'restricted')).toEqual([]);
  expect(checks(judged(GOOD), 'restricted')).toEqual(['runAsNonRoot', 'seccompProfile_restricted']);
  expect(checks(ofPod({ seccompProfile: { type: 'Unconfined' } }), 'baseline')).toEqual(['seccompProfile_baseline']);
});

/** What is judged differently from a minor on: the last minor that forbids it, or the last that allows it. */
test.each<[string, Level, Parameters<typeof breachesOf>[0], number, boolean]>([
  ['hosts of probes', 'baseline', pod({}, { readinessProbe: host }), 34, true],
  ['container_engine_t', 'baseline', ofPod({ seLinuxOptions: { type: 'container_engine_t' } }), 31, false],
  ['reserved ports', 'baseline', sysctl('net.ipv4.ip_local_reserved_ports'), 27, false],
  ['keepalive', 'baseline', sysctl('net.ipv4.tcp_keepalive_time'), 29, false],
  ['read buffers', 'baseline', sysctl('net.ipv4.tcp_rmem'), 32, false],
  ['notsent_lowat', 'baseline', sysctl('net.ipv4.tcp_notsent_lowat'), 37, false],
  ['seccomp fields', 'baseline', withSecurity({ seccompProfile: { type: 'Unconfined' } }), 19, true],
  ['escalation', 'restricted', withSecurity({ allowPrivilegeEscalation: true }), 8, true],
  ['capabilities', 'restricted', withSecurity({ capabilities: undefined }), 22, true],
  ['root', 'restricted', ofPod({ runAsUser: 0 }), 23, true],
  [
    'root of its own users',
    'restricted',
    pod({ hostUsers: false, securityContext: { ...HARDENED, runAsUser: 0 } }),
    35,
    false,
  ],
  [
    'any user of its own',
    'restricted',
    { ...bare({ hostUsers: false, securityContext: { seccompProfile: { type: 'RuntimeDefault' } } }) },
    35,
    false,
  ],
  [
    '/proc of its own users',
    'baseline',
    pod({ hostUsers: false }, { securityContext: { procMount: 'Unmasked' } }),
    35,
    false,
  ],
  [
    'Windows',
    'restricted',
    {
      ...pod(),
      spec: { os: { name: 'windows' }, securityContext: { runAsNonRoot: true }, containers: [{ name: 'web' }] },
    },
    25,
    false,
  ],
])('%s is judged otherwise from its minor on', (_, level, judged, minor, forbids) => {
  expect(checks(judged, level, minor - 1).length > 0).toBe(!forbids);
  expect(checks(judged, level, minor).length > 0).toBe(forbids);
});

test('users of its own do not unmask /proc for the strictest level', () => {
  const judged = pod({ hostUsers: false }, { securityContext: { procMount: 'Unmasked' } });
  expect(checks(judged, 'restricted')).toEqual(['procMount_restricted']);
});

test('who may be root was asked from the first', () => {
  expect(checks(ofPod({ runAsNonRoot: false }), 'restricted', 0)).toEqual(['runAsNonRoot']);
});

test('where a field is wrong, those that are missing are not told', () => {
  const containers = [
    { name: 'a', securityContext: { ...GOOD, runAsNonRoot: false } },
    { name: 'b', securityContext: GOOD },
  ];
  const judged = { ...pod(), spec: { securityContext: { seccompProfile: { type: 'RuntimeDefault' } }, containers } };
  expect(breachesOf(judged, 'restricted', 37)).toEqual([
    {
      check: 'runAsNonRoot',
      at: 'spec.containers[0].securityContext.runAsNonRoot',
      what: 'Container a may run as root',
      remedy: 'Write true.',
      stated: true,
    },
  ]);
  const silent = { ...judged, spec: { ...judged.spec, containers: containers.slice(1) } };
  expect(breachesOf(silent, 'restricted', 37)).toMatchObject([{ remedy: 'Write true.', stated: false }]);
});

test('seccomp annotations counted before there were fields', () => {
  const annotation = 'container.seccomp.security.alpha.kubernetes.io/web';
  expect(checks(pod({}, {}, { [annotation]: 'unconfined' }), 'baseline', 18)).toEqual(['seccompProfile_baseline']);
  expect(checks(pod({}, {}, { [annotation]: 'localhost/a' }), 'baseline', 18)).toEqual([]);
  expect(checks(pod({}, {}, { [annotation]: 'unconfined' }), 'baseline', 19)).toEqual([]);
});

test('images, claims and volumes of no kind are allowed', () => {
  const volumes = [{ name: 'a' }, { name: 'b', image: {} }, { name: 'c', persistentVolumeClaim: { claimName: 'd' } }];
  expect(checks(pod({ volumes }), 'restricted')).toEqual([]);
  expect(checks(pod({ volumes }), 'baseline')).toEqual([]);
});

const label = 'pod-security.kubernetes.io/';

test('labels name levels and minors', () => {
  const { standards, bad } = policyOf({ [`${label}enforce`]: 'baseline', [`${label}enforce-version`]: 'v1.30' });
  expect(bad).toEqual([]);
  expect(standards).toEqual({
    enforce: { level: 'baseline', minor: 30 },
    audit: { level: 'privileged' },
    warn: { level: 'baseline', minor: 30 },
  });
  expect(policyOf({ [`${label}enforce`]: 'baseline', [`${label}warn-version`]: 'v1.9' }).standards.warn).toEqual({
    level: 'baseline',
    minor: 9,
  });
  expect(policyOf({ [`${label}enforce`]: 'baseline', [`${label}warn`]: 'privileged' }).standards.warn).toEqual({
    level: 'privileged',
  });
});

test('the open level and the first version are some too', () => {
  expect(policyOf({ [`${label}enforce`]: 'privileged', [`${label}enforce-version`]: 'v1.0' })).toMatchObject({
    standards: { enforce: { level: 'privileged', minor: 0 } },
    bad: [],
  });
  expect(policyOf({ [`${label}warn-version`]: 'latest' }).bad).toEqual([]);
  expect(policyOf({ [`${label}warn-version`]: 'v1.01' }).bad).toHaveLength(1);
});

test('a level nobody knows is the strictest where pods are refused, and none where it is told', () => {
  const { standards, bad } = policyOf({
    [`${label}enforce`]: 'strict',
    [`${label}audit`]: 'strict',
    [`${label}warn`]: 'strict',
    [`${label}audit-version`]: '1.30',
  });
  expect(Object.values(standards).map(({ level }) => level)).toEqual(['restricted', 'privileged', 'privileged']);
  expect(bad.map((each) => each.label.slice(label.length))).toEqual(['enforce', 'audit', 'audit-version', 'warn']);
});
