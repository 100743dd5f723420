import type * as catalog from '../charts';
import type { addons } from '../charts/addons';
import type { Overlay } from '../platform/overlay';
import { roleArn } from './aws';
import { repository } from './repository';
import { eks } from './sites';

/** Stands for the account until there is one: AWS's own number for examples. */
const ACCOUNT = '123456789012';
const REGION = 'eu-central-1';

/**
 * The platform on Amazon EKS: RDS in place of Postgres, S3 in place of MinIO. Account, VPC, certificate and host of the
 * database are placeholders. Databases and buckets, with a login for each consumer, are made there and put into Secrets
 * Manager by hand or by Terraform.
 */
export const productionEks: Overlay<typeof catalog, typeof addons> = {
  name: 'production-eks',
  site: eks({
    account: ACCOUNT,
    region: REGION,
    cluster: '254carbon',
    domain: 'eks.254carbon.com',
    nodes: { count: 3, cpu: 16, memory: '64Gi', zones: 3 },
    vpc: 'vpc-00000000000000000',
    privateSubnets: ['10.30.0.0/20', '10.30.16.0/20', '10.30.32.0/20'],
    publicSubnets: ['10.30.96.0/24', '10.30.97.0/24', '10.30.98.0/24'],
    apiService: '172.20.0.1',
    certificate: '00000000-0000-0000-0000-000000000000',
  }),
  repository,
  services: {
    datahub: true,
    doris: true,
    iceberg: true,
    kafka: { memory: '8Gi', storage: '200Gi' },
    minio: {
      external: {
        host: `s3.${REGION}.amazonaws.com`,
        port: 443,
        scheme: 'https',
        region: REGION,
        pathStyle: false,
        bucketPrefix: '254carbon-production-',
      },
    },
    monitoring: { receivers: { pager: 'pagerduty', chat: 'slack', deadman: true } },
    'node-agents': true,
    postgres: {
      external: { host: `platform.000000000000.${REGION}.rds.amazonaws.com`, port: 5432, sslmode: 'require' },
    },
    'schema-registry': true,
    search: true,
    trino: true,
  },
  addons: {
    'doris-operator': true,
    eck: true,
    'prometheus-operator': true,
    strimzi: true,
    velero: {
      bucket: '254carbon-production-velero',
      region: REGION,
      roleArn: roleArn({ account: ACCOUNT, region: REGION }, '254carbon-velero'),
    },
  },
};
