import { ApiObject, Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Fields, Metadata } from '../manifest/types';
import type { Labels } from './endpoint';
import type { Site } from './site';

/** The cdk8s chart of one service: knows whose objects it holds and where they will live. */
export class ServiceChart extends Chart {
  constructor(
    scope: Construct,
    /** Name of the service, of its namespace, and the label `app.kubernetes.io/name` of every object. */
    readonly service: string,
    readonly site: Site,
  ) {
    super(scope, service, { namespace: service, disableResourceNameHashes: true, labels: nameLabel(service) });
  }

  /**
   * Adds an object of any kind, such as a custom resource that has no class.
   * @throws Error where the chart has one of that kind and name already
   */
  object(apiVersion: string, kind: string, metadata: Metadata, fields: Readonly<Record<string, Fields>>): void {
    const id = `${kind}-${metadata.namespace ?? ''}-${metadata.name}`;
    if (this.node.tryFindChild(id)) throw new Error(`two objects would be the ${kind} "${metadata.name}"`);
    new ApiObject(this, id, { apiVersion, kind, metadata: { ...metadata }, ...fields });
  }

  /** Labels of one part of the service, for pods and what selects them. */
  labelsOf(part: string): Labels {
    return { ...nameLabel(this.service), 'app.kubernetes.io/component': part };
  }
}

const nameLabel = (service: string): { [label: string]: string } => ({ 'app.kubernetes.io/name': service });
