/** The catalog: every service there is, by the name that is its folder, Namespace and Application. */
export { iceberg } from './iceberg';
export { kafka } from './kafka';
export { minio } from './minio';
export { postgres } from './postgres';
export { trino } from './trino';
