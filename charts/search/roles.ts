/** What a login may do, as the file `roles.yml` of Elasticsearch has it. */
interface Rights {
  /** Privileges on the whole engine. Source: Elasticsearch 8.19 reference, Security privileges. */
  readonly cluster: readonly string[];
  /** Patterns of index names and the privileges on them. */
  readonly indices?: { readonly names: readonly string[]; readonly privileges: readonly string[] };
}

/**
 * A Secret that makes one login: ECK reads `username`, `password` and `roles` for the file realm and `roles.yml` for the
 * roles, and follows changes of either. Source: ECK documentation, Users and roles.
 */
export const loginOf = (role: string, rights: Rights) => ({
  type: 'kubernetes.io/basic-auth',
  data: {
    username: '{{ .username }}',
    password: '{{ .password }}',
    roles: role,
    'roles.yml': rolesFile(role, rights),
  },
});

/**
 * A consumer owns every index whose name begins with its prefix. Templates and lifecycle policies have no owner in
 * Elasticsearch: who may make one may make all.
 */
export const ownerOf = (prefix: string): Rights => ({
  cluster: ['monitor', 'manage_index_templates', 'manage_ilm'],
  indices: { names: [`${prefix}_*`, `${prefix}-*`], privileges: ['all'] },
});

/** The metrics exporter reads, and nothing of what is in the indices. Source: elasticsearch_exporter, README. */
export const WATCHER: Rights = {
  cluster: ['monitor', 'cluster:admin/snapshot/status', 'cluster:admin/snapshot/get', 'cluster:admin/repository/get'],
  indices: { names: ['*'], privileges: ['monitor', 'view_index_metadata'] },
};

/** Who sets up snapshots. Source: Elasticsearch 8.19 reference, SLM security. */
export const KEEPER: Rights = {
  cluster: ['monitor', 'manage_slm', 'cluster:admin/snapshot/*', 'cluster:admin/repository/*'],
};

const list = (items: readonly string[]): string => `[${items.map((item) => `'${item}'`).join(', ')}]`;

function rolesFile(role: string, { cluster, indices }: Rights): string {
  const owned = indices
    ? `  indices:\n    - names: ${list(indices.names)}\n      privileges: ${list(indices.privileges)}\n`
    : '';
  return `${role}:\n  cluster: ${list(cluster)}\n${owned}`;
}
