/** First lines of every NetworkPolicy. */
export const POLICY_HEADER = 'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy';

/** The login of `web` at `store`, for one of the two. */
export const credential = (owner: string): string => `
apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata: {name: store-web, namespace: ${owner}}
spec:
  refreshInterval: 5m0s
  secretStoreRef: {kind: ClusterSecretStore, name: platform}
  target: {name: store-web, template: {mergePolicy: Replace, data: {username: web, password: "{{ .password }}"}}}
  dataFrom: [{extract: {key: dev/store/web}}]`;

/** A Service before the pods of its namespace. */
export const service = (name: string, owner: string, extra = ''): string => `
apiVersion: v1
kind: Service
metadata: {name: ${name}, namespace: ${owner}, labels: {app.kubernetes.io/name: ${owner}, part: ${name}}}
spec:
  ${extra}
  selector: {app.kubernetes.io/name: ${owner}}
  ports: [{name: http, port: ${owner === 'web' ? 80 : 9000}, targetPort: http, protocol: TCP}]`;

/** The account pods of a namespace run as. */
export const account = (name: string): string => `
apiVersion: v1
kind: ServiceAccount
metadata: {name: ${name}, namespace: ${name}}
automountServiceAccountToken: false`;

/** What the strictest level asks of a pod, and of each of its containers. */
const POD_SECURITY = 'securityContext: {runAsNonRoot: true, seccompProfile: {type: RuntimeDefault}}';
const CONTAINER_SECURITY = 'securityContext: {allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}}';

/** The pods of `store`. */
export const STATEFUL = `
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: store, namespace: store, annotations: {argocd.argoproj.io/sync-options: "Prune=false,Delete=false"}}
spec:
  serviceName: store-peers
  replicas: 4
  persistentVolumeClaimRetentionPolicy: {whenDeleted: Retain, whenScaled: Retain}
  selector: {matchLabels: {app.kubernetes.io/name: store}}
  updateStrategy: {type: RollingUpdate, rollingUpdate: {partition: 0}}
  template:
    metadata: {labels: {app.kubernetes.io/name: store}}
    spec:
      serviceAccountName: store
      ${POD_SECURITY}
      topologySpreadConstraints:
      - {maxSkew: 1, topologyKey: kubernetes.io/hostname, whenUnsatisfiable: ScheduleAnyway, labelSelector: {matchLabels: {app.kubernetes.io/name: store}}}
      containers:
      - name: store
        image: harbor.example.com/platform/store:1.2.3
        ${CONTAINER_SECURITY}
        args: [server, "http://store-{0...3}.store-peers.store.svc.cluster.local:9000/export"]
        env:
        - {name: ROOT_PASSWORD, valueFrom: {secretKeyRef: {name: store-web, key: password}}}
        ports: [{name: http, containerPort: 9000, protocol: TCP}]
        volumeMounts: [{name: data, mountPath: /export}]
  volumeClaimTemplates:
  - apiVersion: v1
    kind: PersistentVolumeClaim
    metadata: {name: data}
    spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 10Gi}}}`;

/** Who reaches `store`: its peers, `web` and Prometheus. */
export const STORE_POLICIES = `
${POLICY_HEADER}
metadata: {name: peers, namespace: store}
spec:
  podSelector: {matchLabels: {app.kubernetes.io/name: store}}
  policyTypes: [Ingress, Egress]
  ingress: [{from: [{podSelector: {matchLabels: {app.kubernetes.io/name: store}}}], ports: [{port: 9000, protocol: TCP}]}]
  egress: [{to: [{podSelector: {matchLabels: {app.kubernetes.io/name: store}}}], ports: [{port: 9000, protocol: TCP}]}]
---
${POLICY_HEADER}
metadata: {name: from-web, namespace: store}
spec:
  podSelector: {matchLabels: {app.kubernetes.io/name: store}}
  policyTypes: [Ingress]
  ingress:
  - from: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: web}}}]
    ports: [{port: 9000, protocol: TCP}]
---
${POLICY_HEADER}
metadata: {name: from-monitoring, namespace: store}
spec:
  podSelector: {matchLabels: {app.kubernetes.io/name: store}}
  policyTypes: [Ingress]
  ingress:
  - from: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: monitoring}}}]
    ports: [{port: 9000, protocol: TCP}]`;

/** Protection and metrics of `store`. */
export const MONITORING = `
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: {name: store, namespace: store}
spec: {maxUnavailable: 1, selector: {matchLabels: {app.kubernetes.io/name: store}}}
---
apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata: {name: store, namespace: store}
spec:
  selector: {matchLabels: {part: store}}
  endpoints: [{port: http, path: /metrics}]`;

/** All of `web` but Service, account and login. */
export const WEB = `
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: {name: web, namespace: web}
spec: {maxUnavailable: 1, selector: {matchLabels: {app.kubernetes.io/name: web}}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: web}
spec:
  replicas: 2
  selector: {matchLabels: {app.kubernetes.io/name: web}}
  strategy: {type: RollingUpdate, rollingUpdate: {maxSurge: 1, maxUnavailable: 0}}
  template:
    metadata: {labels: {app.kubernetes.io/name: web}}
    spec:
      serviceAccountName: web
      ${POD_SECURITY}
      containers:
      - name: web
        image: harbor.example.com/platform/web:4.5.6
        ${CONTAINER_SECURITY}
        env:
        - {name: STORE_URL, value: "http://store.store.svc:9000"}
        - {name: STORE_PASSWORD, valueFrom: {secretKeyRef: {name: store-web, key: password}}}
        ports: [{name: http, containerPort: 8080, protocol: TCP}]
        volumeMounts: [{name: config, mountPath: /etc/web}]
      volumes: [{name: config, configMap: {name: web, items: [{key: web.properties, path: web.properties}]}}]
---
apiVersion: v1
kind: ConfigMap
metadata: {name: web, namespace: web}
data:
  web.properties: |
    # an example: http://nowhere:1234
    store.endpoint=http://store.store.svc.cluster.local:9000
    store.password=\${ENV:STORE_PASSWORD}
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: web, namespace: web, annotations: {cert-manager.io/cluster-issuer: public}}
spec:
  ingressClassName: nginx
  tls: [{hosts: [web.example.com], secretName: web-tls}]
  rules:
  - host: web.example.com
    http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: web, port: {name: http}}}}]}
---
${POLICY_HEADER}
metadata: {name: to-store-http, namespace: web}
spec:
  podSelector: {matchLabels: {app.kubernetes.io/name: web}}
  policyTypes: [Egress]
  egress:
  - to:
    - namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: store}}
      podSelector: {matchLabels: {app.kubernetes.io/name: store}}
    ports: [{port: 9000, protocol: TCP}]
---
${POLICY_HEADER}
metadata: {name: from-ingress, namespace: web}
spec:
  podSelector: {matchLabels: {app.kubernetes.io/name: web}}
  policyTypes: [Ingress]
  ingress:
  - from: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: ingress-nginx}}}]
    ports: [{port: 8080, protocol: TCP}]`;
