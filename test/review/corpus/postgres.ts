import { type Case, drop, object, of, push, set } from './case';

const cluster = of(
  object(`
apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: main, namespace: db, annotations: {argocd.argoproj.io/sync-options: 'Prune=false,Delete=false'}}
spec:
  instances: 3
  imageName: ghcr.io/cloudnative-pg/postgresql:17.4
  enablePDB: true
  enableSuperuserAccess: false
  storage: {size: 100Gi, storageClass: fast}
  walStorage: {size: 20Gi, storageClass: fast}
  bootstrap: {initdb: {database: app, owner: app}}
  backup: {retentionPolicy: 30d}
  plugins: [{name: barman-cloud.cloudnative-pg.io, isWALArchiver: true, parameters: {barmanObjectName: backups}}]
  postgresql:
    parameters: {shared_buffers: 2GB, work_mem: 10MB, max_connections: '200'}
    pg_hba: [hostssl all all 10.0.0.0/8 scram-sha-256]
    synchronous: {method: any, number: 1, dataDurability: required}
  resources: {requests: {cpu: '2', memory: 8Gi}, limits: {memory: 8Gi}}
  monitoring: {customQueriesConfigMap: [{name: q, key: k}]}
`),
);
const database = of(
  object(`
apiVersion: postgresql.cnpg.io/v1
kind: Database
metadata: {name: shop, namespace: db, annotations: {argocd.argoproj.io/sync-options: 'Prune=false,Delete=false'}}
spec: {cluster: {name: main}, name: shop, owner: shop, ensure: present, databaseReclaimPolicy: retain}
`),
);
const role = of(
  object(`
apiVersion: postgresql.cnpg.io/v1
kind: DatabaseRole
metadata: {name: shop, namespace: db}
spec: {cluster: {name: main}, name: shop, ensure: present, login: true, databaseRoleReclaimPolicy: retain}
`),
);
const pooler = of(
  object(`
apiVersion: postgresql.cnpg.io/v1
kind: Pooler
metadata: {name: rw, namespace: db}
spec: {cluster: {name: main}, instances: 3, type: rw, pgbouncer: {poolMode: session}}
`),
);
const backup = of(
  object(`
apiVersion: postgresql.cnpg.io/v1
kind: ScheduledBackup
metadata: {name: daily, namespace: db}
spec: {cluster: {name: main}, schedule: 0 0 2 * * *, method: plugin, immediate: true}
`),
);
const store = of(
  object(`
apiVersion: barmancloud.cnpg.io/v1
kind: ObjectStore
metadata: {name: backups, namespace: db}
spec:
  retentionPolicy: 30d
  configuration: {destinationPath: 's3://backups/', endpointURL: 'http://minio:9000', wal: {compression: gzip}}
`),
);

const alone = of(
  object(`
apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: alone, namespace: db}
spec: {instances: 1, storage: {size: 10Gi}, postgresql: {parameters: {}}}
`),
);

