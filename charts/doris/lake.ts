import type { Warehouse } from '../iceberg';
import type { Bucket } from '../minio';

/** The lake as Doris reads it. */
export interface Lake {
  readonly warehouse: Warehouse;
  readonly files: Bucket;
}

/** Where the provisioning script finds a key of a login. */
const file = (path: string): string => `$(cat "$LAKE/${path}")`;

/**
 * Properties of an Iceberg catalog at a REST server, as SQL within double quotes of the shell, which puts the secrets in.
 * Names as in Doris' own test against Polaris: apache/doris, regression-test/suites/external_table_p0/polaris.
 */
export const lakeProperties = ({ warehouse, files }: Lake): string =>
  Object.entries({
    'iceberg.catalog.type': 'rest',
    'iceberg.rest.uri': warehouse.uri,
    warehouse: warehouse.warehouse,
    'iceberg.rest.security.type': 'oauth2',
    'iceberg.rest.oauth2.server-uri': warehouse.tokenUri,
    'iceberg.rest.oauth2.scope': warehouse.scope,
    'iceberg.rest.oauth2.credential': file('warehouse/credential'),
    // Tokens last an hour.
    'iceberg.rest.oauth2.token-refresh-enabled': 'true',
    's3.endpoint': files.endpoint,
    's3.region': files.region,
    's3.access_key': file('files/access-key'),
    's3.secret_key': file('files/secret-key'),
    use_path_style: String(files.pathStyle),
  })
    .map(([name, value]) => `'${name}' = '${value}'`)
    .join(', ');
