import { bytes } from '../../manifest/quantity';
import { QUERY_PORT } from './names';
import type { Settings } from './settings';

/** Where the servers keep what must outlive them. */
export const META = '/opt/apache-doris/fe/doris-meta';
export const STORAGE = '/opt/apache-doris/be/storage';

const MIB = 2 ** 20;
const share = (memory: string, part: number): number => Math.floor((bytes(memory) / MIB) * part);

/** Heap of a frontend in MiB: three fifths of its memory; threads, direct buffers and BDB need the rest. */
const frontendHeap = (memory: string): number => share(memory, 0.6);

/** Heap in MiB of the JVM inside a backend, which only reads through JNI: an eighth, at most what Doris itself gives it. */
const backendHeap = (memory: string): number => Math.min(2048, share(memory, 0.125));

/** What Doris reaches into. Source: Doris 4.0, bin/start_fe.sh and conf/be.conf. */
const OPENED = [
  'java.base/java.io',
  'java.base/java.lang',
  'java.base/java.lang.invoke',
  'java.base/java.lang.reflect',
  'java.base/java.net',
  'java.base/java.nio',
  'java.base/java.util',
  'java.base/java.util.concurrent',
  'java.base/java.util.concurrent.atomic',
  'java.base/jdk.internal.ref',
  'java.base/sun.nio.ch',
  'java.base/sun.nio.cs',
  'java.base/sun.security.action',
  'java.base/sun.util.calendar',
  'java.management/sun.management',
  'java.security.jgss/sun.security.krb5',
];

/** Options of the JVM. The variable's name is the one of the JDK in the images; without it the heap would be 8 GiB. */
const javaOptions = (...options: readonly string[]): string =>
  [
    'JAVA_OPTS_FOR_JDK_17="-Dfile.encoding=UTF-8',
    '-Djavax.security.auth.useSubjectCredsOnly=false',
    '-Darrow.enable_null_check_for_get=false',
    ...options,
    ...OPENED.map((name) => `--add-opens=${name}=ALL-UNNAMED`),
  ].join(' ');

/**
 * `fe.conf`. Lines in capitals are read by the start script's shell; the operator reads the ports, as properties. Logs
 * are in the container's own file system, hence their small limit. The empty password on the loopback interface is the
 * way back in for who may enter the container. With fewer than three backends a table could not have three copies.
 * Source of the keys: Doris 4.0, FE configuration.
 */
export const frontendConfig = ({ frontend: { memory }, backend }: Settings): string => `LOG_DIR = \${DORIS_HOME}/log
${javaOptions(`-Xms${frontendHeap(memory)}m`, `-Xmx${frontendHeap(memory)}m`, '-XX:+UseG1GC')}"
meta_dir = ${META}
enable_fqdn_mode = true
http_port = 8030
rpc_port = 9020
query_port = ${QUERY_PORT}
edit_log_port = 9010
arrow_flight_sql_port = -1
skip_localhost_auth_check = true
${backend.replicas < 3 ? `force_olap_table_replication_num = ${backend.replicas}\n` : ''}sys_log_level = INFO
log_roll_size_mb = 100
sys_log_roll_num = 5
audit_log_roll_num = 5
`;

/**
 * `be.conf`. The limit of memory is an amount, so that it does not hang on how the backend reads its control group; a
 * fifth stays for what the allocator cannot give back at once. Source of the keys: Doris 4.0, BE configuration.
 */
export const backendConfig = ({ backend: { memory } }: Settings): string => `LOG_DIR = \${DORIS_HOME}/log
${javaOptions(
  `-Xmx${backendHeap(memory)}m`,
  '-DlogPath=$LOG_DIR/jni.log',
  '-Dsun.java.command=DorisBE',
  '-XX:-CriticalJNINatives',
)}"
AWS_EC2_METADATA_DISABLED=true
be_port = 9060
webserver_port = 8040
heartbeat_service_port = 9050
brpc_port = 8060
arrow_flight_sql_port = -1
storage_root_path = ${STORAGE}
mem_limit = ${share(memory, 0.8)}M
sys_log_level = INFO
sys_log_roll_mode = SIZE-MB-100
sys_log_roll_num = 5
`;
