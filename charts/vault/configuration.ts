import { byCodeUnit } from '../../manifest/types';
import type { ServiceChart } from '../../platform/chart';
import { cronJob, job } from '../../platform/job';
import type { Pod } from '../../platform/pod';
import { STORE_CLIENT, VAULT_AUDIENCE, vaultRole } from '../../platform/secret-store';
import type { Claim, StoreUser } from '../../platform/service';
import { configFiles, secretFiles, type Volume } from '../../platform/volume';
import { ADDRESS, AUTH, CONFIG, KV, TLS_SECRET, USER } from './names';
import { namespacePolicy, operatorPolicy, SNAPSHOT_POLICY } from './policies';

export interface ConfigurationOptions {
  readonly image: string;
  readonly overlay: string;
  readonly replicas: number;
  readonly claims: readonly Claim[];
  readonly storeUsers: readonly StoreUser[];
}

const FOLDER = '/configuration';
const TOKEN = '/run/login';

/**
 * Policies and roles as the plan has them. A Job writes them whenever they change; while it waits for a Vault that is
 * unsealed and lets it in, everything that needs the store waits too. A CronJob repeats it every hour, because a restored
 * snapshot brings old policies back and a renewed authority must be told.
 */
export function configuration(chart: ServiceChart, options: ConfigurationOptions): void {
  const pod: Pod = {
    user: USER,
    account: CONFIG,
    containers: [
      {
        name: 'configure',
        image: options.image,
        command: ['/bin/sh', '-eu', `${FOLDER}/configure.sh`],
        env: { HOME: '/tmp', VAULT_ADDR: ADDRESS, VAULT_CACERT: '/run/tls/ca.crt' },
        resources: { cpu: '20m', memory: '64Mi', memoryLimit: '256Mi' },
        mounts: {
          [FOLDER]: configFiles(chart, 'vault-configuration', filesOf(options)),
          [TOKEN]: vaultToken,
          '/run/tls': secretFiles(TLS_SECRET, { 'ca.crt': 'ca.crt' }),
        },
      },
    ],
  };
  job(chart, 'vault-configure', { part: 'configuration', pod });
  cronJob(chart, 'vault-reconfigure', { part: 'configuration', pod, schedule: '23 * * * *' });
}

/** A token of the pod's account that is good for Vault alone. */
export const vaultToken: Volume = {
  name: 'vault-token',
  source: {
    projected: {
      sources: [{ serviceAccountToken: { audience: VAULT_AUDIENCE, expirationSeconds: 600, path: 'token' } }],
    },
  },
  readOnly: true,
};

const filesOf = (options: ConfigurationOptions): Readonly<Record<string, string>> => ({
  'configure.sh': scriptOf(options),
  'operators.hcl': operatorPolicy(options.overlay),
  'snapshots.hcl': SNAPSHOT_POLICY,
  ...Object.fromEntries(options.storeUsers.map((user) => [`${vaultRole(user.namespace)}.hcl`, namespacePolicy(user)])),
});

/** Shell functions of every script that talks to Vault by the account of its pod. */
export const loginFunction = `login() {
  vault write -field=token "auth/$AUTH/login" "role=$ROLE" "jwt=@${TOKEN}/token"
}
`;

const PRELUDE = `cd ${FOLDER}
AUTH=${AUTH}
ROLE=${CONFIG}

${loginFunction}policy() {
  vault policy write "$1" "$1.hcl"
}
role() {
  vault write "auth/$AUTH/role/$1" "bound_service_account_names=$2" "bound_service_account_namespaces=$3" \\
    audience=${VAULT_AUDIENCE} "token_policies=$4" token_ttl=10m
}
authority() {
  if [ "$(vault kv get -mount=${KV} -field=ca.crt "$1" 2> /dev/null)" != "$(cat "$VAULT_CACERT")" ]; then
    vault kv put -mount=${KV} "$1" "ca.crt=@$VAULT_CACERT"
  fi
}

until vault status > /dev/null; do
  echo 'No server is unsealed yet: see "First start" and "Unseal" in the documentation.'
  sleep 10
done
until VAULT_TOKEN=$(login); do
  echo 'The role ${CONFIG} lets nobody in yet: has bootstrap.sh been run?'
  sleep 10
done
export VAULT_TOKEN

`;

/** The script: safe to run again, and nothing is ever taken away. */
function scriptOf({ replicas, claims, storeUsers, overlay }: ConfigurationOptions): string {
  const consumers = claims.map(({ consumer }) => consumer);
  const store = storeUsers.map(({ namespace }) => vaultRole(namespace)).sort(byCodeUnit);
  const lines = [
    ...(replicas > 1 ? [AUTOPILOT] : []),
    ...['operators', 'snapshots', ...store].map((name) => `policy ${name}`),
    ...store.map((name) => `role ${name} ${STORE_CLIENT} ${STORE_CLIENT} ${name}`),
    ...consumers.map((consumer) => `role snapshots-${consumer} ${consumer} ${consumer} snapshots`),
    ...(storeUsers.length > 0 ? consumers.map((consumer) => `authority ${overlay}/${consumer}/ca`) : []),
    'vault token revoke -self',
  ];
  return `${PRELUDE}${lines.join('\n')}\n`;
}

/** A server that was scaled away counts for the majority until it is removed. */
const AUTOPILOT = `vault operator raft autopilot set-config -cleanup-dead-servers=true \\
  -dead-server-last-contact-threshold=24h -min-quorum=3`;
