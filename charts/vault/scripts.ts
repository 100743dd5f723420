import { bytes } from '../../manifest/quantity';
import { KUBERNETES } from './config';
import { AUTH, CONFIG, FOLDERS, KV } from './names';
import { CONFIG_ROLE } from './policies';
import type { Settings } from './settings';

/** Old audit logs kept beside the one that is written. */
const OLD_LOGS = 7;

/**
 * Runs beside a server: has it read a renewed certificate, and starts a new audit log before the volume is full. For
 * both a server needs no more than the signal HUP. A log is a tenth of the volume, so that eight of them leave room.
 */
export const tendScript = (auditStorage: string): string => `log=${FOLDERS.audit}/audit.log
limit=${Math.floor(bytes(auditStorage) / 10)}

certificate() {
  sha256sum < ${FOLDERS.tls}/tls.crt
}
size() {
  if [ -f "$log" ]; then wc -c < "$log"; else echo 0; fi
}
rotate() {
  older=${OLD_LOGS}
  while [ "$older" -gt 1 ]; do
    newer=$((older - 1))
    if [ -f "$log.$newer" ]; then mv "$log.$newer" "$log.$older"; fi
    older=$newer
  done
  mv "$log" "$log.1"
}
reload() {
  echo "$1"
  pkill -HUP -f '^vault server' || true
}

seen=$(certificate)
while sleep 60; do
  now=$(certificate)
  if [ "$now" != "$seen" ]; then
    seen=$now
    reload 'the certificate was renewed'
  fi
  if [ "$(size)" -ge "$limit" ]; then
    rotate
    reload 'a new audit log was started'
  fi
done
`;

/**
 * What a person runs once with the root token: everything that the configuration Job needs to do the rest. It may be run
 * again. OpenBao takes its audit devices from its configuration.
 */
export const bootstrapScript = ({ flavour }: Settings): string => `set -eu
${flavour === 'vault' ? AUDIT_DEVICES : ''}vault secrets list | grep -q '^${KV}/' || vault secrets enable -path=${KV} -version=2 kv
vault auth list | grep -q '^${AUTH}/' || vault auth enable -path=${AUTH} kubernetes
vault write auth/${AUTH}/config kubernetes_host=${KUBERNETES}
vault policy write ${CONFIG} ${FOLDERS.config}/${CONFIG}.hcl
vault write auth/${AUTH}/role/${CONFIG} ${FIELDS}
`;

const FIELDS = Object.entries(CONFIG_ROLE)
  .map(([key, value]) => `${key}=${value}`)
  .join(' ');

const AUDIT_DEVICES = `vault audit list | grep -q '^file/' || vault audit enable -path=file file file_path=${FOLDERS.audit}/audit.log
vault audit list | grep -q '^stdout/' || vault audit enable -path=stdout file file_path=stdout
`;
