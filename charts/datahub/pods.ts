import type { Container, Pod } from '../../platform/pod';
import { scratch, secretFiles, type Volume } from '../../platform/volume';
import type { Uses } from './variables';

/** User and group of every image. Source: datahub-helm 1.1.0, `podSecurityContext`. */
export const USER = 1000;

/** Folder with Kafka's CA in `ca.crt`. */
export const KAFKA_CA = '/run/kafka';

const SEARCH_CA = '/run/search';
const TRUST = '/run/trust';
export const TRUST_STORE = `${TRUST}/search.p12`;

const store: Volume = scratch('trust', '1Mi');

/** Java's client of the search engine takes no PEM file. What locks the store guards nothing that is secret. */
const MAKE_TRUST_STORE = `set -eu
PATH="$PATH:$(dirname "$(readlink -f "$(command -v java)")")"
rm -f ${TRUST_STORE}
keytool -importcert -noprompt -alias search -file ${SEARCH_CA}/ca.crt \\
  -keystore ${TRUST_STORE} -storetype PKCS12 -storepass:env STORE_PASSWORD
`;

/** A pod of one Java program that reaches Kafka and the search engine, and unpacks itself into `/tmp`. */
export function serverPod(uses: Uses, main: Container, grace?: number): Pod {
  const { secret } = uses.search;
  return {
    user: USER,
    ...(grace === undefined ? {} : { terminationGracePeriodSeconds: grace }),
    initContainers: [
      {
        name: 'trust-store',
        image: main.image,
        command: ['/bin/sh', '-c', MAKE_TRUST_STORE],
        env: { STORE_PASSWORD: { secret, key: 'password' } },
        resources: { cpu: '50m', memory: '128Mi' },
        mounts: { [SEARCH_CA]: secretFiles(secret, { 'ca.crt': 'ca.crt' }), [TRUST]: store },
      },
    ],
    containers: [
      {
        ...main,
        mounts: {
          '/tmp': scratch('tmp', '3Gi'),
          [KAFKA_CA]: secretFiles(uses.proposals.secret, { 'ca.crt': 'ca.crt' }),
          [TRUST]: { ...store, readOnly: true },
        },
      },
    ],
  };
}
