/** The catalog: every service there is, by the name that is its folder, Namespace and Application. */
export { cloudflared } from './cloudflared';
export { datahub } from './datahub';
export { doris } from './doris';
export { iceberg } from './iceberg';
export { kafka } from './kafka';
export { minio } from './minio';
export { monitoring } from './monitoring';
export { nodeAgents as 'node-agents' } from './node-agents';
export { postgres } from './postgres';
export { schemaRegistry as 'schema-registry' } from './schema-registry';
export { search } from './search';
export { trino } from './trino';
export { vault } from './vault';
export { vaultBackup as 'vault-backup' } from './vault-backup';