/** Changes of what CloudNativePG keeps. */
export const postgres: readonly Case[] = [
  cluster.change('smaller storage', set('spec.storage.size', '50Gi'), 'data-at-risk', 'rejected'),
  cluster.change('larger storage', set('spec.storage.size', '200Gi'), 'no-restart'),
  cluster.change(
    'storage written otherwise',
    (o) => {
      o.spec.storage.size = '102400Mi';
      o.spec.logLevel = 'debug';
    },
    'no-restart',
  ),
  cluster.change('storage class', set('spec.storage.storageClass', 'slow'), 'data-at-risk'),
  cluster.change('smaller storage of the log', set('spec.walStorage.size', '10Gi'), 'data-at-risk', 'rejected'),
  cluster.change('no storage of the log', drop('spec.walStorage'), 'data-at-risk', 'rejected', 'rolling-restart'),
  cluster.change('fewer instances', set('spec.instances', 2), 'data-at-risk', 'availability'),
  cluster.change('more instances', set('spec.instances', 5), 'no-restart'),
  cluster.change(
    'minor version',
    set('spec.imageName', 'ghcr.io/cloudnative-pg/postgresql:17.5'),
    'image',
    'rolling-restart',
  ),
  cluster.change(
    'major version',
    set('spec.imageName', 'ghcr.io/cloudnative-pg/postgresql:18.1'),
    'availability',
    'image-major',
    'rolling-restart',
  ),
  cluster.change(
    'older version',
    set('spec.imageName', 'ghcr.io/cloudnative-pg/postgresql:16.8'),
    'image-downgrade',
    'rolling-restart',
  ),
  cluster.change(
    'a parameter read at start',
    set('spec.postgresql.parameters.shared_buffers', '4GB'),
    'rolling-restart',
  ),
  cluster.change('a parameter that is reloaded', set('spec.postgresql.parameters.work_mem', '20MB'), 'no-restart'),
  cluster.change(
    'fewer connections',
    set('spec.postgresql.parameters.max_connections', '100'),
    'availability',
    'rolling-restart',
  ),
  cluster.change('resources', set('spec.resources.limits.memory', '16Gi'), 'rolling-restart'),
  cluster.change('who may log in', push('spec.postgresql.pg_hba', 'host all all all md5'), 'exposure'),
  cluster.change('who may not log in', push('spec.postgresql.pg_hba', 'host all all all reject'), 'no-restart'),
  cluster.change('superuser', set('spec.enableSuperuserAccess', true), 'exposure'),
  cluster.change('no budget', set('spec.enablePDB', false), 'availability'),
  cluster.change('no synchronous copy', drop('spec.postgresql.synchronous'), 'data-at-risk'),
  alone.change(
    'copies where there was one',
    (o) => {
      o.spec.instances = 3;
      o.spec.postgresql.synchronous = { method: 'any', number: 1, dataDurability: 'preferred' };
    },
    'no-restart',
  ),
  cluster.change(
    'durability preferred',
    set('spec.postgresql.synchronous.dataDurability', 'preferred'),
    'data-at-risk',
  ),
  cluster.change(
    'no archiver',
    (o) => {
      delete o.spec.plugins;
      delete o.spec.backup;
    },
    'data-at-risk',
    'rolling-restart',
  ),
  cluster.change('shorter retention', set('spec.backup.retentionPolicy', '7d'), 'data-at-risk'),
  cluster.change('longer retention', set('spec.backup.retentionPolicy', '60d'), 'no-restart'),
  cluster.change('bootstrap', set('spec.bootstrap.initdb.database', 'other'), 'no-restart'),
  cluster.change('affinity', set('spec.affinity', { enablePodAntiAffinity: true }), 'rolling-restart'),
  cluster.change(
    'another Service',
    set('spec.managed', {
      services: {
        additional: [
          { selectorType: 'rw', serviceTemplate: { metadata: { name: 'out' }, spec: { type: 'LoadBalancer' } } },
        ],
      },
    }),
    'exposure',
  ),
  cluster.change('queries of metrics', set('spec.monitoring.customQueriesConfigMap.0.key', 'other'), 'no-restart'),
  cluster.change('a field that does not exist', set('spec.turbo', true), 'not-judged'),
  cluster.change('protection lost', drop('metadata.annotations'), 'data-at-risk'),
  cluster.remove('data-at-risk', 'availability'),
  cluster.rename('other', 'data-at-risk', 'recreated'),
  cluster.move('two', 'data-at-risk'),
  cluster.add('no-restart'),
  database.change('deleted with the object', set('spec.databaseReclaimPolicy', 'delete'), 'data-at-risk'),
  database.change('absent', set('spec.ensure', 'absent'), 'data-at-risk'),
  database.change('name', set('spec.name', 'store'), 'rejected'),
  database.change('cluster', set('spec.cluster.name', 'other'), 'rejected'),
  database.change('owner', set('spec.owner', 'other'), 'no-restart'),
  database.remove('data-at-risk'),
  role.change('superuser', set('spec.superuser', true), 'exposure'),
  role.change('absent', set('spec.ensure', 'absent'), 'data-at-risk'),
  role.change('name', set('spec.name', 'store'), 'rejected'),
  role.change('connections', set('spec.connectionLimit', 10), 'no-restart'),
  role.remove('data-at-risk'),
  pooler.change('fewer instances', set('spec.instances', 1), 'availability'),
  pooler.change('mode', set('spec.pgbouncer.poolMode', 'transaction'), 'no-restart'),
  pooler.change('template', set('spec.template', { spec: { containers: [] } }), 'rolling-restart'),
  pooler.remove('availability'),
  backup.change('suspended', set('spec.suspend', true), 'data-at-risk'),
  backup.change('hour', set('spec.schedule', '0 0 4 * * *'), 'no-restart'),
  backup.remove('data-at-risk'),
  store.change('shorter retention', set('spec.retentionPolicy', '7d'), 'data-at-risk'),
  store.change('another place', set('spec.configuration.destinationPath', 's3://other/'), 'data-at-risk'),
  store.change('compression', set('spec.configuration.wal.compression', 'zstd'), 'no-restart'),
  store.remove('data-at-risk'),
];
