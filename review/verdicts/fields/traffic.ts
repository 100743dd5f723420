import type { Change } from '../../change';
import { type Effect, type FieldTables, quiet, refused, unseen, weaker } from './effect';

const isHeadless = (value: unknown): boolean => value === 'None';

/** A Service gets its address once. Source: Kubernetes, pkg/apis/core/validation, ValidateServiceUpdate. */
const clusterIp: Effect = ({ before, after }: Change) => {
  const [old, now] = [before?.manifest.spec?.clusterIP, after?.manifest.spec?.clusterIP];
  const same = old === now || (!isHeadless(old) && now === undefined);
  return same
    ? { risk: 'no-restart', rule: 'live-update', reason: 'The Service keeps its address.', remedy: 'Nothing to do.' }
    : {
        risk: 'rejected',
        rule: 'D7',
        reason: 'The address of a Service cannot change, nor whether it has one.',
        remedy: 'Give the Service a new name, or delete the old one first.',
      };
};

const moved = quiet('Traffic moves at once, without a restart.');
const routed = quiet('The proxy takes up the new routes by itself.');
const ANSWER = 'Check that the pods it now finds serve the same.';

/** What leads traffic to pods. Sources: Kubernetes and Gateway API references; Traefik's CRDs. */
export const traffic: FieldTables = {
  Service: {
    'spec.clusterIP': clusterIp,
    'spec.clusterIPs.**': clusterIp,
    'spec.ipFamilies.[0]': refused('The first address family of a Service cannot change.', 'Create a new Service.'),
    'spec.ipFamilies.**': moved,
    'spec.ipFamilyPolicy': moved,
    'spec.selector.**': weaker('The Service leads to other pods at once.', ANSWER),
    'spec.type': moved,
    'spec.ports.**': moved,
    'spec.externalName': moved,
    'spec.externalIPs.**': moved,
    'spec.externalTrafficPolicy': moved,
    'spec.internalTrafficPolicy': moved,
    'spec.trafficDistribution': moved,
    'spec.loadBalancerIP': moved,
    'spec.loadBalancerClass': refused('The class of a load balancer cannot change.', 'Create a new Service.'),
    'spec.loadBalancerSourceRanges.**': moved,
    'spec.healthCheckNodePort': moved,
    'spec.allocateLoadBalancerNodePorts': moved,
    'spec.publishNotReadyAddresses': moved,
    'spec.sessionAffinity': moved,
    'spec.sessionAffinityConfig.**': moved,
  },
  'networking.k8s.io/Ingress': {
    'spec.rules.**': routed,
    'spec.tls.**': routed,
    'spec.defaultBackend.**': routed,
    'spec.ingressClassName': routed,
  },
  'networking.k8s.io/NetworkPolicy': {
    'spec.ingress.**': moved,
    'spec.egress.**': moved,
    'spec.podSelector.**': moved,
    'spec.policyTypes.**': moved,
  },
  'traefik.io/IngressRoute': {
    'spec.entryPoints.**': routed,
    'spec.routes.**': routed,
    'spec.tls.**': routed,
  },
  'traefik.io/Middleware': {
    'spec.**': unseen('Which routes use it, and what they lose, is not judged here.', 'Read it.'),
  },
  'gateway.networking.k8s.io/Gateway': {
    'spec.listeners.**': routed,
    'spec.gatewayClassName': routed,
    'spec.addresses.**': routed,
  },
  'gateway.networking.k8s.io/ReferenceGrant': { 'spec.from.**': moved, 'spec.to.**': moved },
  'gateway.networking.k8s.io/HTTPRoute': {
    'spec.hostnames.**': routed,
    'spec.parentRefs.**': routed,
    'spec.rules.**': routed,
  },
};
