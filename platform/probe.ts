import { k8s } from 'cdk8s-plus-28';

/** How to ask a container how it is. `port` is the name of one of its ports. */
export interface Probe {
  readonly http?: {
    readonly path: string;
    readonly port: string;
    /** The port speaks TLS; whose certificate it shows is not checked. */
    readonly tls?: true;
  };
  readonly exec?: readonly string[];
  readonly tcp?: string;
  /** Seconds between questions. */
  readonly period?: number;
  /** Seconds to wait for an answer. */
  readonly timeout?: number;
  /** Wrong answers in a row that count as a no. */
  readonly failures?: number;
  /** Seconds before the first question. */
  readonly delay?: number;
}

/** A container's probes. None of them may ask after the health of others. */
export interface Probes {
  readonly startup?: Probe;
  readonly readiness?: Probe;
  readonly liveness?: Probe;
}

/** A probe as the API has it, with every default that matters written out. */
export const probe = ({ http, exec, tcp, period = 10, timeout = 5, failures = 3, delay }: Probe): k8s.Probe => ({
  ...(http ? { httpGet: httpGet(http) } : {}),
  ...(exec ? { exec: { command: [...exec] } } : {}),
  ...(tcp ? { tcpSocket: { port: k8s.IntOrString.fromString(tcp) } } : {}),
  ...(delay === undefined ? {} : { initialDelaySeconds: delay }),
  periodSeconds: period,
  timeoutSeconds: timeout,
  failureThreshold: failures,
});

const httpGet = ({ path, port, tls }: NonNullable<Probe['http']>): k8s.HttpGetAction => ({
  path,
  port: k8s.IntOrString.fromString(port),
  scheme: tls ? 'HTTPS' : 'HTTP',
});
