import type { Bucket } from '../minio';
import { HEAP_PERCENT, queryMemory, spillSpace, taskMemory } from './memory';
import { fromEnv, lines } from './properties';
import { resourceGroups } from './resource-groups';
import type { Settings } from './settings';

/** What the nodes' configuration depends on. */
export interface ConfigOptions {
  readonly overlay: string;
  readonly settings: Settings;
  /** Where results of tasks are kept for the case that others fail. */
  readonly exchange: Bucket;
}

type Files = Readonly<Record<string, string>>;

/** Folder of the file of people's passwords. */
export const PASSWORDS = '/run/passwords';
/** Folder for what a query has no memory for. */
export const SPILL = '/spill';
/** Folder of the launcher and of heap dumps. */
export const DATA = '/data/trino';

/** Seconds after which the coordinator has surely noticed that a worker is stopping. */
export const GRACE_SECONDS = 30;

/** Who every request to `/metrics` and `/v1/info/state` over plain HTTP counts as. */
const MANAGEMENT = 'management';

/**
 * `/etc/trino` of the coordinator. Only requests that arrived over TLS are taken, as the ingress controller's
 * `X-Forwarded-Proto` says, and those need a password; without TLS there is the nodes' own traffic, which is signed, and
 * metrics. Source: Trino, SecurityConfig and ServerSecurityModule.
 */
export const coordinatorFiles = (options: ConfigOptions): Files => ({
  ...nodeFiles(options),
  'config.properties': lines([
    'coordinator=true',
    `node-scheduler.include-coordinator=${options.settings.workers === 0}`,
    'discovery.uri=http://localhost:8080',
    'http-server.process-forwarded=true',
    'http-server.authentication.type=PASSWORD',
    ...common(options.settings),
    `query.max-memory=${queryMemory(options.settings)}`,
    ...retries(options.settings),
  ]),
  ...resourceGroups(options.settings),
  'password-authenticator.properties': lines([
    'password-authenticator.name=file',
    `file.password-file=${PASSWORDS}/password.db`,
  ]),
});

/** `/etc/trino` of a worker. Whoever reaches its port may have it shut down: Prometheus and the other nodes. */
export const workerFiles = (options: ConfigOptions): Files => ({
  ...nodeFiles(options),
  'config.properties': lines([
    'coordinator=false',
    'discovery.uri=http://trino.trino.svc:8080',
    ...common(options.settings),
    `shutdown.grace-period=${GRACE_SECONDS}s`,
  ]),
  'access-control.properties': lines(['access-control.name=file', 'security.config-file=/etc/trino/rules.json']),
  'rules.json': `${JSON.stringify({ system_information: [{ user: MANAGEMENT, allow: ['read', 'write'] }] }, null, 2)}\n`,
});

const common = (settings: Settings): readonly string[] => [
  'http-server.http.port=8080',
  'http-server.log.enabled=false',
  `internal-communication.shared-secret=${fromEnv('SHARED_SECRET')}`,
  // A fixed user, because Prometheus sends a password with every user name and Trino takes none over plain HTTP.
  `management.user=${MANAGEMENT}`,
  'spill-enabled=true',
  `spiller-spill-path=${SPILL}`,
  `max-spill-per-node=${spillSpace(settings)}`,
  `query-max-spill-per-node=${spillSpace(settings)}`,
];

const retries = (settings: Settings): readonly string[] => [
  `retry-policy=${settings.retryPolicy}`,
  ...(settings.retryPolicy === 'TASK' ? [`fault-tolerant-execution-task-memory=${taskMemory(settings)}`] : []),
];

const nodeFiles = ({ overlay, exchange }: ConfigOptions): Files => ({
  'node.properties': lines([
    // Trino allows no dash in it.
    `node.environment=${overlay.replaceAll('-', '_')}`,
    `node.data-dir=${DATA}`,
    'plugin.dir=/usr/lib/trino/plugin',
  ]),
  'jvm.config': lines(JVM),
  'log.properties': lines(['io.trino=INFO', 'org.apache.kafka=WARN']),
  'exchange-manager.properties': lines([
    'exchange-manager.name=filesystem',
    `exchange.base-directories=s3://${exchange.bucket}`,
    `exchange.s3.endpoint=${exchange.endpoint}`,
    `exchange.s3.region=${exchange.region}`,
    `exchange.s3.path-style-access=${exchange.pathStyle}`,
    `exchange.s3.aws-access-key=${fromEnv('EXCHANGE_ACCESS_KEY')}`,
    `exchange.s3.aws-secret-key=${fromEnv('EXCHANGE_SECRET_KEY')}`,
  ]),
});

/** Source: Trino documentation, "Deploying Trino", and trinodb/charts 1.42.2. */
const JVM = [
  '-server',
  '-agentpath:/usr/lib/trino/bin/libjvmkill.so',
  `-XX:InitialRAMPercentage=${HEAP_PERCENT}`,
  `-XX:MaxRAMPercentage=${HEAP_PERCENT}`,
  '-XX:+UseG1GC',
  '-XX:G1HeapRegionSize=32M',
  '-XX:+ExplicitGCInvokesConcurrent',
  '-XX:+HeapDumpOnOutOfMemoryError',
  `-XX:HeapDumpPath=${DATA}`,
  '-XX:+ExitOnOutOfMemoryError',
  '-XX:-OmitStackTraceInFastThrow',
  '-XX:ReservedCodeCacheSize=512M',
  '-XX:PerMethodRecompilationCutoff=10000',
  '-XX:PerBytecodeRecompilationCutoff=10000',
  '-Djdk.attach.allowAttachSelf=true',
  '-Djdk.nio.maxCachedBufferSize=2000000',
  '-XX:+EnableDynamicAgentLoading',
  '-XX:+UnlockDiagnosticVMOptions',
  '-XX:G1NumCollectionsKeepPinned=10000000',
];
