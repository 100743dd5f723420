import { defineService, type OwnCredential, type Reference } from '../../platform/service';
import { alerts } from './alerts';
import { certificates } from './certificates';
import { configuration } from './configuration';
import { dashboard } from './dashboard';
import { AUTH, PORTS, SERVER_NAME, TLS_SECRET, VAULT } from './names';
import { sealOf } from './seal';
import { servers } from './servers';
import { accepts, type Settings, settings } from './settings';

export { loginFunction, vaultToken } from './configuration';

/** What consumers are told besides host and port; a Vault that somebody else runs states its own. */
interface Facts {
  /** Path of its Kubernetes authentication for this cluster. */
  readonly authMount: string;
}

const SERVERS = { 'app.kubernetes.io/name': VAULT, 'app.kubernetes.io/component': 'server' };

/** Vault or OpenBao: keeps secrets, for the platform's secret store first of all. */
export const vault = defineService(VAULT, {
  images: { vault: 'docker.io/hashicorp/vault:2.0.4', openbao: 'quay.io/openbao/openbao:2.6.2' },
  serves: {
    api: {
      port: PORTS.api,
      pods: SERVERS,
      metrics: {
        paths: ['/v1/sys/metrics'],
        params: { format: 'prometheus' },
        tls: { secret: TLS_SECRET, serverName: SERVER_NAME },
      },
    },
  },
  peers: [PORTS.api, PORTS.cluster],
  kubernetesApi: true,
  outside: ({ seal }) => sealOf(seal).ports,
  facts: { authMount: AUTH } as Facts,
  credentials: {
    // Thirty-two letters and digits are the bytes of a key. Whoever serves the store cannot have it from there.
    seal: {
      when: ({ seal }: Settings) => sealOf(seal).generated ?? false,
      secret: { data: { key: '{{ .password }}' } },
    },
  },
  settings,
  accepts,
  alerts,
  dashboard,
  build(chart, { overlay, settings: chosen, images, claims, storeUsers }) {
    // Several servers that initialise themselves would each become a Vault of its own.
    if (sealOf(chosen.seal).generated && (chosen.flavour !== 'openbao' || chosen.replicas > 1))
      throw new Error('the seal "static" is for one server of flavour openbao: set both, or choose another seal');
    const image = images[chosen.flavour];
    certificates(chart);
    servers(chart, { image, overlay, settings: chosen });
    configuration(chart, { image, overlay, replicas: chosen.replicas, claims, storeUsers });
  },
});

/** How to take snapshots. */
export interface Snapshots {
  /** URL of Vault. Servers that are not the active one send the request on to it. */
  readonly address: string;
  /** Path of the Kubernetes authentication. */
  readonly authMount: string;
  /** Role that lets the consumer's ServiceAccount in. */
  readonly role: string;
}

/**
 * The right of a service, called by its name, to take snapshots of everything in Vault with its own ServiceAccount. It
 * also needs the credential `authority` under the key `ca`.
 */
export const snapshots = (consumer: string): Reference<Snapshots> =>
  vault.claim('api', {
    kind: 'snapshots',
    name: consumer,
    bind: ({ host, port, facts: { authMount } }) => ({
      address: `https://${host}:${port}`,
      authMount,
      role: `snapshots-${consumer}`,
    }),
  });

/**
 * The authority of Vault's certificates as `ca.crt`, for the contract of a service that talks to Vault, under the key
 * `ca`. It is no secret, but the store is how it reaches other namespaces.
 */
export const authority = {
  prepared: `field "ca.crt": the authority of Vault's certificates; where Vault serves the store, its own Job puts it there`,
  secret: { data: { 'ca.crt': '{{ index . "ca.crt" }}' } },
} satisfies OwnCredential;
