export { apiVersion } from './api-version';
export { schema } from './schema';
export { unknownKind } from './unknown-kind';
